package org.marshrut.solver.internal.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.marshrut.solver.Bound;
import org.marshrut.solver.Progress;
import org.marshrut.solver.Settings;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;

/// The best plan so far, shared by the threads of a search, and the news about it.
final class Incumbent {

    private final Model m;
    private final Settings settings;
    private final Budget budget;
    private final AtomicLong steps = new AtomicLong();
    private Snapshot best;
    private long bestNanos;
    private long toldNanos = Long.MIN_VALUE / 2;
    private Optional<Bound> bound = Optional.empty();

    Incumbent(Model model, Settings settings, Budget budget) {
        this.m = model;
        this.settings = settings;
        this.budget = budget;
        this.best = Snapshot.empty(m);
    }

    /// Takes the plan over if it is cheaper, and tells the listener now and then.
    void offer(Snapshot candidate) {
        Progress news = null;
        synchronized (this) {
            if (candidate.cost < best.cost) {
                best = candidate;
                bestNanos = budget.elapsedNanos();
                if (bestNanos - toldNanos >= settings.progressInterval().toNanos()) {
                    toldNanos = bestNanos;
                    news = news(candidate);
                }
            }
        }
        if (news != null) {
            settings.listener().accept(news);
        }
    }

    private Progress news(Snapshot snapshot) {
        return new Progress(
                budget.elapsed(),
                steps.get(),
                snapshot.cost,
                snapshot.absent,
                bound,
                () -> Oracle.evaluate(m.problem, orders(snapshot), bound));
    }

    synchronized Snapshot best() {
        return best;
    }

    synchronized long bestNanos() {
        return bestNanos;
    }

    synchronized void prove(String name, long cost) {
        bound = Optional.of(new Bound(name, cost));
    }

    synchronized Optional<Bound> bound() {
        return bound;
    }

    void count(long more) {
        steps.addAndGet(more);
    }

    long steps() {
        return steps.get();
    }

    /// The orders with the problem's names.
    Map<String, List<String>> orders(Snapshot snapshot) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (int s = 0; s < m.shifts; s++) {
            if (snapshot.orders[s].length > 0) {
                named.put(
                        m.problem.shifts().get(s).id(),
                        Arrays.stream(snapshot.orders[s])
                                .mapToObj(v -> m.problem.visits().get(v).id())
                                .toList());
            }
        }
        return named;
    }
}
