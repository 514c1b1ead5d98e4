package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;
import ru.t2.marshrut.testing.TestApplication;

/// Models behind OpenAI-compatible servers, set by address.
class RemoteModelTest {

    @Test
    void aServerDecidesUnderTheNameOfItsModel() {
        try (var qwen =
                        ScriptedChatServer.start(_ ->
                                Reply.firstToken(
                                        Map.of("A", -0.1, "B", -3.0, "C", -4.0, "D", -5.0)));
                var application =
                        TestApplication.start(
                                Map.of(
                                        "QWEN_API_ENDPOINT", qwen.endpoint().toString(),
                                        "QWEN_MODEL_ID", "qwen2",
                                        "QWEN_API_KEY", "secret"))) {
            var answer = application.http().post("/api/v1/qwen/optimize", RouteRequests.body(8));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().get("model_used").asString()).isEqualTo("qwen");
            assertThat(qwen.asked())
                    .isNotEmpty()
                    .allMatch(asked -> asked.authorization().orElse("").equals("Bearer secret"));
        }
    }

    @Test
    void aServerThatFailsHandsOverToTheOther() {
        try (var qwen = ScriptedChatServer.start(_ -> Reply.of(500, "broken"));
                var llama = ScriptedChatServer.start(_ -> Reply.text("B"));
                var application =
                        TestApplication.start(
                                Map.of(
                                        "QWEN_API_ENDPOINT", qwen.endpoint().toString(),
                                        "LLAMA_API_ENDPOINT", llama.endpoint().toString()))) {
            var answer = application.http().post("/api/v1/qwen/optimize", RouteRequests.body(8));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().get("model_used").asString()).isEqualTo("llama");
            assertThat(answer.json().get("fallback_reason").asString()).isEqualTo("unreachable");
        }
    }
}
