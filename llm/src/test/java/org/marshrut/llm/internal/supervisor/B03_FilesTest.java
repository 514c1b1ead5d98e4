package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.ModelStatus.State;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;
import org.marshrut.llm.testing.SyntheticModel;

class B03_FilesTest {

    private static final Prompt PROMPT = new Prompt("", "Рузаевка");

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("model.gguf");
    }

    private static Outcome<List<LabelScores>> score(LanguageModel model) {
        return model.scoreLabels(List.of(PROMPT), B01_DeadlinesTest.LABELS, Machine.LONG);
    }

    private static Failure loadFailure(LanguageModel model) {
        var failure = Machine.failure(score(model));
        assertThat(failure.reason()).as(failure.detail()).isEqualTo(Reason.LOAD_FAILED);
        assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(model.status().detail()).isEqualTo(failure.detail());
        return failure;
    }

    @Test
    void missingFileIsAnExpectedResultAndMayComeLater() {
        try (var machine = Machine.standard()) {
            var model = machine.open(file(), "qwen2");

            var failure = Machine.failure(score(model));

            assertThat(failure.reason()).isEqualTo(Reason.FILE_MISSING);
            assertThat(failure.detail()).contains("model.gguf");
            assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);
            assertThat(Machine.children()).isEmpty();

            SyntheticModel.qwen().write(file());
            assertThat(model.status().state()).isEqualTo(State.AVAILABLE);
            Machine.answered(score(model));
            assertThat(model.status().state()).isEqualTo(State.LOADED);
        }
    }

    @Test
    void replacedFileIsNoticedAtTheNextCall() throws IOException {
        SyntheticModel.qwen().seed(1).write(file());
        try (var machine = Machine.standard()) {
            var model = machine.open(file(), "qwen2");
            var first = Machine.answered(score(model)).value();
            var process = machine.child();
            var other = SyntheticModel.qwen().seed(2).write(folder.resolve("other.gguf"));
            Files.move(
                    other,
                    file(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);

            var second = Machine.answered(score(model)).value();

            assertThat(second).isNotEqualTo(first);
            assertThat(process.isAlive()).isFalse();
            assertThat(model.status().restarts()).isZero();
        }
    }

    @Test
    void deletedFileEndsTheModelEvenWhileItIsLoaded() throws IOException {
        SyntheticModel.qwen().write(file());
        try (var machine = Machine.standard()) {
            var model = machine.open(file(), "qwen2");
            Machine.answered(score(model));
            Files.delete(file());

            assertThat(Machine.failure(score(model)).reason()).isEqualTo(Reason.FILE_MISSING);
            Machine.await("unloaded", Duration.ofSeconds(3), () -> Machine.children().isEmpty());
        }
    }

    @Test
    void fileThatIsReplacedByABadOneIsRefusedUntilAGoodOneComes() {
        SyntheticModel.llama().seed(1).write(file());
        try (var machine = Machine.standard()) {
            var model = machine.open(file(), "llama");
            Machine.answered(score(model));

            SyntheticModel.llama().seed(1).truncated().write(file());
            loadFailure(model);
            SyntheticModel.llama().seed(3).write(file());

            Machine.answered(score(model));
        }
    }

    @Test
    void headerIsCheckedBeforeAProcessIsStarted() {
        try (var machine = Machine.standard()) {
            var qwen = machine.open(file(), "qwen2");
            SyntheticModel.llama().write(file());
            assertThat(loadFailure(qwen).detail()).contains("llama").contains("qwen2");
            SyntheticModel.qwen().blockCount(1_000_000).write(file());
            loadFailure(qwen);
            SyntheticModel.qwen().truncatedTo(0.5).write(file());
            loadFailure(qwen);
            assertThat(Machine.children()).isEmpty();
        }
    }

    @Test
    void badHeaderShowsInTheStatusBeforeTheFirstCall() {
        SyntheticModel.llama().write(file());
        try (var machine = Machine.standard()) {
            var model = machine.open(file(), "qwen2");

            Machine.await(
                    "known",
                    Duration.ofSeconds(2),
                    () -> model.status().state() == State.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weightsThatAreNotNumbersAreRefused(Build build) {
        try (var machine = Machine.with(build)) {
            var model = machine.open(file(), "qwen2");
            SyntheticModel.qwen().withNaN().write(file());
            loadFailure(model);
            SyntheticModel.qwen().overflowing().write(file());

            assertThat(loadFailure(model).detail()).contains("not numbers");
        }
    }

    @ParameterizedTest
    @EnumSource
    void vocabularyWithoutTheChatFormatsTokensIsRefused(Build build) {
        // A file of one family that claims to be of the other.
        SyntheticModel.llama().architecture("qwen2").write(file());
        try (var machine = Machine.with(build)) {
            var model = machine.open(file(), "qwen2");

            loadFailure(model);
        }
    }

    @Test
    void repeatedLoadFailuresOfTheSameFileAreAnsweredAtOnce() {
        SyntheticModel.qwen().withNaN().write(file());
        try (var machine = Machine.standard()) {
            var model = machine.open(file(), "qwen2");
            loadFailure(model);
            loadFailure(model);
            var pids = Machine.children();

            for (int i = 0; i < 50; i++) {
                assertThat(loadFailure(model).retryAfter()).isPresent();
            }

            assertThat(pids).containsAll(Machine.children());
        }
    }

    @Test
    void missingNativeLibraryIsALoadFailureWithARemedy() {
        SyntheticModel.qwen().write(file());
        try (var machine = Machine.without(folder.toString())) {
            var model = machine.open(file(), "qwen2");

            assertThat(loadFailure(model).detail()).contains("LLAMA_LIB_DIR");
        }
    }

    @Test
    void workerThatCannotStartIsALoadFailure() {
        SyntheticModel.qwen().write(file());
        try (var machine = Machine.standard()) {
            var plain = Machine.settings(file(), "qwen2");
            var model =
                    machine.models.open(
                            new LocalModelSettings(
                                    "broken",
                                    plain.file(),
                                    plain.architecture(),
                                    plain.contextTokens(),
                                    plain.threads(),
                                    plain.queueCapacity(),
                                    plain.idleUnload(),
                                    List.of("-XX:NoSuchOption")));

            assertThat(loadFailure(model).detail()).contains("exit code 1");
        }
    }
}
