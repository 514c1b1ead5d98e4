package org.marshrut.llm.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.marshrut.llm.internal.remote.Remote.LABELS;
import static org.marshrut.llm.internal.remote.Remote.PROMPT;
import static org.marshrut.llm.internal.remote.Remote.answered;
import static org.marshrut.llm.internal.remote.Remote.failure;
import static org.marshrut.llm.internal.remote.Remote.open;
import static org.marshrut.llm.internal.remote.Remote.score;
import static org.marshrut.llm.internal.remote.Remote.soon;
import static org.marshrut.llm.internal.remote.Remote.value;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;
import tools.jackson.databind.JsonNode;

class A01_LabelScoresTest {

    @Test
    void reportedLogProbabilitiesAreNormalisedOverTheLabels() {
        try (var server =
                        ScriptedChatServer.start(
                                _ -> Reply.firstToken(Map.of("A", -2.0, "B", -1.0, "The", -0.5)));
                var model = open(server)) {
            var scores = value(score(model)).getFirst();

            assertThat(scores.method()).isEqualTo(Method.LOGPROBS);
            assertThat(scores.labels()).isEqualTo(LABELS);
            assertThat(scores.logProbabilities().get(1) - scores.logProbabilities().get(0))
                    .isCloseTo(1.0, within(1e-9));
            assertThat(scores.logProbabilities().stream().mapToDouble(Math::exp).sum())
                    .isCloseTo(1.0, within(1e-9));
        }
    }

    @Test
    void requestAsksForOneTokenWithItsAlternatives() {
        try (var server = ScriptedChatServer.start(_ -> Reply.firstToken(Map.of("A", -1.0)));
                var model = open(server)) {
            var usage = answered(score(model)).usage();

            var asked = server.asked().getFirst();
            assertThat(asked.authorization()).contains("Bearer " + Remote.KEY);
            assertThat(asked.body().path("model").asString()).isEqualTo("tiny-instruct");
            assertThat(asked.body().path("max_tokens").asInt()).isEqualTo(1);
            assertThat(asked.body().path("logprobs").asBoolean()).isTrue();
            assertThat(asked.body().path("top_logprobs").asInt()).isEqualTo(20);
            assertThat(asked.body().path("temperature").asInt()).isZero();
            assertThat(asked.body().at("/messages/0/content").asString()).isEqualTo("Pick one.");
            assertThat(asked.body().at("/messages/1/content").asString())
                    .startsWith("Options:")
                    .endsWith("\n\nAnswer:");
            assertThat(usage.promptTokens()).isEqualTo(11);
            assertThat(usage.outputTokens()).isEqualTo(1);
            assertThat(usage.prompting()).isPositive();
        }
    }

    @Test
    void labelWithAndWithoutLeadingSpaceIsOneLabel() {
        var scores =
                LabelScoring.reported(
                                List.of(
                                        new ChatReply.Alternative("A", Math.log(0.2)),
                                        new ChatReply.Alternative(" A", Math.log(0.2)),
                                        new ChatReply.Alternative("B", Math.log(0.1))),
                                LABELS)
                        .orElseThrow();

        assertThat(Math.exp(scores.logProbabilities().getFirst())).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void labelThatWasNotReportedScoresBelowTheLowestReportedToken() {
        var scores =
                LabelScoring.reported(
                                List.of(
                                        new ChatReply.Alternative("A", -0.1),
                                        new ChatReply.Alternative("x", -7.0)),
                                LABELS)
                        .orElseThrow();

        double gap = scores.logProbabilities().get(0) - scores.logProbabilities().get(1);
        assertThat(gap).isGreaterThan(6.9);
    }

    @Test
    void serverWithoutLogProbabilitiesChoosesUnderASchema() {
        try (var server =
                        ScriptedChatServer.start(request ->
                                hasSchema(request)
                                        ? Reply.text("{\"label\":\"B\"}")
                                        : Reply.text("B"));
                var model = open(server)) {
            var first = value(score(model)).getFirst();
            var second = value(score(model)).getFirst();

            assertThat(first.method()).isEqualTo(Method.CONSTRAINED);
            assertThat(first.logProbabilities().get(1))
                    .isGreaterThan(first.logProbabilities().get(0));
            assertThat(second).isEqualTo(first);
            var schema = server.asked().get(1).body().at("/response_format/json_schema/schema");
            assertThat(schema.at("/properties/label/enum").toString()).isEqualTo("[\"A\",\"B\"]");
            // What the server can't do is asked for once.
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void labelsMissingFromTheAlternativesAreAskedForUnderASchema() {
        try (var server =
                        ScriptedChatServer.start(request ->
                                hasSchema(request)
                                        ? Reply.text("{\"label\": \"A\"}")
                                        : Reply.firstToken(Map.of("I", -0.1)));
                var model = open(server)) {
            assertThat(value(score(model)).getFirst().method()).isEqualTo(Method.CONSTRAINED);
        }
    }

    @Test
    void schemaThatTheServerIgnoresLeavesTheTextItWrote() {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("I would choose B."));
                var model = open(server)) {
            var scores = value(score(model)).getFirst();

            assertThat(scores.method()).isEqualTo(Method.TEXT);
            assertThat(Math.exp(scores.logProbabilities().get(1))).isGreaterThan(0.9);
        }
    }

    @Test
    void schemaThatTheServerRejectsLeavesPlainText() {
        try (var server =
                        ScriptedChatServer.start(request ->
                                hasSchema(request) || request.has("logprobs")
                                        ? Reply.of(400, "{\"error\":{\"type\":\"bad\"}}")
                                        : Reply.text("B"));
                var model = open(server)) {
            assertThat(value(score(model)).getFirst().method()).isEqualTo(Method.TEXT);
            assertThat(value(score(model)).getFirst().method()).isEqualTo(Method.TEXT);
            assertThat(server.asked()).hasSize(4);
        }
    }

    @Test
    void textWithNoneOrSeveralLabelsIsUnusable() {
        for (var text : List.of("", "Neither.", "A or B", "Apple", "C")) {
            try (var server = ScriptedChatServer.start(_ -> Reply.text(text));
                    var model = open(server)) {
                assertThat(failure(score(model)).reason())
                        .as(text)
                        .isEqualTo(Reason.UNUSABLE_ANSWER);
            }
        }
    }

    @Test
    void severalPromptsAreAskedAtTheSameTimeUpToTheLimit() {
        try (var server =
                        ScriptedChatServer.start(request -> {
                            Thread.sleep(100);
                            var user = request.at("/messages/1/content").asString();
                            return Reply.firstToken(
                                    Map.of("A", -1.0, "B", -Double.parseDouble(user)));
                        });
                var model = open(server.endpoint(), 3, 0)) {
            var prompts =
                    IntStream.range(0, 9)
                            .mapToObj(i -> new Prompt("Rank.", Integer.toString(i)))
                            .toList();

            var scores = value(model.scoreLabels(prompts, LABELS, soon()));

            assertThat(server.mostAtOnce()).isEqualTo(3);
            assertThat(scores)
                    .extracting(s ->
                            Math.round(
                                    1 + s.logProbabilities().get(0) - s.logProbabilities().get(1)))
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        }
    }

    @Test
    void firstFailureEndsTheOtherPrompts() {
        try (var server = ScriptedChatServer.start(_ -> Reply.of(500, "{}"));
                var model = open(server.endpoint(), 1, 0)) {
            var prompts = Collections.nCopies(50, PROMPT);

            assertThat(failure(model.scoreLabels(prompts, LABELS, soon())).reason())
                    .isEqualTo(Reason.UNREACHABLE);
            assertThat(server.asked()).hasSizeLessThan(50);
        }
    }

    @Test
    void labelsMustDiffer() {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("A"));
                var model = open(server)) {
            assertThatThrownBy(() -> model.scoreLabels(List.of(PROMPT), List.of("A", "A"), soon()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("each different");
        }
    }

    private static boolean hasSchema(JsonNode request) {
        return request.has("response_format");
    }
}
