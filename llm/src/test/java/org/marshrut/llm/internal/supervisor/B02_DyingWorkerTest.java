package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.ModelStatus.State;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.testing.SyntheticModel;

class B02_DyingWorkerTest {

    private static final Duration BACK_BY_ITSELF = Duration.ofSeconds(5);

    @TempDir static Path folder;

    private static Path file = Path.of("");

    @BeforeAll
    static void makeSlowModel() {
        file = SyntheticModel.llama().slow().write(folder.resolve("slow.gguf"));
    }

    private static Outcome<List<LabelScores>> score(
            LanguageModel model, Prompt prompt, Deadline deadline) {
        return model.scoreLabels(List.of(prompt), B01_DeadlinesTest.LABELS, deadline);
    }

    private static boolean isBack(LanguageModel model, int restarts) {
        var status = model.status();
        return status.state() == State.LOADED && status.restarts() == restarts;
    }

    @Test
    void killedProcessCostsOneCallAndComesBackByItself() throws Exception {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "llama");
            Machine.answered(model.load(Machine.LONG));
            var victim = machine.child();
            var call =
                    CompletableFuture.supplyAsync(
                            () -> score(model, B01_DeadlinesTest.LENGTHY, Machine.LONG));
            Thread.sleep(300);

            Machine.signal(victim, "KILL");
            long start = System.nanoTime();
            var failure = Machine.failure(call.join());

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(failure.reason()).isEqualTo(Reason.CRASHED);
            assertThat(failure.detail()).contains("signal 9");
            Machine.await("back", BACK_BY_ITSELF, () -> isBack(model, 1));
            assertThat(machine.child()).isNotEqualTo(victim);
            Machine.answered(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));
            assertThat(model.status().lastFailure()).contains(failure);
        }
    }

    @Test
    void idleProcessThatDiesIsReplacedBeforeAnybodyAsks() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "llama");
            Machine.answered(model.load(Machine.LONG));

            Machine.signal(machine.child(), "SEGV");

            Machine.await("back", BACK_BY_ITSELF, () -> isBack(model, 1));
            Machine.answered(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));
        }
    }

    @Test
    void processThatKeepsDyingIsStartedEverMoreSlowly() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "llama");
            Machine.answered(model.load(Machine.LONG));
            Machine.signal(machine.child(), "KILL");
            Machine.await("back at once", BACK_BY_ITSELF, () -> isBack(model, 1));

            Machine.signal(machine.child(), "KILL");
            Machine.await(
                    "death is noticed",
                    Duration.ofSeconds(1),
                    () -> model.status().state() == State.AVAILABLE);
            var failure = Machine.failure(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));

            assertThat(failure.reason()).isEqualTo(Reason.CRASHED);
            assertThat(failure.retryAfter()).isPresent();
            Machine.await("back after a pause", BACK_BY_ITSELF, () -> isBack(model, 2));
            Machine.answered(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));
        }
    }

    @Test
    void stoppedProcessIsGivenUpSoonAfterTheDeadlineAndReplaced() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "llama");
            Machine.answered(model.load(Machine.LONG));
            var stopped = machine.child();
            Machine.signal(stopped, "STOP");
            long start = System.nanoTime();

            var outcome =
                    score(model, B01_DeadlinesTest.LENGTHY, Deadline.in(Duration.ofMillis(200)));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(Machine.failure(outcome).reason()).isEqualTo(Reason.TIMED_OUT);
            Machine.await("replaced", BACK_BY_ITSELF, () -> isBack(model, 1));
            assertThat(stopped.isAlive()).isFalse();
            Machine.answered(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));
        }
    }

    @Test
    void stoppedProcessDoesNotBlockACallThatFillsThePipe() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file, "llama");
            Machine.answered(model.load(Machine.LONG));
            Machine.signal(machine.child(), "STOP");
            var prompts = Collections.nCopies(40, new Prompt("", "y".repeat(9_000)));
            long start = System.nanoTime();

            var outcome =
                    model.scoreLabels(
                            prompts, B01_DeadlinesTest.LABELS, Deadline.in(Duration.ofMillis(200)));

            assertThat(Machine.failure(outcome).reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }
}
