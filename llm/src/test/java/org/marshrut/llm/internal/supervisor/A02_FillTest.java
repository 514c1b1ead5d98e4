package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Part.Literal;
import org.marshrut.llm.Part.OneOf;
import org.marshrut.llm.Part.Permutation;
import org.marshrut.llm.Part.Text;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;
import org.marshrut.llm.testing.SyntheticModel;

class A02_FillTest {

    private static final Prompt PROMPT = new Prompt("Fill the form.", "Рузаевка после 15:00", "");
    private static final List<String> VOCABULARY =
            List.of("", "a", "ab", "abc", "b", "да", "дал", "th", "t", " ", "\"", "🚚", "x y");

    @TempDir Path folder;

    static Stream<Arguments> buildsAndArchitectures() {
        return A01_LabelScoresTest.buildsAndArchitectures();
    }

    private LanguageModel model(Machine machine, String architecture, long seed) {
        var file = folder.resolve(architecture + seed + ".gguf");
        (architecture.equals("qwen2") ? SyntheticModel.qwen() : SyntheticModel.llama())
                .seed(seed)
                .write(file);
        return machine.open(file, architecture);
    }

    private static Outcome.Answered<Filled> fill(LanguageModel model, Part... parts) {
        return Machine.answered(model.fill(PROMPT, List.of(parts), Machine.LONG));
    }

    @ParameterizedTest
    @MethodSource("buildsAndArchitectures")
    void everySlotKeepsItsRuleWhateverTheModelWants(Build build, String architecture) {
        try (var machine = Machine.with(build)) {
            for (long seed = 1; seed <= 2; seed++) {
                var model = model(machine, architecture, seed);
                for (long formSeed = 1; formSeed <= 25; formSeed++) {
                    var parts = form(new Random(formSeed));

                    var outcome = model.fill(PROMPT, parts, Machine.LONG);

                    var filled = Machine.answered(outcome).value();
                    assertValid(parts, filled, "model %d form %d".formatted(seed, formSeed));
                }
                model.close();
            }
        }
    }

    private static List<Part> form(Random random) {
        var parts = new ArrayList<Part>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            var name = "slot" + i;
            parts.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Literal(words(random, 3).getFirst() + ": ");
                        case 1 -> new OneOf(name, words(random, 1 + random.nextInt(6)));
                        case 2 ->
                                new Permutation(
                                        name,
                                        words(random, 1 + random.nextInt(6)),
                                        random.nextBoolean() ? ", " : "");
                        default ->
                                new Text(
                                        name,
                                        1 + random.nextInt(20),
                                        List.of("\n", "\"", "\n\n", "th", "ж")
                                                .get(random.nextInt(5)));
                    });
        }
        return parts;
    }

    private static List<String> words(Random random, int count) {
        var words = new ArrayList<>(VOCABULARY);
        Collections.shuffle(words, random);
        return words.subList(0, count);
    }

    private static void assertValid(List<Part> parts, Filled filled, String what) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Literal(var literal) -> text.append(literal);
                case OneOf(var name, var options) -> {
                    assertThat(options).as(what).contains(slot(filled, name));
                    text.append(slot(filled, name));
                }
                case Permutation(var name, var labels, var separator) -> {
                    assertThat(isPermutation(slot(filled, name), labels, separator))
                            .as("%s: %s of %s", what, slot(filled, name), labels)
                            .isTrue();
                    text.append(slot(filled, name));
                }
                case Text(var name, int maxTokens, var stop) -> {
                    var value = slot(filled, name);
                    assertThat(value).as(what).doesNotContain(stop).doesNotContain("\uFFFD");
                    assertThat(value.chars()).as(what).noneMatch(Character::isISOControl);
                    assertThat(value.length()).as(what).isLessThanOrEqualTo(12 * maxTokens);
                    text.append(value);
                }
            }
        }
        assertThat(filled.text()).as(what).hasToString(text.toString());
    }

    private static String slot(Filled filled, String name) {
        return Objects.requireNonNull(filled.slots().get(name), name);
    }

    private static boolean isPermutation(String value, List<String> labels, String separator) {
        if (labels.isEmpty()) {
            return value.isEmpty();
        }
        return IntStream.range(0, labels.size())
                .anyMatch(i -> {
                    var label = labels.get(i);
                    var rest = new ArrayList<>(labels);
                    rest.remove(i);
                    var head = rest.isEmpty() ? label : label + separator;
                    return value.startsWith(head)
                            && isPermutation(value.substring(head.length()), rest, separator);
                });
    }

    @Test
    void whereThereIsNothingToDecideNothingIsDecoded() {
        try (var machine = Machine.standard()) {
            var filled =
                    fill(
                            model(machine, "qwen2", 1),
                            new Literal("{\"kind\": \""),
                            new OneOf("kind", List.of("absence")),
                            new Literal("\", \"order\": \""),
                            new Permutation("order", List.of("X"), ">"),
                            new Literal("\"}"));

            assertThat(filled.value().text())
                    .isEqualTo("{\"kind\": \"absence\", \"order\": \"X\"}");
            assertThat(filled.value().slots()).containsOnlyKeys("kind", "order");
            assertThat(filled.usage().outputTokens()).isZero();
            assertThat(filled.usage().generating()).isZero();
        }
    }

    @Test
    void optionThatBeginsAnotherCanBeChosenAndLeft() {
        var chosen = new HashSet<String>();
        try (var machine = Machine.standard()) {
            for (long seed = 1; seed <= 20 && chosen.size() < 2; seed++) {
                var model = model(machine, "llama", seed);
                var filled = fill(model, new OneOf("day", List.of("пн", "пнд")), new Literal("!"));
                chosen.add(slot(filled.value(), "day"));
                model.close();
            }
        }
        assertThat(chosen).contains("пн", "пнд");
    }

    @Test
    void decidedTokensAndTimesAreCounted() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "qwen2", 5);

            var filled =
                    fill(
                            model,
                            new Permutation("order", List.of("A", "B", "C", "D", "E"), " "),
                            new Literal("\n"),
                            new Text("why", 12, "\n"));

            assertThat(filled.usage().outputTokens()).isBetween(5, 4 + 12);
            assertThat(filled.usage().prompting()).isPositive();
            assertThat(filled.usage().generating()).isPositive();
            assertThat(filled.usage().queued()).isPositive();
        }
    }

    @Test
    void longLiteralsAreFedInBatches() {
        try (var machine = Machine.standard()) {
            var long1 = "ab ".repeat(400);

            var filled =
                    fill(
                            model(machine, "llama", 2),
                            new Literal(long1),
                            new OneOf("x", List.of("A", "B")));

            assertThat(filled.value().text()).startsWith(long1).hasSize(long1.length() + 1);
        }
    }

    @Test
    void formThatMayOutgrowTheContextIsRefused() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "qwen2", 1);

            var failure =
                    Machine.failure(
                            model.fill(
                                    PROMPT, List.of(new Text("essay", 2_000, "\n")), Machine.LONG));

            assertThat(failure.reason()).isEqualTo(Reason.PROMPT_TOO_LONG);
            assertThat(failure.detail()).contains("2000");
        }
    }

    @Test
    void formsThatMakeNoSenseAreBugs() {
        try (var machine = Machine.standard()) {
            var model = model(machine, "qwen2", 1);
            var twice = new OneOf("same", List.of("A"));

            assertThatThrownBy(() -> model.fill(PROMPT, List.of(), Machine.LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> model.fill(PROMPT, List.of(twice, twice), Machine.LONG))
                    .hasMessageContaining("same");
        }
    }
}
