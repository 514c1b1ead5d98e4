package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Shift;
import org.marshrut.solver.internal.model.Model;

/// The proven optimum of one shift with at most [Tour#EXACT] visits.
///
/// Forward labelling over (subset served, last visit, break taken or not): a label is a clock and a
/// cost, and is dropped when another of the same state is neither later nor dearer. Since every
/// price that depends on the clock grows with it, what remains contains an optimum. Waiting is
/// priced as time until the end less what is busy, so that it grows with the clock too. Subsets
/// that leave visits out pay for them; windows hard or soft, the break, pins, precedences, limits,
/// overtime and all prices are included.
///
/// Not applicable, and then not proven: several shifts, several calls of one store, and a free
/// start whose moment is priced or limited (the cost is then no function of clock and past cost).
final class ExactDay {

    private static final int MOST_LABELS = 600_000;
    private static final int NONE = -1;

    private final Model m;
    private final int[] visits;
    private final int k;
    private final Budget budget;
    private final int[] state; // [subset * k + last], first label or NONE
    private long[] cost = new long[1024];
    private int[] clock = new int[1024];
    private boolean[] eaten = new boolean[1024];
    private int[] parent = new int[1024];
    private int[] next = new int[1024];
    private byte[] last = new byte[1024];
    private int labels;
    private final int[] mustPrecede; // [k], bits of visits that come before
    private final long[] arcIn; // [k], cheapest way to the visit
    private final int[] wayIn; // [k], shortest way to the visit in seconds
    private final long priceOfAll;
    private long priceOfOthers; // visits that the shift may not do
    private long bestCost;
    private int bestLabel = NONE;
    private boolean complete = true;

    /// @param upperBound cost of a plan that is known already: only cheaper ones are of interest
    ExactDay(Model m, int[] visits, long upperBound, Budget budget) {
        this.m = m;
        this.visits = visits;
        this.budget = budget;
        k = visits.length;
        state = new int[Math.max(1, k) << k];
        Arrays.fill(state, NONE);
        mustPrecede = new int[k];
        arcIn = new long[k];
        wayIn = new int[k];
        for (int i = 0; i < k; i++) {
            arcIn[i] = Long.MAX_VALUE;
            wayIn[i] = Integer.MAX_VALUE;
            for (int j = -1; j < k; j++) {
                if (j != i) {
                    int from = j < 0 ? m.from[0] : m.location[visits[j]];
                    arcIn[i] = Math.min(arcIn[i], m.arc(from, m.location[visits[i]]));
                    wayIn[i] = Math.min(wayIn[i], m.travel(from, m.location[visits[i]]));
                }
            }
            for (int j = 0; j < k; j++) {
                for (int first : m.before[visits[i]]) {
                    mustPrecede[i] |= first == visits[j] ? 1 << j : 0;
                }
            }
        }
        bestCost = upperBound;
        priceOfAll = Arrays.stream(m.price).sum();
        priceOfOthers = priceOfAll;
        for (int v : visits) {
            priceOfOthers -= m.price[v];
        }
    }

    /// Whether the conditions hold.
    static boolean applies(Model m, int[] visits) {
        boolean freeMatters =
                m.shifts == 1
                        && m.free[0]
                        && (m.prices.perShiftSecond() > 0
                                || m.prices.perWaitSecond() > 0
                                || m.prices.perPrioritySecond() > 0
                                || m.maxDuration[0] != Shift.UNLIMITED);
        return m.shifts == 1
                && visits.length <= Tour.EXACT
                && !freeMatters
                && Arrays.stream(m.calls).allMatch(calls -> calls.length == 1);
    }

    /// Whether the search was complete; then [#order] is proven, or the known plan if it is empty.
    boolean run() {
        long patience = budget.timed() ? budget.nanosLeft() / 2 : Long.MAX_VALUE;
        long begun = System.nanoTime();
        for (int v = 0; v < k; v++) {
            if (placeable(0, v)) {
                extend(NONE, 0, v);
            }
        }
        for (int subset = 1; subset < 1 << k && complete; subset++) {
            if ((subset & 15) == 0 && (budget.out() || System.nanoTime() - begun > patience)) {
                complete = false;
            }
            long stay = stayCost(subset);
            if (stay < 0) {
                continue;
            }
            for (int v = 0; v < k; v++) {
                for (int label = state[subset * k + v]; label != NONE; label = next[label]) {
                    finish(label, stay, subset);
                    for (int u = 0; u < k && complete; u++) {
                        if ((subset >> u & 1) == 0 && placeable(subset, u) && !isLast(v)) {
                            extend(label, subset, u);
                        }
                    }
                }
            }
        }
        return complete;
    }

    private boolean isLast(int v) {
        return m.pinPlace[visits[v]] == Model.LAST;
    }

    /// Whether order rules let visit `v` follow the subset.
    private boolean placeable(int subset, int v) {
        int position = Integer.bitCount(subset);
        byte pin = m.pinPlace[visits[v]];
        if ((pin == Model.FIRST && position != 0)
                || (pin == Model.INDEX && position != m.pinIndex[visits[v]])
                || position >= m.maxStops[0]) {
            return false;
        }
        // Nothing that must come before v may come after it, that is, be added later: what precedes
        // must be in the subset already or stay out, which is checked as it is added.
        for (int u = 0; u < k; u++) {
            if ((subset >> u & 1) != 0 && (mustPrecede[u] >> v & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private void extend(int label, int subset, int v) {
        int from = label == NONE ? m.from[0] : m.location[visits[last[label]]];
        int leave = label == NONE ? m.open[0] : clock[label];
        int way = m.travel(from, m.location[visits[v]]);
        boolean had = label != NONE && eaten[label];
        long paid = label == NONE ? 0 : cost[label];
        paid += m.arc(from, m.location[visits[v]]) + m.assignCost(visits[v], 0);
        arrive(label, subset, v, leave + way, had, paid, way);
        boolean mayEat = m.hasLunch(0) && !had && leave <= m.lunchLast[0];
        if (mayEat && m.open[0] <= m.lunchLast[0]) {
            int ready = Math.max(leave + way, m.lunchOpen[0]) + m.lunchLength[0];
            long saved = m.prices.perWaitSecond() * m.lunchLength[0];
            arrive(label, subset, v, ready, true, paid - saved, way);
        }
    }

    private void arrive(int label, int subset, int v, int ready, boolean had, long paid, int way) {
        int visit = visits[v];
        int start = m.startAt(visit, 0, ready);
        int late = start - m.lastStart(visit, 0);
        if (late > 0 && m.lateForbidden) {
            return;
        }
        long sum = paid - m.prices.perWaitSecond() * ((long) way + m.service[visit]);
        sum += late > 0 ? m.prices.perLateSecond() * late : 0;
        sum += m.prices.perPrioritySecond() * m.priority[visit] * (start - m.open[0]);
        int leave = start + m.service[visit];
        if (sum + least(subset | 1 << v, leave) < bestCost) {
            add((subset | 1 << v) * k + v, label, v, leave, had, sum);
        }
    }

    /// What is still to be paid at least: for every visit not yet served the cheaper of leaving it
    /// out and coming the shortest way, if it were the next.
    private long least(int subset, int time) {
        long onEnd = m.prices.perFinishSecond() + m.prices.perShiftSecond();
        long sum =
                priceOfOthers
                        + m.fixedCost[0]
                        + (onEnd + m.prices.perWaitSecond()) * (time - m.open[0]);
        for (int u = 0; u < k; u++) {
            if ((subset >> u & 1) == 0) {
                int visit = visits[u];
                int ready = time + wayIn[u];
                int start = m.startAt(visit, 0, ready);
                int late = start - m.lastStart(visit, 0);
                long in = arcIn[u] + m.assignCost(visit, 0);
                in += onEnd * (wayIn[u] + (long) m.service[visit]);
                in += m.prices.perPrioritySecond() * m.priority[visit] * (start - m.open[0]);
                if (late > 0) {
                    in = m.lateForbidden ? m.price[visit] : in + m.prices.perLateSecond() * late;
                }
                sum += Math.min(in, m.price[visit]);
            }
        }
        return sum;
    }

    private void add(int slot, int from, int v, int time, boolean had, long sum) {
        int before = NONE;
        for (int label = state[slot]; label != NONE; label = next[label]) {
            if (clock[label] <= time && cost[label] <= sum && (eaten[label] || !had)) {
                return;
            }
            if (time <= clock[label] && sum <= cost[label] && (had || !eaten[label])) {
                if (before == NONE) {
                    state[slot] = next[label];
                } else {
                    next[before] = next[label];
                }
            } else {
                before = label;
            }
        }
        if (labels >= MOST_LABELS) {
            complete = false;
            return;
        }
        room();
        cost[labels] = sum;
        clock[labels] = time;
        eaten[labels] = had;
        parent[labels] = from;
        last[labels] = (byte) v;
        next[labels] = state[slot];
        state[slot] = labels++;
    }

    private void room() {
        if (labels == cost.length) {
            int size = 2 * labels;
            cost = Arrays.copyOf(cost, size);
            clock = Arrays.copyOf(clock, size);
            eaten = Arrays.copyOf(eaten, size);
            parent = Arrays.copyOf(parent, size);
            next = Arrays.copyOf(next, size);
            last = Arrays.copyOf(last, size);
        }
    }

    /// Costs that depend on the subset only, or -1 if it cannot be served together.
    private long stayCost(int subset) {
        int stops = Integer.bitCount(subset);
        long load = 0;
        long left = 0;
        for (int v = 0; v < k; v++) {
            if ((subset >> v & 1) != 0) {
                load += m.load[visits[v]];
                left += m.price[visits[v]];
            }
        }
        if (load > m.capacity[0] || stops > m.maxStops[0]) {
            return -1;
        }
        long districts = 0;
        if (m.prices.perExtraDistrict() > 0) {
            long seen =
                    java.util.stream.IntStream.range(0, k)
                            .filter(v -> (subset >> v & 1) != 0)
                            .map(v -> m.district[visits[v]])
                            .filter(d -> d != Model.NONE)
                            .distinct()
                            .count();
            districts = m.prices.perExtraDistrict() * Math.max(0, seen - 1);
        }
        return m.fixedCost[0]
                + m.prices.perSquaredStop() * stops * stops
                + districts
                + priceOfAll
                - left;
    }

    private void finish(int label, long stay, int subset) {
        int v = last[label];
        for (int u = 0; u < k; u++) {
            if ((subset >> u & 1) != 0 && isLast(u) && u != v) {
                return;
            }
        }
        int here = m.location[visits[v]];
        int way = m.travel(here, m.to[0]);
        int end = clock[label] + way;
        long wait = m.prices.perWaitSecond();
        long sum = cost[label] + stay + m.arc(here, m.to[0]) - wait * way;
        boolean due =
                m.hasLunch(0)
                        && !eaten[label]
                        && m.open[0] <= m.lunchLast[0]
                        && end > m.lunchLast[0];
        if (due) {
            if (clock[label] > m.lunchLast[0]) {
                return;
            }
            end = Math.max(end, m.lunchOpen[0]) + m.lunchLength[0];
            sum -= wait * m.lunchLength[0];
        }
        int overtime = Math.max(0, end - m.close[0]);
        boolean hard = m.overtimePrice[0] == Objective.FORBIDDEN;
        if ((hard && overtime > 0) || end - m.open[0] > m.maxDuration[0]) {
            return;
        }
        sum += (m.prices.perFinishSecond() + m.prices.perShiftSecond() + wait) * (end - m.open[0]);
        sum += overtime > 0 ? m.overtimePrice[0] * overtime : 0;
        if (sum < bestCost) {
            bestCost = sum;
            bestLabel = label;
        }
    }

    /// The cheaper order found, maybe leaving visits out; empty if there is none.
    int[] order() {
        int stops = 0;
        for (int label = bestLabel; label != NONE; label = parent[label]) {
            stops++;
        }
        int[] order = new int[stops];
        for (int label = bestLabel; label != NONE; label = parent[label]) {
            order[--stops] = visits[last[label]];
        }
        return order;
    }
}
