package org.marshrut.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.Outcome.Answered;

class A02_ValuesTest {

    @Test
    void equalOptionsGoToTheEarlierOne() {
        var even = scores(Math.log(0.5), Math.log(0.5));

        var choice = Choice.averaged(List.of(even, even));

        assertThat(choice.index()).isZero();
        assertThat(choice.confidence()).isZero();
    }

    @Test
    void rotatedPlacesAreTracedBackToTheirOptions() {
        // The option of index 1 stands in place 1 first and in place 0 then.
        var first = scores(Math.log(0.1), Math.log(0.9));
        var second = scores(Math.log(0.9), Math.log(0.1));

        var choice = Choice.averaged(List.of(first, second));

        assertThat(choice.index()).isEqualTo(1);
        assertThat(choice.probabilities().get(1)).isCloseTo(0.9, within(1e-9));
        assertThat(choice.confidence()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void labelsAndScoresCorrespond() {
        assertThatThrownBy(() -> new LabelScores(List.of("A", "B"), List.of(0.0), Method.LOGITS))
                .hasMessage("2 labels must not have 1 scores.");
    }

    @Test
    void deadlineRunsOutAndNeverGoesBelowZero() {
        var past = new Deadline(System.nanoTime() - 1);
        var future = Deadline.in(Duration.ofHours(1));

        assertThat(past.hasPassed()).isTrue();
        assertThat(past.remaining()).isZero();
        assertThat(future.hasPassed()).isFalse();
        assertThat(future.remaining()).isGreaterThan(Duration.ofMinutes(59));
        assertThat(future.orSooner(past)).isEqualTo(past);
        assertThat(past.orSooner(future)).isEqualTo(past);
    }

    @Test
    void usageAddsUp() {
        var one =
                new Usage(
                        1, 2, 3, Duration.ofMillis(4), Duration.ofMillis(5), Duration.ofMillis(6));

        assertThat(one.plus(one).plus(Usage.NONE))
                .isEqualTo(
                        new Usage(
                                2,
                                4,
                                6,
                                Duration.ofMillis(8),
                                Duration.ofMillis(10),
                                Duration.ofMillis(12)));
    }

    @Test
    void outcomeIsConvertedAndFailureKept() {
        Outcome<Integer> answered = new Answered<>(20, Usage.NONE);
        Outcome<Integer> failed = Outcome.failed(Failure.Reason.TIMED_OUT, "Too late.");

        assertThat(answered.map(n -> n + 1)).isEqualTo(new Answered<>(21, Usage.NONE));
        assertThat(failed.map(n -> n + 1))
                .isEqualTo(
                        new Outcome.Failed<>(
                                new Failure(
                                        Failure.Reason.TIMED_OUT, "Too late.", Optional.empty())));
    }

    @Test
    void slotsThatCannotBeFilledAreRefused() {
        assertThatThrownBy(() -> new Part.OneOf("kind", List.of()))
                .hasMessage("Slot kind must have at least one option.");
        assertThatThrownBy(() -> new Part.Permutation("order", List.of(), " "))
                .hasMessage("Slot order must have at least one label.");
        assertThatThrownBy(() -> new Part.Text("who", 0, ";"))
                .hasMessage("maxTokens (0) of slot who must be positive.");
        assertThatThrownBy(() -> new Part.Text("who", 3, ""))
                .hasMessageContaining("stop of slot who must not be empty");
    }

    @Test
    void slotValuesAreCopied() {
        var slots = new HashMap<>(Map.of("a", "1"));
        var filled = new Filled(slots, "a=1", LabelScores.Method.LOGITS);
        slots.put("a", "2");

        assertThat(filled.slots()).containsExactly(Map.entry("a", "1"));
    }

    private static LabelScores scores(double... logProbabilities) {
        return new LabelScores(
                List.of("A", "B"), Arrays.stream(logProbabilities).boxed().toList(), Method.LOGITS);
    }
}
