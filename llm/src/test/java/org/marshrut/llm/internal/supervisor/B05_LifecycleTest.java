package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.ModelStatus.State;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.testing.SyntheticModel;

class B05_LifecycleTest {

    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir static Path folder;

    private static Path small = Path.of("");
    private static Path slow = Path.of("");

    @BeforeAll
    static void makeModels() {
        small = SyntheticModel.qwen().write(folder.resolve("small.gguf"));
        slow = SyntheticModel.qwen().slow().write(folder.resolve("slow.gguf"));
    }

    private static Outcome<List<LabelScores>> score(LanguageModel model, Prompt prompt) {
        return model.scoreLabels(List.of(prompt), B01_DeadlinesTest.LABELS, Machine.LONG);
    }

    @Test
    void nothingRunsBeforeTheFirstUse() {
        try (var machine = Machine.standard()) {
            var model = machine.open(small, "qwen2");

            assertThat(model.status().state()).isEqualTo(State.AVAILABLE);
            assertThat(Machine.children()).isEmpty();
            Machine.answered(score(model, B01_DeadlinesTest.SHORT));

            var status = model.status();
            assertThat(status.state()).isEqualTo(State.LOADED);
            assertThat(status.detail()).contains("llama.cpp");
            assertThat(status.source()).isEqualTo(small.toString());
            assertThat(status.residentBytes().orElseThrow()).isBetween(20L << 20, 200L << 20);
            assertThat(Machine.answered(model.load(Machine.LONG)).value().state())
                    .isEqualTo(State.LOADED);
        }
    }

    @Test
    void idleModelIsUnloadedAndLoadedAgainOnDemand() {
        try (var machine = Machine.standard()) {
            var plain = Machine.settings(small, "qwen2");
            var model =
                    machine.models.open(
                            new LocalModelSettings(
                                    "idle",
                                    plain.file(),
                                    plain.architecture(),
                                    plain.contextTokens(),
                                    plain.threads(),
                                    plain.queueCapacity(),
                                    Duration.ofMillis(300),
                                    plain.workerJvmOptions()));
            Machine.answered(score(model, B01_DeadlinesTest.SHORT));

            Machine.await("unloaded", SOON, () -> Machine.children().isEmpty());
            assertThat(model.status().state()).isEqualTo(State.AVAILABLE);

            Machine.answered(score(model, B01_DeadlinesTest.SHORT));
            assertThat(model.status().restarts()).isZero();
        }
    }

    @Test
    void unloadingWaitsForTheCallInProgress() throws Exception {
        try (var machine = Machine.standard()) {
            var model = machine.open(slow, "qwen2");
            Machine.answered(model.load(Machine.LONG));
            var call = CompletableFuture.supplyAsync(() -> score(model, B01_DeadlinesTest.LENGTHY));
            Thread.sleep(200);

            model.unload();

            Machine.answered(call.join());
            Machine.await("unloaded", SOON, () -> Machine.children().isEmpty());
            Machine.answered(score(model, B01_DeadlinesTest.SHORT));
            model.unload();
            Machine.await("unloaded", SOON, () -> Machine.children().isEmpty());
        }
    }

    @Test
    void closingFailsCallsInProgressAndWaitingOnesAndLeavesNoProcess() throws Exception {
        var machine = Machine.standard();
        var model = machine.open(slow, "qwen2");
        Machine.answered(model.load(Machine.LONG));
        var computing =
                CompletableFuture.supplyAsync(() -> score(model, B01_DeadlinesTest.LENGTHY));
        Thread.sleep(200);
        var waiting = CompletableFuture.supplyAsync(() -> score(model, B01_DeadlinesTest.LENGTHY));
        Thread.sleep(100);
        long start = System.nanoTime();

        machine.close();

        assertThat(Machine.children()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        for (var call : List.of(computing, waiting)) {
            assertThat(Machine.failure(call.join()).reason()).isEqualTo(Reason.CANCELLED);
        }
        assertThat(Machine.failure(score(model, B01_DeadlinesTest.SHORT)).reason())
                .isEqualTo(Reason.CANCELLED);
        assertThat(Machine.failure(model.load(Machine.LONG)).reason()).isEqualTo(Reason.CANCELLED);
        assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);
        assertThatThrownBy(() -> machine.open(small, "qwen2"))
                .isInstanceOf(IllegalStateException.class);
        machine.close();
    }

    @Test
    void closingDuringALoadLeavesNoProcess() throws Exception {
        for (int millis : List.of(0, 20, 60, 120, 250)) {
            var machine = Machine.standard();
            var model = machine.open(slow, "qwen2");
            var call = CompletableFuture.supplyAsync(() -> score(model, B01_DeadlinesTest.LENGTHY));
            Thread.sleep(millis);

            machine.close();

            assertThat(Machine.failure(call.join()).reason()).isEqualTo(Reason.CANCELLED);
            assertThat(Machine.children()).isEmpty();
        }
    }

    @Test
    void closingLeavesNoThreadAndNoFolder() throws IOException {
        var machine = Machine.standard();
        var model = machine.open(small, "qwen2");
        Machine.answered(score(model, B01_DeadlinesTest.SHORT));
        assertThat(scratchFolders()).isNotEmpty();

        machine.close();

        assertThat(scratchFolders()).isEmpty();
        Machine.await(
                "threads end",
                SOON,
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("llm-")));
    }

    /// Those of this JVM: others may be testing on the same machine.
    private static List<Path> scratchFolders() throws IOException {
        String own = "marshrut-llm-%d-".formatted(ProcessHandle.current().pid());
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(own)).toList();
        }
    }

    /// What runs in a JVM of its own, which the next test kills: loads a model and computes.
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) {
            var models = new LocalModels();
            var model = models.open(Machine.settings(Path.of(arguments[0]), "qwen2"));
            Machine.answered(model.load(Machine.LONG));
            System.out.println(Machine.children().getFirst().pid());
            while (true) {
                Machine.answered(score(model, B01_DeadlinesTest.LENGTHY));
                Machine.answered(score(model, B01_DeadlinesTest.SHORT));
            }
        }
    }

    @Test
    void workerDoesNotOutliveAKilledParent() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("parent"));
        var parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                slow.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines = parent.inputReader(StandardCharsets.UTF_8)) {
            long pid = Long.parseLong(lines.readLine());
            var worker = ProcessHandle.of(pid).orElseThrow();
            Thread.sleep(300);
            assertThat(worker.isAlive()).isTrue();

            parent.destroyForcibly().waitFor();

            Machine.await("the worker ends", SOON, () -> !worker.isAlive());
        }
    }
}
