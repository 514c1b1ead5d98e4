package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.TestApplication;

class ModelPreloadTest {

    @Test
    void modelsAreLoadedBeforeAnybodyAsksWhenToldSo() throws Exception {
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.llama().write(models.resolve("Llama-3.2-1B-Instruct-Q4_K_M.gguf"));
        try (var application = TestApplication.start(folder, Map.of("MODEL_PRELOAD", "true"))) {
            var limit = Instant.now().plusSeconds(20);
            while (!state(application, "llama").equals("loaded") && Instant.now().isBefore(limit)) {
                Thread.sleep(50);
            }
            assertThat(state(application, "llama")).isEqualTo("loaded");
            assertThat(state(application, "qwen")).isEqualTo("unavailable");
        }
    }

    private static String state(TestApplication application, String model) {
        return application.http().get("/health").json().get("services").get(model).asString();
    }
}
