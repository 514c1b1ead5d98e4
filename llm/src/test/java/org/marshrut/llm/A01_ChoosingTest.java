package org.marshrut.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;
import tools.jackson.databind.JsonNode;

/// Choices through a real server that prefers what its script says.
class A01_ChoosingTest {

    private static final Question FRUIT =
            new Question("Pick one.", "Which fruit?", List.of("apple", "pear", "plum"), "Answer:");

    @Test
    void modelThatPrefersAPositionChoosesNothing() {
        try (var server =
                        ScriptedChatServer.start(
                                _ -> Reply.firstToken(Map.of("A", -0.1, "B", -3.0, "C", -5.0)));
                var model = open(server)) {
            var choice = choose(model);

            assertThat(choice.confidence()).isCloseTo(0, within(1e-9));
            assertThat(choice.probabilities())
                    .allSatisfy(p -> assertThat(p).isCloseTo(1.0 / 3, within(1e-9)));
            assertThat(choice.index()).isZero();
        }
    }

    @Test
    void modelThatPrefersAnOptionChoosesItInSpiteOfItsPositionBias() {
        try (var server = ScriptedChatServer.start(request -> preferring("plum", request));
                var model = open(server)) {
            var choice = choose(model);

            assertThat(FRUIT.options().get(choice.index())).isEqualTo("plum");
            assertThat(choice.confidence()).isBetween(0.3, 0.9);
            assertThat(choice.probabilities().stream().mapToDouble(p -> p).sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void everyOptionIsShownOnceInEveryPosition() {
        try (var server = ScriptedChatServer.start(request -> preferring("pear", request));
                var model = open(server)) {
            var choice = choose(model);

            assertThat(choice.rotations()).hasSize(3);
            assertThat(server.asked())
                    .extracting(asked -> asked.body().at("/messages/1/content").asString())
                    .containsExactlyInAnyOrder(
                            "Which fruit?\nA: apple\nB: pear\nC: plum\n\nAnswer:",
                            "Which fruit?\nA: pear\nB: plum\nC: apple\n\nAnswer:",
                            "Which fruit?\nA: plum\nB: apple\nC: pear\n\nAnswer:");
        }
    }

    @Test
    void failureOfTheModelIsTheFailureOfTheChoice() {
        try (var server = ScriptedChatServer.start(_ -> Reply.of(500, "{}"));
                var model = open(server)) {
            var outcome = Chooser.choose(model, FRUIT, Deadline.in(Duration.ofSeconds(20)));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed ->
                                    assertThat(failed.failure().reason())
                                            .isEqualTo(Reason.UNREACHABLE));
        }
    }

    @Test
    void questionHasTwoToTwentySixOptions() {
        for (int size : new int[] {0, 1, 27}) {
            var options = Collections.nCopies(size, "same");
            assertThatThrownBy(() -> new Question("i", "s", options, ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A question must have 2 to 26 options, not %d.", size);
        }
    }

    /// Prefers the option, and the first position a little less.
    private static Optional<Reply> preferring(String option, JsonNode request) {
        var scores = new HashMap<>(Map.of("A", -1.0, "B", -2.0, "C", -2.0));
        request.at("/messages/1/content")
                .asString()
                .lines()
                .filter(line -> line.endsWith(": " + option))
                .forEach(line -> scores.merge(line.substring(0, 1), 1.5, Double::sum));
        return Reply.firstToken(scores);
    }

    private static Choice choose(LanguageModel model) {
        return switch (Chooser.choose(model, FRUIT, Deadline.in(Duration.ofSeconds(20)))) {
            case Answered<Choice>(var choice, var usage) -> {
                assertThat(usage.promptTokens()).isEqualTo(33);
                yield choice;
            }
            case Failed<Choice>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static LanguageModel open(ScriptedChatServer server) {
        return RemoteModels.open(
                new RemoteModelSettings("tiny", server.endpoint(), "tiny", Optional.empty(), 2, 4));
    }
}
