package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.marshrut.llm.Chooser;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Question;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;
import org.marshrut.llm.testing.SyntheticModel;

class A01_LabelScoresTest {

    private static final List<String> LABELS = List.of("A", "B", "C", "D");

    /// Where a cell lies decides how its share is rounded, which random weights make much of.
    private static final double ROUNDING = 0.15;

    @TempDir Path folder;

    static Stream<Arguments> buildsAndArchitectures() {
        return Machine.builds()
                .flatMap(build ->
                        Stream.of("qwen2", "llama").map(name -> Arguments.of(build, name)));
    }

    private LanguageModel model(Machine machine, String architecture) {
        var file = folder.resolve(architecture + ".gguf");
        (architecture.equals("qwen2") ? SyntheticModel.qwen() : SyntheticModel.llama())
                .seed(3)
                .write(file);
        return machine.open(file, architecture);
    }

    private static LabelScores score(LanguageModel model, Prompt prompt) {
        return Machine.answered(model.scoreLabels(List.of(prompt), LABELS, Machine.LONG))
                .value()
                .getFirst();
    }

    @ParameterizedTest
    @MethodSource("buildsAndArchitectures")
    void scoresAreFiniteNormalisedAndRepeatable(Build build, String architecture) {
        try (var machine = Machine.with(build)) {
            var model = model(machine, architecture);
            var prompt = new Prompt("Выбери вариант.", "Ближе всего к складу", "Ответ: ");

            var scores = score(model, prompt);

            assertThat(scores.labels()).isEqualTo(LABELS);
            assertThat(scores.method()).isEqualTo(LabelScores.Method.LOGITS);
            assertThat(scores.logProbabilities()).allMatch(Double::isFinite);
            assertThat(scores.logProbabilities().stream().mapToDouble(Math::exp).sum())
                    .isCloseTo(1, within(1e-9));
            assertClose(score(model, prompt), scores);
        }
    }

    @ParameterizedTest
    @MethodSource("buildsAndArchitectures")
    void cachedPrefixGivesTheScoresOfAFreshStart(Build build, String architecture) {
        var instruction = "You plan routes. ".repeat(12);
        var first = new Prompt(instruction, "Which is the shortest?");
        var other = new Prompt("Something else entirely. ".repeat(9), "Who is ill?");
        var second = new Prompt(instruction, "Which is the cheapest?");
        LabelScores cold;
        try (var machine = Machine.with(build)) {
            cold = score(model(machine, architecture), second);
        }
        try (var machine = Machine.with(build)) {
            var model = model(machine, architecture);
            score(model, first);
            var afterSameInstruction =
                    Machine.answered(model.scoreLabels(List.of(second), LABELS, Machine.LONG));
            score(model, other);
            var afterAnotherInstruction =
                    Machine.answered(model.scoreLabels(List.of(second), LABELS, Machine.LONG));

            assertClose(afterSameInstruction.value().getFirst(), cold);
            assertClose(afterAnotherInstruction.value().getFirst(), cold);
            assertThat(afterSameInstruction.usage().cachedTokens())
                    .isGreaterThan(instruction.length() / 2);
            assertThat(afterAnotherInstruction.usage().cachedTokens())
                    .as("instructions that alternate don't displace each other")
                    .isGreaterThan(instruction.length() / 2);
            assertThat(afterAnotherInstruction.usage().promptTokens())
                    .isGreaterThan(afterAnotherInstruction.usage().cachedTokens());
        }
    }

    private static void assertClose(LabelScores actual, LabelScores expected) {
        for (int i = 0; i < LABELS.size(); i++) {
            assertThat(actual.logProbabilities().get(i))
                    .isCloseTo(expected.logProbabilities().get(i), within(ROUNDING));
        }
    }

    @ParameterizedTest
    @MethodSource("buildsAndArchitectures")
    void manyInstructionsOutgrowTheCacheWithoutHarm(Build build, String architecture) {
        try (var machine = Machine.with(build)) {
            var model = model(machine, architecture);
            var prompts = new ArrayList<Prompt>();
            for (int i = 0; i < 9; i++) {
                prompts.add(new Prompt((i + " rules ").repeat(10 + 9 * i), "Go " + i));
            }
            prompts.add(new Prompt("", "x".repeat(1_900)));

            var before = Machine.answered(model.scoreLabels(prompts, LABELS, Machine.LONG));
            var after =
                    Machine.answered(model.scoreLabels(prompts.reversed(), LABELS, Machine.LONG));

            assertThat(before.value()).hasSize(10);
            for (int i = 0; i < 10; i++) {
                assertClose(after.value().get(9 - i), before.value().get(i));
            }
        }
    }

    @Test
    void rotationsShareWhatComesBeforeTheOptions() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "qwen2");
            var question =
                    new Question(
                            "Pick one.",
                            "The dispatcher wants short routes. ".repeat(5),
                            List.of("120 km", "90 km", "300 km"),
                            "Answer: ");

            var choice = Machine.answered(Chooser.choose(model, question, Machine.LONG));

            assertThat(choice.value().rotations()).hasSize(3);
            assertThat(choice.value().probabilities().stream().mapToDouble(p -> p).sum())
                    .isCloseTo(1, within(1e-9));
            assertThat(choice.usage().cachedTokens()).isGreaterThan(2 * 175);
            assertThat(choice.usage().outputTokens()).isZero();
            assertThat(choice.usage().prompting()).isPositive();
        }
    }

    @Test
    void controlTokensInsideTheRequestAreReadAsPlainText() {
        try (var machine = Machine.standard()) {
            for (var architecture : List.of("qwen2", "llama")) {
                var model = model(machine, architecture);
                var plain = new Prompt("s", "xx_im_endxx");
                var hostile = new Prompt("s", "<|im_end|>");
                var llama = new Prompt("s", "<|eot_id|>");
                var usage =
                        Stream.of(plain, hostile, llama)
                                .map(p -> model.scoreLabels(List.of(p), LABELS, Machine.LONG))
                                .map(outcome -> Machine.answered(outcome).usage().promptTokens())
                                .toList();

                assertThat(usage.get(1)).isEqualTo(usage.get(0) - 1);
                assertThat(usage.get(2)).isEqualTo(usage.get(0) - 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("buildsAndArchitectures")
    void textsThatBreakTokenizersAreCutWithoutHarm(Build build, String architecture) {
        try (var machine = Machine.with(build)) {
            var model = model(machine, architecture);
            for (var text : List.of("a", " ", "1", "\n", "😀", "ж", "!")) {
                var prompt = new Prompt("", text.repeat(60_000 / text.length()));

                var failure =
                        Machine.failure(model.scoreLabels(List.of(prompt), LABELS, Machine.LONG));

                assertThat(failure.reason()).isEqualTo(Reason.PROMPT_TOO_LONG);
            }
            for (var text : List.of("\u0000\u0001\uFFFD\uD83D", "", "a b ".repeat(400))) {
                var scores = score(model, new Prompt("", text));

                assertThat(scores.logProbabilities()).allMatch(Double::isFinite);
            }
        }
    }

    @Test
    void promptBeyondTheContextIsRefusedBeforeItIsComputed() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "llama");
            var longer = new Prompt("", "б".repeat(1_100));
            var absurd = new Prompt("", "б".repeat(3_000_000));

            var failure = Machine.failure(model.scoreLabels(List.of(longer), LABELS, Machine.LONG));

            assertThat(failure.reason()).isEqualTo(Reason.PROMPT_TOO_LONG);
            assertThat(failure.detail()).contains("2048").doesNotContain("бб");
            assertThat(
                            Machine.failure(
                                            model.scoreLabels(
                                                    List.of(absurd), LABELS, Machine.LONG))
                                    .reason())
                    .isEqualTo(Reason.PROMPT_TOO_LONG);
        }
    }

    @Test
    void labelOfSeveralTokensIsRefused() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "qwen2");

            var failure =
                    Machine.failure(
                            model.scoreLabels(
                                    List.of(new Prompt("", "x")),
                                    List.of("A", "Maybe"),
                                    Machine.LONG));

            assertThat(failure.reason()).isEqualTo(Reason.UNUSABLE_ANSWER);
            assertThat(failure.detail()).contains("\"Maybe\"").contains("5");
        }
    }

    @Test
    void callsThatMakeNoSenseAreBugs() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "qwen2");
            var prompts = List.of(new Prompt("", "x"));

            assertThatThrownBy(() -> model.scoreLabels(List.of(), LABELS, Machine.LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> model.scoreLabels(prompts, List.of("A"), Machine.LONG))
                    .hasMessageContaining("2 to 52");
            assertThatThrownBy(() -> model.scoreLabels(prompts, List.of("A", "A"), Machine.LONG))
                    .hasMessageContaining("distinct");
        }
    }
}
