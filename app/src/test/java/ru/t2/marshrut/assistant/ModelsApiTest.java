package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.TestApplication;

class ModelsApiTest {

    private static final Map<String, Object> REQUEST =
            Map.of(
                    "locations",
                    java.util.List.of(
                            Map.of("ID", "a", "name", "Лямбирь", "lat", 54.28, "lon", 45.12),
                            Map.of("ID", "b", "name", "Рузаевка", "lat", 54.06, "lon", 44.95),
                            Map.of("ID", "c", "name", "Саранск", "lat", 54.18, "lon", 45.17)),
                    "constraints",
                    Map.of("notes", "сначала Лямбирь"));

    @Test
    void tellStateMemoryLastErrorAndFigures() throws IOException {
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.qwen().truncated().write(models.resolve("qwen2-0_5b-instruct-q4_k_m.gguf"));
        SyntheticModel.llama().write(models.resolve("Llama-3.2-1B-Instruct-Q4_K_M.gguf"));
        try (var application = TestApplication.start(folder, Map.of())) {
            var route = application.http().post("/api/v1/qwen/optimize", REQUEST);
            assertThat(route.json().get("model_used").asString()).isEqualTo("llama");

            var items = application.http().get("/api/v1/models").json().get("items");
            var qwen = items.get(0);
            assertThat(qwen.get("state").asString()).isEqualTo("unavailable");
            assertThat(qwen.get("memory_mb").isNull()).isTrue();
            assertThat(qwen.get("last_error").get("reason").asString()).isEqualTo("load_failed");
            var llama = items.get(1);
            assertThat(llama.get("state").asString()).isEqualTo("loaded");
            assertThat(llama.get("memory_mb").asLong()).isPositive();
            assertThat(llama.get("restarts").asInt()).isZero();

            var figures = application.http().get("/api/v1/metrics").json().get("models");
            assertThat(figures.findValuesAsString("prompt_version"))
                    .containsExactlyInAnyOrder(
                            "choose-route-1", "read-wishes-1", "choose-route-1", "read-wishes-1");
            figures.forEach(row -> {
                boolean answers = row.get("model").asString().equals("llama");
                assertThat(row.get("turns").asInt()).isEqualTo(1);
                assertThat(row.get("answered").asInt()).isEqualTo(answers ? 1 : 0);
                assertThat(row.get("failures").has("load_failed")).isEqualTo(!answers);
                assertThat(row.get("p95_ms").isNull()).isEqualTo(!answers);
            });
        }
    }
}
