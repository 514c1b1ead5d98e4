package ru.t2.marshrut.assistant;

import java.time.Duration;
import org.marshrut.llm.ComputePermit;
import org.marshrut.llm.Deadline;
import ru.t2.marshrut.platform.Processor;

/// A model begins to compute when no search for routes is going on, or after a moment's patience.
record QuietStart(Processor processor) implements ComputePermit {

    private static final Duration PATIENCE = Duration.ofMillis(700);

    @Override
    public boolean acquire(Deadline deadline) throws InterruptedException {
        processor.awaitQuiet(deadline.orSooner(Deadline.in(PATIENCE)).remaining());
        return !deadline.hasPassed();
    }

    @Override
    public void release() {
        // a quiet moment is nobody's to give back
    }
}
