package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.MarshrutApplication;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// The application in a process of its own, on a database of its own, killed without a warning in
/// the middle of its writing, twice.
class KilledApplicationTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Path folder = TestApplication.temporaryFolder();
    private final int port = freePort();
    private final HttpCalls http = HttpCalls.at(URI.create("http://127.0.0.1:" + port));
    private @Nullable Process process;

    @Test
    void nothingIsHalfWrittenAndTheJobGoesOn() throws Exception {
        start();
        assertThat(
                        new PlanningCalls(http)
                                .generate(Map.of("month", "2026-04", "seconds", 1))
                                .get("status")
                                .asString())
                .isEqualTo("succeeded");
        var april = rows("2026-04-01");
        String busy = busiestDay("г.о. Саранск", "2026-04-06", "2026-04-24");
        var closed =
                http.post(
                        "/api/v1/force_majeure",
                        Map.of(
                                "kind",
                                "road_closed",
                                "from",
                                busy,
                                "to",
                                busy,
                                "districts",
                                List.of("г.о. Саранск")));
        assertThat(closed.status()).as(closed.text()).isEqualTo(201);
        String disruption = "/api/v1/force_majeure/" + closed.json().get("id").asString();
        var accepted =
                http.post(
                        "/api/v1/schedule/generate", Map.of("quarter", "2026-Q3", "seconds", 600));
        String job = accepted.header("Location");
        await(
                "a checkpoint",
                () -> isTrue("select checkpoint is not null from job where finished_at is null"));

        // Killed in the middle of an apply, and of a search beside it.
        killWhileItWritesItsHistory(() -> http.post(disruption + "/apply", Map.of()));
        assertThat(rows("2026-04-01")).isEqualTo(april);
        start();
        assertThat(http.get(disruption).json().get("state").asString()).isEqualTo("previewed");
        assertThat(isTrue("select not exists (select from store_closure)")).isTrue();
        assertThat(rows("2026-04-01")).isEqualTo(april);
        await("the job's second attempt", () -> http.get(job).json().get("attempts").asInt() == 2);
        assertThat(http.get(job).json().get("status").asString()).isEqualTo("running");
        assertThat(http.get("/api/v1/schedule?month=2026-08").status()).isEqualTo(404);

        // Killed in the middle of writing the plans of a quarter.
        killWhileItWritesItsHistory(() -> http.delete(job + "?keep=true"));
        assertThat(isTrue("select count(*) = 1 from plan where version > 0")).isTrue();
        assertThat(isTrue("select not exists (select from visit where month > '2026-04-01')"))
                .isTrue();
        start();
        var finished = new PlanningCalls(http).finished(job);
        assertThat(finished.get("status").asString())
                .as(finished.toString())
                .isEqualTo("succeeded");
        assertThat(finished.get("attempts").asInt()).isEqualTo(3);
        assertThat(isTrue("select count(*) = 4 and max(version) = 1 from plan")).isTrue();
        assertThat(
                        isTrue(
                                """
                                select count(*) = 3 * (50 * 3 + 75 * 2 + 50) + 75
                                  from visit
                                 where month > '2026-04-01'
                                   and visit_date is not null
                                """))
                .isTrue();

        // What was cut short works.
        var applied = http.post(disruption + "/apply", Map.of());
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        assertThat(http.post(disruption + "/undo", Map.of()).status()).isEqualTo(200);
        assertThat(rows("2026-04-01").keySet()).isEqualTo(april.keySet());
    }

    /// Holds the table of the plans' histories, so that whoever writes there stops in the middle of
    /// his transaction, and kills the application once it does.
    private void killWhileItWritesItsHistory(Runnable trigger) throws Exception {
        try (var keeper = connect()) {
            keeper.setAutoCommit(false);
            try (var statement = keeper.createStatement()) {
                statement.execute("lock table plan_version_visit in share mode");
                var client =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        trigger.run();
                                    } catch (UncheckedIOException e) {
                                        // The server is killed before it answers.
                                    }
                                });
                await(
                        "the writing",
                        () ->
                                isTrue(
                                        """
                                        select count(*) > 0
                                          from pg_stat_activity
                                         where wait_event_type = 'Lock'
                                           and query like '%plan_version_visit%'
                                           and pid <> pg_backend_pid()
                                        """));
                running().destroyForcibly().waitFor();
                client.join();
            }
            keeper.rollback();
        }
        await(
                "the end of the dead application's transactions",
                () ->
                        isTrue(
                                """
                                select count(*) = 0
                                  from pg_stat_activity
                                 where backend_type = 'client backend'
                                   and pid <> pg_backend_pid()
                                """));
    }

    private void start() throws Exception {
        var log = folder.resolve("application.log").toFile();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MarshrutApplication.class.getName()));
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("PORT", Integer.toString(port));
        process = builder.start();
        await(
                "the application; its log: " + log,
                () -> {
                    if (!running().isAlive()) {
                        throw new AssertionError(read(log.toPath()));
                    }
                    try {
                        return http.get("/health").status() == 200;
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                });
    }

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    private Process running() {
        return Objects.requireNonNull(process);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(until);
            Thread.sleep(50);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Past the application, to its database.
    private Connection connect() throws SQLException, IOException {
        var server = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(server.get(3).strip()),
                "postgres",
                "postgres");
    }

    private boolean isTrue(String sql) throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /// The day of a span with most visits in a district, whatever plan was found.
    private String busiestDay(String district, String from, String to)
            throws SQLException, IOException {
        try (var connection = connect();
                var statement =
                        connection.prepareStatement(
                                """
                                select visit.visit_date::text
                                  from visit
                                  join store
                                    on store.id = visit.store_id
                                 where store.district = ?
                                   and visit.visit_date between cast(? as date) and cast(? as date)
                                 group by visit.visit_date
                                 order by count(*) desc, visit.visit_date
                                 limit 1
                                """)) {
            statement.setString(1, district);
            statement.setString(2, from);
            statement.setString(3, to);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    /// All rows of a month's plan as the database has them.
    private Map<String, String> rows(String month) throws SQLException, IOException {
        var all = new TreeMap<String, String>();
        try (var connection = connect();
                var statement =
                        connection.prepareStatement(
                                """
                                select id::text, to_jsonb(visit)::text
                                  from visit
                                 where month = cast(? as date)
                                union all
                                select rep_id || ' ' || day, to_jsonb(rep_day)::text
                                  from rep_day
                                 where date_trunc('month', day) = cast(? as date)
                                """)) {
            statement.setString(1, month);
            statement.setString(2, month);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return all;
    }
}
