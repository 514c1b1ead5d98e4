package org.marshrut.benchmarks.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Progress;

/// What a search tells while it runs: when its first complete plan was there, and how many visits
/// were still left out at some moment. Safe for the threads of a search.
final class News implements Consumer<Progress> {

    private record Event(double seconds, int leftOut) {}

    private final List<Event> events = new ArrayList<>();
    private @Nullable Progress whole;

    @Override
    public synchronized void accept(Progress progress) {
        events.add(new Event(seconds(progress), progress.unassigned()));
        if (whole == null && progress.unassigned() == 0) {
            whole = progress;
        }
    }

    private static double seconds(Progress progress) {
        return progress.elapsed().toNanos() / 1e9;
    }

    /// When the first plan was there that leaves nothing out and, asked of the oracle, breaks no
    /// hard rule; NaN if there was none.
    synchronized double secondsToWhole() {
        Progress first = whole;
        if (first == null) {
            return Double.NaN;
        }
        Plan plan = first.plan().get();
        return plan.complete() && plan.feasible() ? seconds(first) : Double.NaN;
    }

    /// Fewest visits left out up to a moment; -1 if nothing was told until then.
    synchronized int leftOutAfter(double seconds) {
        return events.stream()
                .filter(event -> event.seconds() <= seconds)
                .mapToInt(Event::leftOut)
                .min()
                .orElse(-1);
    }
}
