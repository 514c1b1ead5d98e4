package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.ComputePermit;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.testing.SyntheticModel;

class B06_ComputePermitTest {

    @TempDir Path folder;

    /// One core that somebody else may hold.
    private static final class OneCore implements ComputePermit {

        private final Semaphore core = new Semaphore(1, true);

        @Override
        public boolean acquire(Deadline deadline) throws InterruptedException {
            return core.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void release() {
            core.release();
        }
    }

    @Test
    void modelComputesOnlyWhileItHasLeaveAndGivesItBack() {
        var file = SyntheticModel.qwen().write(folder.resolve("qwen.gguf"));
        var permit = new OneCore();
        try (var models = new LocalModels(permit)) {
            var model =
                    models.open(
                            new LocalModelSettings(
                                    "qwen", file, "qwen2", 1024, 1, 4, Duration.ZERO, List.of()));
            assertThat(ask(model, Duration.ofSeconds(30))).isInstanceOf(Outcome.Answered.class);
            permit.core.acquireUninterruptibly();
            assertThat(ask(model, Duration.ofMillis(200)))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed ->
                                    assertThat(failed.failure().reason())
                                            .isEqualTo(Reason.TIMED_OUT));
            permit.release();
            assertThat(ask(model, Duration.ofSeconds(30))).isInstanceOf(Outcome.Answered.class);
            assertThat(permit.core.availablePermits()).isEqualTo(1);
        }
    }

    private static Outcome<?> ask(LanguageModel model, Duration time) {
        return model.scoreLabels(
                List.of(new Prompt("choose", "a or b")), List.of("A", "B"), Deadline.in(time));
    }
}
