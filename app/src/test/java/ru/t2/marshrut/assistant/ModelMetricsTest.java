package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.TestApplication;

class ModelMetricsTest {

    @Test
    void everyTurnIsCountedAndNothingElseOfTheActuatorIsThere() throws IOException {
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.llama().seed(2).write(models.resolve("Llama-3.2-1B-Instruct-Q4_K_M.gguf"));
        try (var application = TestApplication.start(folder, Map.of())) {
            var http = application.http();
            http.post("/api/v1/force_majeure/read", Map.of("text", "в Рузаевке метель"));

            var answer = http.get("/actuator/prometheus");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .contains(
                            "marshrut_model_requests_seconds_count{model=\"llama\",outcome=\"answered\",prompt=\"read-incidents-1\"} 1",
                            "marshrut_model_requests_seconds_count{model=\"qwen\",outcome=\"file_missing\",prompt=\"read-incidents-1\"} 1",
                            "marshrut_model_fallbacks_total{model=\"qwen\",reason=\"file_missing\",to=\"llama\"} 1.0",
                            "marshrut_model_tokens_total{kind=\"output\",model=\"llama\"}",
                            "marshrut_model_queue_seconds_count{model=\"llama\"} 1",
                            "marshrut_model_prompt_speed_count{model=\"llama\"} 1",
                            "marshrut_model_worker_restarts_total{model=\"llama\"} 0.0",
                            "marshrut_model_available{model=\"qwen\"} 0.0")
                    .doesNotContain("Рузаевк");
            for (var path :
                    new String[] {"", "/health", "/env", "/beans", "/heapdump", "/loggers"}) {
                assertThat(http.get("/actuator" + path).status()).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void howAServersAnswerWasHadIsOnRecord() {
        try (var server =
                        ScriptedChatServer.start(request ->
                                request.has("response_format")
                                        ? Reply.of(400, "{}")
                                        : Reply.text("{\"k0\": \"weather\", \"e0\": \"closed\"}"));
                var application =
                        TestApplication.start(
                                Map.of("QWEN_API_ENDPOINT", server.endpoint().toString()))) {
            var answer =
                    application
                            .http()
                            .post(
                                    "/api/v1/force_majeure/read",
                                    Map.of("text", "в Рузаевском районе метель"));

            assertThat(answer.json().get("read_by").asString()).isEqualTo("qwen");
            assertThat(
                            application
                                    .jdbc()
                                    .sql("select method from model_attempt where model = 'qwen'")
                                    .query(String.class)
                                    .list())
                    .containsExactly("text");
        }
    }
}
