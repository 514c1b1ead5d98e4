package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.TestApplication;

class EmbeddedDatabaseTest {

    private final Path folder = TestApplication.temporaryFolder().resolve("data");

    @Test
    void keepsItsDataAndItsPromisesOverARestart() throws SQLException, IOException {
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "full_page_writes")).isEqualTo("on");
            execute(database, "create table kept (id integer)");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(single(database, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void adoptsAServerThatOutlivedItsApplication() throws Exception {
        killApplicationThatUses(folder);
        long server = runningServer().pid();
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(database.description()).contains("adopted");
            assertThat(single(database, "select count(*) from kept")).isEqualTo("0");
        }
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void startsAgainAfterItsServerWasKilledTogetherWithItsApplication() throws Exception {
        killApplicationThatUses(folder);
        var server = ProcessHandle.of(runningServer().pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(database.description()).doesNotContain("adopted");
            assertThat(single(database, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void aStaleFileThatNamesALivingProcessDoesNotStopTheStart() throws Exception {
        killApplicationThatUses(folder);
        var server = ProcessHandle.of(runningServer().pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        var file = folder.resolve("postgres").resolve("postmaster.pid");
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(file, lines);
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(single(database, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void aSecondOneOnTheSameFolderIsRefusedInClearWords() {
        try (var _ = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aFolderThatCanNotBeMadeIsNamed() throws IOException {
        var file = Files.createFile(folder.resolveSibling("file"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("data")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining(file.toString());
    }

    /// An application of its own process: starts the database, makes a table, and waits to be
    /// killed.
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            var database = EmbeddedDatabase.start(Path.of(arguments[0]));
            execute(database, "create table kept (id integer)");
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private static void killApplicationThatUses(Path folder) throws Exception {
        var victim =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = victim.inputReader()) {
            assertThat(output.lines().anyMatch("ready"::equals)).isTrue();
        }
        victim.destroyForcibly().waitFor();
    }

    private PostmasterFile runningServer() {
        return PostmasterFile.runningIn(folder.resolve("postgres")).orElseThrow();
    }

    private static String setting(DatabaseServer database, String name) throws SQLException {
        return single(database, "show " + name);
    }

    private static String single(DatabaseServer database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DatabaseServer database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(DatabaseServer database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
