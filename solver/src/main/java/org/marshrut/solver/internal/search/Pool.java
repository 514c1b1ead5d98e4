package org.marshrut.solver.internal.search;

import java.util.ArrayList;
import java.util.List;
import org.marshrut.solver.internal.model.Rng;

/// Good plans of different making, shared by the threads of a search: parents of the next ones.
final class Pool {

    private static final int ROOM = 12;

    private final List<Snapshot> plans = new ArrayList<>(); // rising cost

    /// Takes the plan in, unless an equally dear one is here or all are cheaper.
    synchronized void add(Snapshot plan) {
        int at = 0;
        while (at < plans.size() && plans.get(at).cost < plan.cost) {
            at++;
        }
        if (at == plans.size() || plans.get(at).cost > plan.cost) {
            plans.add(at, plan);
            if (plans.size() > ROOM) {
                plans.removeLast();
            }
        }
    }

    /// Two different plans, the cheaper of two drawn each; empty while there are no two.
    synchronized List<Snapshot> parents(Rng rng) {
        int count = plans.size();
        if (count < 2) {
            return List.of();
        }
        int drawn = rng.below(count);
        int first = Math.min(drawn, rng.below(count));
        int second = first;
        while (second == first) {
            second = rng.below(count);
        }
        return rng.below(2) == 0
                ? List.of(plans.get(first), plans.get(second))
                : List.of(plans.get(second), plans.get(first));
    }
}
