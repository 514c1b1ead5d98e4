package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Generation as a job: followed, stopped, interrupted.
class JobsOfPlansTest {

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        application = TestApplication.start(Map.of());
        http = application.http();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static String begin(HttpCalls calls, Map<String, ?> request) {
        var accepted = calls.post("/api/v1/schedule/generate", request);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.header("Location"))
                .isEqualTo("/api/v1/jobs/" + accepted.json().get("job_id").asString());
        return accepted.header("Location");
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(until);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private static boolean isUnderWay(HttpCalls calls, String location) {
        var progress = calls.get(location).json().get("progress");
        return !progress.isNull() && !progress.get("first_complete_ms").isNull();
    }

    private static long planned(TestApplication where, String month) {
        return where.jdbc()
                .sql(
                        """
                        select count(*)
                          from visit
                          join plan on plan.id = visit.plan_id and plan.kind = 'published'
                         where plan.month = cast(:month as date)
                           and visit.visit_date is not null
                           and visit.status <> 'cancelled'
                        """)
                .param("month", month + "-01")
                .query(Long.class)
                .single();
    }

    /// One server-sent event.
    private record Event(String name, JsonNode data) {}

    private static List<Event> follow(String location) throws Exception {
        var events = new ArrayList<Event>();
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            http.request(location + "/events").GET().build(),
                            BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            var fields = new HashMap<String, String>();
            answer.body()
                    .forEach(line -> {
                        if (line.isEmpty() && fields.containsKey("data")) {
                            events.add(
                                    new Event(
                                            fields.getOrDefault("event", ""),
                                            JsonMapper.shared().readTree(fields.get("data"))));
                            fields.clear();
                        } else if (line.contains(":")) {
                            fields.put(
                                    line.substring(0, line.indexOf(':')),
                                    line.substring(line.indexOf(':') + 1).strip());
                        }
                    });
        }
        return events;
    }

    @Test
    void aFollowerSeesTheSearchGetBetterAndItsEnd() throws Exception {
        String location = begin(http, Map.of("month", "2026-04", "seconds", 3));
        var events = follow(location);
        assertThat(events).hasSizeGreaterThan(3);
        var last = events.removeLast();
        assertThat(last.name()).isEqualTo("finished");
        assertThat(last.data()).isEqualTo(http.get(location).json());
        assertThat(last.data().get("status").asString()).isEqualTo("succeeded");
        assertThat(last.data().get("percent").asInt()).isEqualTo(100);
        assertThat(events).extracting(Event::name).containsOnly("progress");
        int percent = 0;
        long best = Long.MAX_VALUE;
        for (var event : events) {
            assertThat(event.data().get("percent").asInt()).isGreaterThanOrEqualTo(percent);
            percent = event.data().get("percent").asInt();
            var progress = event.data().get("progress");
            if (!progress.isNull() && progress.get("unplaced").asInt() == 0) {
                assertThat(progress.get("best_cost").asLong()).isLessThanOrEqualTo(best);
                best = progress.get("best_cost").asLong();
            }
        }
        assertThat(percent).isPositive();
        assertThat(best).isPositive().isLessThan(Long.MAX_VALUE);
        // Whoever comes late hears the end at once.
        assertThat(follow(location)).containsExactly(last);
    }

    @Test
    void whoKeepsTheBestGetsACompletePlanHoweverEarlyHeStops() {
        String location = begin(http, Map.of("quarter", "2027-Q1", "seconds", 120));
        assertThat(http.delete(location + "?keep=true").status()).isEqualTo(202);
        var job = new PlanningCalls(application).finished(location);
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.get("result").get("unplaced").asInt()).as(job.toString()).isZero();
        assertThat(job.get("result").get("total_ms").asLong()).isLessThan(60_000);
        assertThat(planned(application, "2027-01")).isGreaterThanOrEqualTo(375);
        assertThat(planned(application, "2027-03")).isGreaterThanOrEqualTo(375);
        assertThat(http.delete(location).status()).isEqualTo(409);
    }

    @Test
    void whoDiscardsGetsNothing() {
        String location = begin(http, Map.of("month", "2026-09", "seconds", 120));
        await("a plan", () -> isUnderWay(http, location));
        var second = http.post("/api/v1/schedule/generate", Map.of("month", "2026-08"));
        assertThat(second.status()).as("another month of the quarter").isEqualTo(409);
        assertThat(second.json().get("code").asString()).isEqualTo("generation_running");
        assertThat(http.delete(location).status()).isEqualTo(202);
        var job = new PlanningCalls(application).finished(location);
        assertThat(job.get("status").asString()).isEqualTo("cancelled");
        assertThat(planned(application, "2026-09")).isZero();
        assertThat(http.get("/api/v1/schedule?month=2026-09").status()).isEqualTo(404);
    }

    @Test
    void anUnknownJobIsNotFound() {
        String unknown = "/api/v1/jobs/" + UUID.randomUUID();
        assertThat(http.get(unknown).status()).isEqualTo(404);
        assertThat(http.get(unknown + "/events").status()).isEqualTo(404);
        assertThat(http.delete(unknown).status()).isEqualTo(404);
        assertThat(http.get("/api/v1/jobs/x").status()).isEqualTo(422);
    }

    @Test
    void aRestartGoesOnWhereTheSearchWas() {
        var settings = TestApplication.freshDatabase();
        String location;
        try (var first = TestApplication.start(settings)) {
            location = begin(first.http(), Map.of("month", "2026-05", "seconds", 6));
            await("a plan", () -> isUnderWay(first.http(), location));
        }
        try (var second = TestApplication.start(settings)) {
            assertThat(
                            second.jdbc()
                                    .sql("select checkpoint is not null from job")
                                    .query(Boolean.class)
                                    .single())
                    .isTrue();
            var job = new PlanningCalls(second).finished(location);
            assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
            assertThat(job.get("attempts").asInt()).isEqualTo(2);
            assertThat(planned(second, "2026-05")).isGreaterThanOrEqualTo(375);
        }
    }

    @Test
    void aPlanThatIsWrittenIsNotMadeAgainWhenTheEndOfItsJobIsLost() throws Exception {
        var settings = TestApplication.freshDatabase();
        String location;
        try (var keeper =
                DriverManager.getConnection(
                        "jdbc:postgresql://%s:%s/%s"
                                .formatted(
                                        settings.get("DATABASE_HOST"),
                                        settings.get("DATABASE_PORT"),
                                        settings.get("DATABASE_NAME")),
                        settings.get("DATABASE_USER"),
                        settings.get("DATABASE_PASSWORD"))) {
            keeper.setAutoCommit(false);
            try (var first = TestApplication.start(settings);
                    var statement = keeper.createStatement()) {
                location = begin(first.http(), Map.of("month", "2026-05", "seconds", 1));
                await("a plan", () -> isUnderWay(first.http(), location));
                // The job can't note its end while its row is held.
                statement.execute("select 1 from job for update");
                await("the plan", () -> planned(first, "2026-05") > 0);
                var closing = Thread.ofPlatform().start(first::close);
                Thread.sleep(1_000);
                keeper.rollback();
                closing.join();
            }
        }
        try (var second = TestApplication.start(settings)) {
            var job = new PlanningCalls(second).finished(location);
            assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
            assertThat(
                            second.jdbc()
                                    .sql("select count(*) from plan_version")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(1);
        }
    }
}
