package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.HttpCalls.Answer;
import ru.t2.marshrut.testing.TestApplication;

/// Ten clients send 200 requests, good and bad, to an application with small models of random
/// weights.
class ParallelRequestsTest {

    private static final int CLIENTS = 10;
    private static final int REQUESTS = 200;

    @Test
    void noRequestIsLostAndNoLabelIsWrong() throws Exception {
        try (var application = withModels()) {
            var answers = new ArrayList<Answer>();
            try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
                var calls =
                        IntStream.range(0, REQUESTS)
                                .mapToObj(i -> clients.submit(() -> send(application, i)))
                                .toList();
                for (var call : calls) {
                    answers.add(call.get());
                }
            }
            assertThat(answers).hasSize(REQUESTS);
            assertThat(answers)
                    .allMatch(answer -> List.of(200, 400, 413, 422, 429).contains(answer.status()));
            var routes =
                    answers.stream()
                            .filter(answer ->
                                    answer.status() == 200
                                            && answer.text().contains("\"model_used\""))
                            .toList();
            assertThat(routes).hasSizeGreaterThan(REQUESTS / 3);
            for (var route : routes) {
                assertThat(whoDecided(application, route))
                        .isEqualTo(route.json().get("model_used").asString());
            }
            assertThat(connectionsThatAreKept(application)).isZero();
            assertThat(workers()).isLessThanOrEqualTo(2);
        }
        assertThat(workers()).isZero();
    }

    private static TestApplication withModels() throws IOException {
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.qwen().write(models.resolve("qwen2-0_5b-instruct-q4_k_m.gguf"));
        SyntheticModel.llama().write(models.resolve("Llama-3.2-1B-Instruct-Q4_K_M.gguf"));
        return TestApplication.start(folder, Map.of());
    }

    private static Answer send(TestApplication application, int number) {
        var http = application.http();
        return switch (number % 10) {
            case 0 -> http.get("/health");
            case 1 -> http.post("/api/v1/qwen/optimize", Map.of("locations", List.of()));
            case 2 -> http.post("/api/v1/qwen/optimize", RouteRequests.withField("lat", 95));
            case 3 -> http.post("/api/v1/llama/optimize", "{\"locations\": [");
            case 4 -> http.post("/api/v1/qwen/optimize", "x".repeat(2_000_000));
            case 5 ->
                    http.post(
                            "/api/v1/optimize",
                            Map.of(
                                    "location_ids",
                                    List.of("tt-001", "tt-002", "tt-003"),
                                    "model",
                                    "solver"));
            case 6 -> http.post("/api/v1/llama/optimize", RouteRequests.body(4));
            case 7 -> http.post("/api/v1/qwen/optimize", RouteRequests.body(10));
            default -> http.post("/api/v1/qwen/optimize", RouteRequests.body(2 + number % 5));
        };
    }

    /// Who answered according to the record of the run.
    private static String whoDecided(TestApplication application, Answer route) {
        return application
                .jdbc()
                .sql(
                        """
                        select coalesce(max(model), 'solver')
                        from route
                        left join model_attempt on run_id = model_run_id and outcome = 'answered'
                        where route.id = :id::uuid
                        """)
                .param("id", route.json().get("ID").asString())
                .query(String.class)
                .single();
    }

    /// Connections that nobody gives back. What runs by itself holds one for a moment now and then,
    /// so that one moment without any is enough.
    private static int connectionsThatAreKept(TestApplication application)
            throws InterruptedException {
        var pool = application.bean(HikariDataSource.class).getHikariPoolMXBean();
        int kept = pool.getActiveConnections();
        for (int look = 0; look < 200 && kept > 0; look++) {
            Thread.sleep(50);
            kept = pool.getActiveConnections();
        }
        return kept;
    }

    private static long workers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("org.marshrut.llm"))
                .count();
    }
}
