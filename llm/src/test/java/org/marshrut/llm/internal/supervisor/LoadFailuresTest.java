package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;

/// How soon a file is loaded again that could not be.
class LoadFailuresTest {

    private static final Failure DEFECT = new Failure(Reason.LOAD_FAILED, "no model");
    private static final Failure KILLED = new Failure(Reason.CRASHED, "signal 9");

    private final LoadFailures failures = new LoadFailures();
    private final ModelFile.Version version = new ModelFile.Version(FileTime.fromMillis(0), 8, "a");

    private Duration pauseAfter(Failure failure, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(version, failure);
        }
        return failures.insteadOfLoading(version)
                .flatMap(Failure::retryAfter)
                .orElse(Duration.ZERO);
    }

    @Test
    void aFirstFailureIsTriedAgainAtOnce() {
        assertThat(pauseAfter(DEFECT, 1)).isZero();
    }

    @Test
    void aFileThatCanNotBeLoadedIsLeftInPeace() {
        assertThat(pauseAfter(DEFECT, 2)).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
    }

    @Test
    void aKilledLoadIsTriedAgainSoon() {
        assertThat(pauseAfter(KILLED, 2)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pauseAfter(KILLED, 1))
                .isBetween(Duration.ofMillis(1_200), Duration.ofSeconds(2));
    }

    @Test
    void whatIsKilledAgainAndAgainWaitsLonger() {
        assertThat(pauseAfter(KILLED, 100))
                .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
    }
}
