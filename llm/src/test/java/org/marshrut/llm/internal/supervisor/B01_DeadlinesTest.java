package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;
import org.marshrut.llm.testing.SyntheticModel;

class B01_DeadlinesTest {

    static final List<String> LABELS = List.of("A", "B");

    /// About a second of computing on one idle core.
    static final Prompt LENGTHY = new Prompt("", "x".repeat(1_000));

    static final Prompt SHORT = new Prompt("", "x");

    @TempDir static Path folder;

    private static Path file = Path.of("");

    static Stream<Build> builds() {
        return Machine.builds();
    }

    @BeforeAll
    static void makeSlowModel() {
        file = SyntheticModel.qwen().slow().write(folder.resolve("slow.gguf"));
    }

    private static Outcome<List<LabelScores>> score(
            LanguageModel model, Prompt prompt, Deadline deadline) {
        return model.scoreLabels(List.of(prompt), LABELS, deadline);
    }

    @ParameterizedTest
    @MethodSource("builds")
    void deadlineStopsALengthyPromptAndTheModelIsFreeAgain(Build build) {
        try (var machine = Machine.with(build)) {
            var model = machine.open(file, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var child = machine.child();
            long start = System.nanoTime();

            var failure = Machine.failure(score(model, LENGTHY, in(200)));

            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(2));
            Machine.answered(score(model, SHORT, Machine.LONG));
            assertThat(machine.child()).isEqualTo(child);
        }
    }

    @Test
    void deadlineStopsTheWritingOfText() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var essay = new Part.Text("essay", 1_500, "unlikely stop");

            var failure = Machine.failure(model.fill(SHORT, List.of(essay), in(300)));

            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void interruptCancelsTheCallKeepsTheFlagAndFreesTheModel(Build build) throws Exception {
        try (var machine = Machine.with(build)) {
            var model = machine.open(file, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var child = machine.child();
            var outcome = new AtomicReference<Failure>();
            var flag = new AtomicReference<Boolean>();
            var caller =
                    Thread.ofPlatform()
                            .start(() -> {
                                outcome.set(Machine.failure(score(model, LENGTHY, Machine.LONG)));
                                flag.set(Thread.currentThread().isInterrupted());
                            });
            Thread.sleep(300);
            long start = System.nanoTime();

            caller.interrupt();
            caller.join();
            Machine.answered(score(model, SHORT, Machine.LONG));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(2));
            assertThat(outcome.get().reason()).isEqualTo(Reason.CANCELLED);
            assertThat(flag.get()).isTrue();
            assertThat(machine.child()).isEqualTo(child);
        }
    }

    @Test
    void deadlineCoversTheLoadWhichGoesOn() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "qwen2");

            var failure = Machine.failure(score(model, SHORT, in(30)));

            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure.detail()).contains("slow.gguf");
            Machine.await(
                    "the load is completed all the same",
                    seconds(20),
                    () -> model.status().residentBytes().isPresent());
        }
    }

    @Test
    void deadlineOfThePastIsRefusedWithoutAsking() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "qwen2");
            Machine.answered(model.load(Machine.LONG));

            assertThat(Machine.failure(score(model, SHORT, in(-1))).reason())
                    .isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void interruptedThreadDoesNotStart() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "qwen2");
            Thread.currentThread().interrupt();

            var failure = Machine.failure(score(model, SHORT, Machine.LONG));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
        }
    }

    private static Deadline in(long millis) {
        return Deadline.in(Duration.ofMillis(millis));
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }
}
