package org.marshrut.llm.internal.supervisor;

import java.time.Duration;

/// Counts the deaths of a model's processes and says when to start the next. Guarded by its owner's
/// lock.
final class Crashes {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private int inARow;
    private int restarts;
    private boolean restartIsDue;
    private long notBeforeNanos = System.nanoTime();

    /// Notes a death.
    ///
    /// @return pause before the next start: none after the first death since an answer, then 1 s, 2
    ///   s, 4 s, up to a minute
    Duration died() {
        inARow++;
        restartIsDue = true;
        var pause =
                inARow == 1 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(inARow - 2, 10));
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        notBeforeNanos = System.nanoTime() + pause.toNanos();
        return pause;
    }

    /// Notes that a process is ready.
    void started() {
        if (restartIsDue) {
            restarts++;
            restartIsDue = false;
        }
    }

    /// An answer shows that the process works.
    void answered() {
        inARow = 0;
    }

    int restarts() {
        return restarts;
    }

    /// What is left of the pause; zero when a process may be started.
    Duration pauseLeft() {
        return Duration.ofNanos(Math.max(0, notBeforeNanos - System.nanoTime()));
    }
}
