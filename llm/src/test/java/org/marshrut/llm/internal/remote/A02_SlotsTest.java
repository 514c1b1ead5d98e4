package org.marshrut.llm.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marshrut.llm.internal.remote.Remote.answered;
import static org.marshrut.llm.internal.remote.Remote.failure;
import static org.marshrut.llm.internal.remote.Remote.open;
import static org.marshrut.llm.internal.remote.Remote.soon;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;

class A02_SlotsTest {

    private static final List<Part> PARTS =
            List.of(
                    new Part.Literal("kind="),
                    new Part.OneOf("kind", List.of("ill", "late")),
                    new Part.Literal("; who="),
                    new Part.Text("who", 5, ";"),
                    new Part.Literal("; order="),
                    new Part.Permutation("order", List.of("A", "B", "C"), " "));

    @Test
    void slotsComeFromOneRequestUnderASchema() {
        try (var server =
                        ScriptedChatServer.start(_ ->
                                Reply.text(
                                        """
                                        {"kind":"late","who":"Иванов","order":["C","A","B"]}
                                        """));
                var model = open(server)) {
            var filled =
                    answered(model.fill(new Prompt("Read.", "Text", "Result: "), PARTS, soon()));

            assertThat(filled.value())
                    .isEqualTo(
                            new Filled(
                                    Map.of("kind", "late", "who", "Иванов", "order", "C A B"),
                                    "kind=late; who=Иванов; order=C A B",
                                    Method.CONSTRAINED));
            assertThat(filled.usage().generating()).isPositive();
            var body = server.asked().getFirst().body();
            assertThat(server.asked()).hasSize(1);
            assertThat(body.at("/response_format/type").asString()).isEqualTo("json_schema");
            assertThat(body.at("/response_format/json_schema/schema").toString())
                    .isEqualTo(
                            """
                            {"type":"object","properties":{\
                            "kind":{"type":"string","enum":["ill","late"]},\
                            "who":{"type":"string","maxLength":20},\
                            "order":{"type":"array","minItems":3,"maxItems":3,\
                            "items":{"type":"string","enum":["A","B","C"]}}},\
                            "required":["kind","who","order"],"additionalProperties":false}\
                            """);
            assertThat(body.at("/messages/1/content").asString())
                    .contains("Result: kind={kind}; who={who}; order={order}");
        }
    }

    @Test
    void textEndsAtItsStop() {
        var filled = fill("{\"kind\":\"ill\",\"who\":\"Ann; x\",\"order\":[\"A\",\"B\",\"C\"]}");

        assertThat(answered(filled).value().slots()).containsEntry("who", "Ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "late",
                "[]",
                "null",
                "{}",
                "{\"kind\":\"gone\",\"who\":\"Ann\",\"order\":[\"A\",\"B\",\"C\"]}",
                "{\"kind\":1,\"who\":\"Ann\",\"order\":[\"A\",\"B\",\"C\"]}",
                "{\"kind\":\"ill\",\"who\":\"longer than twenty letters\","
                        + "\"order\":[\"A\",\"B\",\"C\"]}",
                "{\"kind\":\"ill\",\"who\":\"a\\nb\",\"order\":[\"A\",\"B\",\"C\"]}",
                "{\"kind\":\"ill\",\"who\":\"a\\u0000\",\"order\":[\"A\",\"B\",\"C\"]}",
                "{\"kind\":\"ill\",\"who\":\"\\ud800\",\"order\":[\"A\",\"B\",\"C\"]}",
                "{\"kind\":\"ill\",\"who\":\"Ann\",\"order\":[\"A\",\"B\",\"B\"]}",
                "{\"kind\":\"ill\",\"who\":\"Ann\",\"order\":[\"A\",\"B\"]}",
                "{\"kind\":\"ill\",\"who\":\"Ann\",\"order\":[\"A\",\"B\",\"C\",\"C\"]}",
                "{\"kind\":\"ill\",\"who\":\"Ann\",\"order\":\"A B C\"}",
                "{\"kind\":\"ill\",\"who\":\"Ann\",\"order\":[\"A\",\"B\",{}]}",
                "{\"kind\":\"ill\",\"who\":\"Ann\",\"order\":[\"A\",\"B\",\"C\"]} and more"
            })
    void valueThatBreaksItsRuleIsUnusable(String content) {
        assertThat(failure(fill(content)).reason()).isEqualTo(Reason.UNUSABLE_ANSWER);
    }

    @Test
    void serverWithoutSchemasIsNamedAsSuch() {
        try (var server =
                        ScriptedChatServer.start(
                                _ -> Reply.of(400, "{\"error\":{\"code\":\"unsupported\"}}"));
                var model = open(server)) {
            var failure = failure(model.fill(Remote.PROMPT, PARTS, soon()));

            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure.detail()).contains("HTTP 400, unsupported", "json_schema");
        }
    }

    @Test
    void slotNamesMustDiffer() {
        var twice =
                List.<Part>of(
                        new Part.OneOf("x", List.of("a", "b")),
                        new Part.OneOf("x", List.of("c", "d")));
        try (var server = ScriptedChatServer.start(_ -> Reply.text("{}"));
                var model = open(server)) {
            assertThatThrownBy(() -> model.fill(Remote.PROMPT, twice, soon()))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasRootCauseMessage("Slot x must appear once in an answer.");
        }
    }

    private static Outcome<Filled> fill(String content) {
        try (var server = ScriptedChatServer.start(_ -> Reply.text(content));
                var model = open(server)) {
            return model.fill(Remote.PROMPT, PARTS, soon());
        }
    }
}
