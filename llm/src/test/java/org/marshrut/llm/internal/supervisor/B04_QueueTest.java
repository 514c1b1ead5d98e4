package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.testing.SyntheticModel;

class B04_QueueTest {

    private static final int CAPACITY = 4;

    @TempDir static Path folder;

    private static Path qwen = Path.of("");
    private static Path llama = Path.of("");

    @BeforeAll
    static void makeModels() {
        qwen = SyntheticModel.qwen().slow().write(folder.resolve("qwen.gguf"));
        llama = SyntheticModel.llama().write(folder.resolve("llama.gguf"));
    }

    private static Outcome<List<LabelScores>> score(
            LanguageModel model, Prompt prompt, Deadline deadline) {
        return model.scoreLabels(List.of(prompt), B01_DeadlinesTest.LABELS, deadline);
    }

    @Test
    void whoeverFindsTheQueueFullIsRefusedAtOnceWithAnEstimate() throws Exception {
        try (var machine = Machine.standard();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = machine.open(qwen, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var accepted = new ArrayList<CompletableFuture<Outcome<List<LabelScores>>>>();
            for (int i = 0; i <= CAPACITY; i++) {
                var prompt = new Prompt("", "%d%s".formatted(i, "x".repeat(300)));
                accepted.add(
                        CompletableFuture.supplyAsync(
                                () -> score(model, prompt, Machine.LONG), callers));
                Thread.sleep(20);
            }
            long start = System.nanoTime();

            var failure = Machine.failure(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofMillis(200));
            assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(failure.retryAfter().orElseThrow()).isPositive();
            for (var call : accepted) {
                Machine.answered(call.join());
            }
            assertThat(Machine.answered(accepted.getLast().join()).usage().queued()).isPositive();
        }
    }

    @Test
    void callsAreAnsweredInTheOrderTheyCame() throws Exception {
        try (var machine = Machine.standard();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = machine.open(qwen, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var order = new ConcurrentLinkedQueue<Integer>();
            for (int i = 0; i < CAPACITY; i++) {
                int number = i;
                callers.execute(() -> {
                    var prompt = new Prompt("", "%d%s".formatted(number, "x".repeat(200)));
                    Machine.answered(score(model, prompt, Machine.LONG));
                    order.add(number);
                });
                Thread.sleep(20);
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

            assertThat(order).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void waitingCountsAgainstTheDeadline() throws Exception {
        try (var machine = Machine.standard()) {
            var model = machine.open(qwen, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var first =
                    CompletableFuture.supplyAsync(
                            () -> score(model, B01_DeadlinesTest.LENGTHY, Machine.LONG));
            Thread.sleep(200);

            var failure =
                    Machine.failure(
                            score(
                                    model,
                                    B01_DeadlinesTest.SHORT,
                                    Deadline.in(Duration.ofMillis(100))));

            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure.detail()).contains("waiting");
            Machine.answered(first.join());
        }
    }

    @Test
    void twoModelsNeverComputeAtTheSameTime() throws Exception {
        try (var machine = Machine.standard()) {
            var slow = machine.open(qwen, "qwen2");
            var quick = machine.open(llama, "llama");
            Machine.answered(slow.load(Machine.LONG));
            Machine.answered(quick.load(Machine.LONG));
            var first =
                    CompletableFuture.supplyAsync(
                            () -> score(slow, B01_DeadlinesTest.LENGTHY, Machine.LONG));
            Thread.sleep(200);

            var hasty = score(quick, B01_DeadlinesTest.SHORT, Deadline.in(Duration.ofMillis(100)));
            var patient = Machine.answered(score(quick, B01_DeadlinesTest.SHORT, Machine.LONG));

            assertThat(Machine.failure(hasty).reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(Machine.failure(hasty).detail()).contains("another model");
            assertThat(patient.usage().queued()).isGreaterThan(Duration.ofMillis(50));
            assertThat(first.isDone()).isTrue();
        }
    }

    @Test
    void manyCallersWithMixedDeadlinesAllGetAnOutcome() {
        try (var machine = Machine.standard();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = machine.open(llama, "llama");
            var calls =
                    IntStream.range(0, 200)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    score(
                                                            model,
                                                            new Prompt("", "n" + i),
                                                            Deadline.in(
                                                                    Duration.ofMillis(
                                                                            i % 20 * 50L))),
                                            callers))
                            .toList();

            for (var call : calls) {
                if (call.join() instanceof Outcome.Failed<?>(var failure)) {
                    assertThat(failure.reason())
                            .as(failure.detail())
                            .isIn(Reason.OVERLOADED, Reason.TIMED_OUT);
                }
            }
            Machine.answered(score(model, B01_DeadlinesTest.SHORT, Machine.LONG));
        }
    }
}
