package ru.t2.marshrut.planning;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Progress;
import ru.t2.marshrut.planning.MonthsSearch.Pass;
import ru.t2.marshrut.platform.Job;
import ru.t2.marshrut.platform.JobWork;

/// Tells the progress of the search over one of several months, keeps what it could go on from, and
/// says when it is over. Thread-safe.
final class SearchWatch {

    private static final Duration TELL = Duration.ofMillis(250);
    private static final Duration TELL_FIRST = Duration.ofMillis(20);
    private static final Duration CHECKPOINT = Duration.ofSeconds(3);

    /// How far a search is.
    ///
    /// @param firstCompleteMs from the job's start to the first plan without a call left out
    record Figures(
            long elapsedMs,
            long iterations,
            long bestCost,
            int unplaced,
            @Nullable Long firstCompleteMs) {}

    private final JobWork.Run run;
    private final FirstComplete first;
    private final Map<String, List<String>> before;
    private final Duration time;
    private final int step;
    private final int steps;
    private final int left;
    private final Pass pass;
    private volatile boolean complete;
    private long lastCheckpoint = System.nanoTime();

    /// @param before orders of the months already searched
    /// @param left calls that these leave out
    SearchWatch(
            JobWork.Run run,
            FirstComplete first,
            Map<String, List<String>> before,
            Duration time,
            int step,
            int steps,
            int left,
            Pass pass) {
        this.run = run;
        this.first = first;
        this.before = Map.copyOf(before);
        this.time = time;
        this.step = step;
        this.steps = steps;
        this.left = left;
        this.pass = pass;
    }

    /// How often it wants to be told.
    Duration interval() {
        return pass == Pass.FIRST ? TELL_FIRST : TELL;
    }

    /// The time of one month.
    Duration share() {
        return pass == Pass.FIRST ? time : time.dividedBy(steps);
    }

    boolean isOver() {
        if (pass != Pass.FIRST) {
            return run.stopRequested();
        }
        return complete
                || (run.stopRequested() && run.cancel().filter(Job.Cancel.KEEP::equals).isEmpty());
    }

    void note(int unassigned) {
        complete |= unassigned == 0;
        if (step == steps - 1) {
            first.note(left + unassigned);
        }
    }

    synchronized void tell(Progress progress) {
        note(progress.unassigned());
        long elapsed = progress.elapsed().toMillis();
        long share = Math.max(1, share().toMillis());
        double done = (step + Math.min(1.0, (double) elapsed / share)) / steps;
        int percent =
                switch (pass) {
                    case FIRST -> (int) (5 * done);
                    case BETTER -> 5 + (int) (90 * done);
                    case AGAIN -> 95;
                };
        run.progress(
                percent,
                new Figures(
                        elapsed,
                        progress.iterations(),
                        progress.bestCost(),
                        progress.unassigned(),
                        first.millis()));
        if (System.nanoTime() - lastCheckpoint > CHECKPOINT.toNanos()) {
            lastCheckpoint = System.nanoTime();
            var all = new LinkedHashMap<>(before);
            all.putAll(progress.plan().get().orders());
            run.keepCheckpoint(all);
        }
    }
}
