package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// An order of one shift's visits that keeps every window, whatever it costs.
///
/// Visits are let in late at first; single stops are moved while that lowers the sum of lateness,
/// and a few are moved at random whenever nothing does (the constructive phase of da Silva and
/// Urrutia 2010). Not thread-safe.
final class OnTime {

    private static final int ROUNDS = 300;
    private static final int MOST_KICKS = 12;

    private final Model m;
    private final Rng rng;
    private final int day;
    private final int end; // latest, of the shift
    private int[] order;
    private final int[] leaves; // [order.length + 1], of the start and of each stop
    private final long[] lateBefore; // [order.length + 1], up to and with the stop before
    private long late; // of the order

    /// @param order of the shift 0, each visit allowed there; copied
    OnTime(Model model, int[] order, Rng rng) {
        m = model;
        this.rng = rng;
        this.order = order.clone();
        day = m.day[0];
        end = (int) Math.min(m.close[0], (long) m.open[0] + m.maxDuration[0]);
        leaves = new int[order.length + 1];
        lateBefore = new long[order.length + 1];
    }

    /// Whether lateness can be told without the break and what is priced by the clock.
    static boolean applies(Model m) {
        return m.shifts == 1 && !m.timed[0] && !m.timeless[0] && !m.hasLunch(0);
    }

    /// Searches for so long at most.
    ///
    /// @return whether [#order] is on time
    boolean find(Budget budget, long untilNanos) {
        drive(0);
        descend(budget, untilNanos);
        for (int round = 0; late > 0 && round < ROUNDS; round++) {
            if (budget.out() || budget.elapsedNanos() > untilNanos) {
                break;
            }
            int[] before = order.clone();
            long lateBeforeKicks = late;
            for (int kicks = 1 + round % MOST_KICKS; kicks > 0; kicks--) {
                move(rng.below(order.length), rng.below(order.length));
            }
            drive(0);
            descend(budget, untilNanos);
            if (late > lateBeforeKicks) {
                order = before;
                drive(0);
            }
        }
        return late == 0;
    }

    /// The order found last.
    int[] order() {
        return order.clone();
    }

    private void descend(Budget budget, long untilNanos) {
        boolean improved = true;
        while (improved && late > 0) {
            improved = false;
            for (int from = 0; from < order.length && late > 0; from++) {
                if (budget.out() || budget.elapsedNanos() > untilNanos) {
                    return;
                }
                improved |= moveToBest(from);
            }
        }
    }

    /// Moves a stop to where the sum of lateness is least; false if it stays.
    private boolean moveToBest(int from) {
        long least = late;
        int best = from;
        for (int to = 0; to < order.length; to++) {
            if (to != from) {
                long sum = lateIfMoved(from, to, least);
                if (sum < least) {
                    least = sum;
                    best = to;
                }
            }
        }
        if (best == from) {
            return false;
        }
        move(from, best);
        drive(Math.min(from, best));
        return true;
    }

    /// Lateness with one stop elsewhere; at the limit or above as soon as that is known.
    private long lateIfMoved(int from, int to, long limit) {
        int p = Math.min(from, to);
        int last = Math.max(from, to);
        int leave = leaves[p];
        long sum = lateBefore[p];
        int at = p == 0 ? m.from[0] : m.location[order[p - 1]];
        for (; p < order.length && sum < limit; p++) {
            int v = order[p <= last ? afterMove(p, from, to) : p];
            int ready = leave + m.travel(at, m.location[v]);
            sum += lateness(v, ready);
            leave = departure(v, ready);
            at = m.location[v];
            if (p > last && leave == leaves[p + 1]) {
                return sum + late - lateBefore[p + 1];
            }
        }
        return sum + Math.max(0, leave + m.travel(at, m.to[0]) - end);
    }

    /// Index now of what is at position `p` once a stop has moved.
    private static int afterMove(int p, int from, int to) {
        if (p == to) {
            return from;
        }
        return from < to ? p + 1 : p - 1;
    }

    private void move(int from, int to) {
        int v = order[from];
        if (from < to) {
            System.arraycopy(order, from + 1, order, from, to - from);
        } else {
            System.arraycopy(order, to, order, to + 1, from - to);
        }
        order[to] = v;
    }

    /// Reckons times and lateness anew from a position on.
    private void drive(int first) {
        leaves[0] = m.open[0];
        int at = first == 0 ? m.from[0] : m.location[order[first - 1]];
        for (int p = first; p < order.length; p++) {
            int v = order[p];
            int ready = leaves[p] + m.travel(at, m.location[v]);
            lateBefore[p + 1] = lateBefore[p] + lateness(v, ready);
            leaves[p + 1] = departure(v, ready);
            at = m.location[v];
        }
        late =
                lateBefore[order.length]
                        + Math.max(0, leaves[order.length] + m.travel(at, m.to[0]) - end);
    }

    private long lateness(int v, int ready) {
        return Math.max(0, ready - m.lastStart(v, day));
    }

    private int departure(int v, int ready) {
        int start = ready > m.lastStart(v, day) ? ready : m.startAt(v, day, ready);
        return start + m.service[v];
    }
}
