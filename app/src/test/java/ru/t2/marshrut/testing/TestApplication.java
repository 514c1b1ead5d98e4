package ru.t2.marshrut.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import ru.t2.marshrut.MarshrutApplication;
import ru.t2.marshrut.platform.AppSettings;

/// The whole application on a free port, with folders of its own.
///
/// [#shared] is started once for all tests of a JVM, on an embedded PostgreSQL. [#start] starts
/// another one beside it for tests that need settings of their own; it uses a fresh database on the
/// shared one's server, as an external server would be used.
public final class TestApplication implements AutoCloseable {

    private static final class Shared {
        static final TestApplication INSTANCE = new TestApplication(temporaryFolder(), Map.of());
    }

    private static final Cleanup CLEANUP = new Cleanup();

    private final Path folder;
    private final ConfigurableApplicationContext context;

    private TestApplication(Path folder, Map<String, String> settings) {
        this.folder = folder;
        var environment = new HashMap<String, String>();
        environment.put("PORT", "0");
        // Threads of a model wait for each other by spinning, which stalls whatever runs beside
        // them.
        environment.put("MODEL_THREADS", "1");
        environment.putAll(settings);
        var application = MarshrutApplication.application(AppSettings.read(environment, folder));
        // Its own hook would run beside the one that deletes the folder with the server's programs.
        application.setRegisterShutdownHook(false);
        context = application.run();
        CLEANUP.add(this);
    }

    /// The one application that most tests use. Its stores, team and calendar are the demo data.
    public static TestApplication shared() {
        return Shared.INSTANCE;
    }

    /// The setting by which models compute on all cores, as they do outside of tests: for tests
    /// that nothing runs beside.
    public static Map<String, String> modelsOnAllCores() {
        return Map.of(
                "MODEL_THREADS", Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    /// Another application with these settings (names as in the environment) and an empty database.
    public static TestApplication start(Map<String, String> settings) {
        return start(temporaryFolder(), settings);
    }

    /// The same with a folder that the test has prepared.
    public static TestApplication start(Path folder, Map<String, String> settings) {
        var all = new HashMap<>(freshDatabase());
        all.putAll(settings);
        return new TestApplication(folder, all);
    }

    /// Settings that name a new, empty database on the shared application's server.
    public static Map<String, String> freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        shared().jdbc().sql("create database " + name).update();
        return Map.of(
                "DATABASE_HOST", "127.0.0.1",
                "DATABASE_PORT", Integer.toString(databasePort()),
                "DATABASE_NAME", name,
                "DATABASE_USER", "postgres",
                "DATABASE_PASSWORD", "postgres");
    }

    private static int databasePort() {
        return shared().jdbc().sql("select inet_server_port()").query(Integer.class).single();
    }

    public static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("marshrut-test-");
            CLEANUP.add(() -> FileSystemUtils.deleteRecursively(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it answers, as in `http://127.0.0.1:34567`.
    public URI address() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("The test application has no web server.");
        }
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public HttpCalls http() {
        return new HttpCalls(address());
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /// Its working folder: data, models.
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        context.close();
    }

    /// Ends at the end of the JVM what tests began, the latest first: applications that use the
    /// shared one's server before that one, and a folder after the application that works in it.
    private static final class Cleanup {

        private final Deque<AutoCloseable> begun = new ConcurrentLinkedDeque<>();

        Cleanup() {
            Runtime.getRuntime().addShutdownHook(new Thread(this::run, "test-cleanup"));
        }

        void add(AutoCloseable step) {
            begun.push(step);
        }

        private void run() {
            for (var step : begun) {
                try {
                    step.close();
                } catch (Exception e) {
                    System.err.println("Cleaning up after the tests failed: " + e);
                }
            }
        }
    }
}
