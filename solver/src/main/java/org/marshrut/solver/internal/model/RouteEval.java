package org.marshrut.solver.internal.model;

import java.util.Arrays;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Shift;

/// The cost of one shift's stops in a given order, in one pass over them, without allocation.
///
/// Covers everything that concerns the route alone; orders that break a hard rule cost
/// [#INFEASIBLE]. Indexed pins are priced steeply instead, so that a route can be built up. Scratch
/// arrays make it unfit for sharing between threads.
///
/// A long class, as the pass is one: clock, break, lateness and limits share its running figures.
public final class RouteEval {

    /// More than any cost, and still fit to be added to a few others.
    public static final long INFEASIBLE = Long.MAX_VALUE / 8;

    /// Price of standing one place off an indexed pin.
    public static final long INDEX_PENALTY = 100_000_000_000L;

    private static final int NO_LUNCH = -1;

    private final Model m;
    private final boolean clockPriority;
    private final int[] ready; // [n], when the rep could start, without the break
    private final int[] start; // [n]
    private final int[] departure; // [n]
    private final long[] paidBefore; // [n + 1], late and priority prices of the stops before
    private final int[] startEaten; // [n], starts with the break in the gap tried
    private int[] triedReady; // [n], from the break on, in the gap tried
    private long[] triedPaidBefore;
    private int[] eatenReady; // [n], the same in the best gap so far
    private long[] eatenPaidBefore;
    private int eatenGap;
    private long eatenTotal;
    private long triedTotal;
    private final int[] place; // [visits], place in the order judged, valid if marked
    private final int[] placeMark;
    private final int[] districtMark;
    private int plainEnd; // of the order driven last, without the break
    private int mark;

    public RouteEval(Model model) {
        m = model;
        clockPriority = m.prices.perPrioritySecond() > 0;
        ready = new int[m.n];
        start = new int[m.n];
        departure = new int[m.n];
        paidBefore = new long[m.n + 1];
        startEaten = new int[m.n];
        triedReady = new int[m.n];
        triedPaidBefore = new long[m.n];
        eatenReady = new int[m.n];
        eatenPaidBefore = new long[m.n];
        place = new int[m.n];
        placeMark = new int[m.n];
        districtMark = new int[Math.max(1, m.districts)];
    }

    /// Full cost of the order, or [#INFEASIBLE].
    public long cost(int s, int[] order, int size) {
        return cost(s, order, size, INFEASIBLE);
    }

    /// As [#cost(int, int[], int)], but may return [#INFEASIBLE] once the cost reaches the limit.
    public long cost(int s, int[] order, int size, long limit) {
        if (size == 0) {
            return 0;
        }
        long cost = staticCost(s, order, size);
        if (cost >= limit || m.timeless[s]) {
            return cost;
        }
        return Math.min(
                INFEASIBLE, cost + timeCost(s, order, size, limit - cost, 0, 0, Drive.NONE));
    }

    /// Cost of an order that shares its first and last stops with the one driven before.
    ///
    /// @param staticCost the part that does not depend on the clock, known to the caller
    /// @param same number of stops at the beginning that are as before
    /// @param tail number of stops at the end that are as before
    /// @param limit may return [#INFEASIBLE] once the cost is known to reach it
    long changedCost(
            int s,
            int[] order,
            int size,
            long staticCost,
            int same,
            int tail,
            Drive before,
            long limit) {
        if (staticCost >= limit || m.timeless[s] || size == 0) {
            return size == 0 ? 0 : staticCost;
        }
        long time = timeCost(s, order, size, limit - staticCost, same, tail, before);
        return Math.min(INFEASIBLE, staticCost + time);
    }

    /// Notes how the order judged last is driven; it must have been feasible.
    void record(int s, int size, Drive drive) {
        if (drive.ready.length < size) {
            drive.ready = new int[2 * size];
            drive.start = new int[2 * size];
            drive.departure = new int[2 * size];
            drive.paidBefore = new long[2 * size + 1];
            drive.eatenReady = new int[2 * size];
            drive.eatenPaidBefore = new long[2 * size];
        }
        drive.size = size;
        System.arraycopy(ready, 0, drive.ready, 0, size);
        System.arraycopy(start, 0, drive.start, 0, size);
        System.arraycopy(departure, 0, drive.departure, 0, size);
        System.arraycopy(paidBefore, 0, drive.paidBefore, 0, size + 1);
        drive.eatenGap = eatenGap;
        if (eatenGap != NO_LUNCH) {
            int rest = size - eatenGap;
            System.arraycopy(eatenReady, eatenGap, drive.eatenReady, eatenGap, rest);
            System.arraycopy(eatenPaidBefore, eatenGap, drive.eatenPaidBefore, eatenGap, rest);
            drive.eatenTotal = eatenTotal;
        }
        drive.total = paidBefore[size] + leastEndCost(s, plainEnd);
    }

    /// What an end at this time costs at least, if later ends never cost less.
    private long leastEndCost(int s, int end) {
        long overtime = Math.max(0, end - m.close[s]);
        long price = Math.max(0, m.overtimePrice[s]);
        return (m.prices.perFinishSecond() + m.prices.perShiftSecond()) * (end - m.open[s])
                + price * overtime;
    }

    /// The part that does not depend on the clock, or [#INFEASIBLE].
    public long staticCost(int s, int[] order, int size) {
        return staticCost(s, order, size, m.capacity[s]);
    }

    /// As above, with another capacity than the shift's.
    long staticCost(int s, int[] order, int size, long capacity) {
        if (size == 0) {
            return 0;
        }
        if (size > m.maxStops[s]) {
            return INFEASIBLE;
        }
        long cost = m.fixedCost[s] + m.prices.perSquaredStop() * size * size;
        long load = 0;
        int at = m.from[s];
        for (int i = 0; i < size; i++) {
            int v = order[i];
            cost += m.arc(at, m.location[v]) + m.assignCost(v, s);
            at = m.location[v];
            load += m.load[v];
            byte pin = m.pinPlace[v];
            if (pin != Model.ANYWHERE) {
                if ((pin == Model.FIRST && i > 0) || (pin == Model.LAST && i < size - 1)) {
                    return INFEASIBLE;
                }
                if (pin == Model.INDEX) {
                    cost += INDEX_PENALTY * Math.abs(i - m.pinIndex[v]);
                }
            }
        }
        cost += m.arc(at, m.to[s]);
        if (load > capacity || (m.precedences && breaksPrecedence(order, size))) {
            return INFEASIBLE;
        }
        return cost + districtCost(order, size);
    }

    /// Places off indexed pins, priced; part of [#staticCost].
    public long indexPenalty(int[] order, int size) {
        long penalty = 0;
        for (int i = 0; i < size; i++) {
            if (m.pinPlace[order[i]] == Model.INDEX) {
                penalty += INDEX_PENALTY * Math.abs(i - m.pinIndex[order[i]]);
            }
        }
        return penalty;
    }

    private long districtCost(int[] order, int size) {
        if (m.prices.perExtraDistrict() == 0) {
            return 0;
        }
        nextMark();
        int seen = 0;
        for (int i = 0; i < size; i++) {
            int d = m.district[order[i]];
            if (d != Model.NONE && districtMark[d] != mark) {
                districtMark[d] = mark;
                seen++;
            }
        }
        return m.prices.perExtraDistrict() * Math.max(0, seen - 1);
    }

    private boolean breaksPrecedence(int[] order, int size) {
        nextMark();
        for (int i = 0; i < size; i++) {
            place[order[i]] = i;
            placeMark[order[i]] = mark;
        }
        for (int i = 0; i < size; i++) {
            for (int first : m.before[order[i]]) {
                if (placeMark[first] == mark && place[first] > i) {
                    return true;
                }
            }
        }
        return false;
    }

    private void nextMark() {
        if (++mark == Integer.MAX_VALUE) {
            Arrays.fill(placeMark, 0);
            Arrays.fill(districtMark, 0);
            mark = 1;
        }
    }

    /// The part that depends on the clock, or [#INFEASIBLE]; see the oracle's timetable for the
    /// rules.
    ///
    /// Every price grows with the clock, so once the unchanged tail is entered no earlier than
    /// before, it costs no less than before: that bounds the whole from below. Waiting and free
    /// starts are not of that kind, there the bound is not used.
    private long timeCost(
            int s, int[] order, int size, long limit, int same, int tail, Drive before) {
        eatenGap = NO_LUNCH;
        int d = m.day[s];
        boolean bounded = m.prices.perWaitSecond() == 0 && !startMatters(s);
        int shift = before.size - size;
        int clock = same == 0 ? m.open[s] : before.departure[same - 1];
        int at = same == 0 ? m.from[s] : m.location[order[same - 1]];
        long paid = before.paidBefore[same];
        for (int i = same; i < size; i++) {
            int v = order[i];
            clock += m.travel(at, m.location[v]);
            at = m.location[v];
            ready[i] = clock;
            int begin = m.startAt(v, d, clock);
            int late = begin - m.lastStart(v, d);
            if (late > 0 && m.lateForbidden) {
                return INFEASIBLE;
            }
            boolean known = bounded && i >= size - tail && clock >= before.ready[i + shift];
            long least = known ? before.total - before.paidBefore[i + shift] : 0;
            if (paid + least >= limit) {
                return INFEASIBLE;
            }
            paidBefore[i] = paid;
            paid += price(v, late, begin - m.open[s]);
            start[i] = begin;
            clock = begin + m.service[v];
            departure[i] = clock;
        }
        paidBefore[size] = paid;
        int end = clock + m.travel(at, m.to[s]);
        plainEnd = end;
        if (paid >= limit) {
            return INFEASIBLE;
        }
        System.arraycopy(before.ready, 0, ready, 0, same);
        System.arraycopy(before.start, 0, start, 0, same);
        System.arraycopy(before.departure, 0, departure, 0, same);
        System.arraycopy(before.paidBefore, 0, paidBefore, 0, same);
        int busy = m.prices.perWaitSecond() == 0 ? 0 : busy(s, order, size);
        if (!m.hasLunch(s) || m.open[s] > m.lunchLast[s] || end <= m.lunchLast[s]) {
            return paid + endCost(s, order, size, end, busy, NO_LUNCH, start);
        }
        return withLunch(s, order, size, busy, limit, bounded ? tail : 0, before);
    }

    /// Seconds driven and served.
    private int busy(int s, int[] order, int size) {
        int busy = 0;
        int at = m.from[s];
        for (int i = 0; i < size; i++) {
            busy += m.travel(at, m.location[order[i]]) + m.service[order[i]];
            at = m.location[order[i]];
        }
        return busy + m.travel(at, m.to[s]);
    }

    /// The cheapest gap for the break.
    ///
    /// A gap is passed over when the next one is reached in time and the stop between them is
    /// neither waited for nor reached before the break may begin: eating later is then at least as
    /// good.
    private long withLunch(
            int s, int[] order, int size, int busy, long limit, int tail, Drive before) {
        boolean exhaustive = startMatters(s);
        long best = INFEASIBLE;
        for (int gap = size; gap >= 0; gap--) {
            int reached = gap == 0 ? m.open[s] : departure[gap - 1];
            if (reached > m.lunchLast[s]) {
                continue;
            }
            boolean laterIsAsGood =
                    gap < size
                            && departure[gap] <= m.lunchLast[s]
                            && ready[gap] >= m.lunchOpen[s]
                            && start[gap] == ready[gap];
            if (exhaustive || !laterIsAsGood) {
                long most = Math.min(best, limit);
                long cost = eaten(s, order, size, gap, reached, busy, most, tail, before);
                if (cost < best) {
                    best = cost;
                    keepTried(gap);
                }
            }
        }
        return best;
    }

    private void keepTried(int gap) {
        eatenGap = gap;
        eatenTotal = triedTotal;
        int[] readySpare = eatenReady;
        eatenReady = triedReady;
        triedReady = readySpare;
        long[] paidSpare = eatenPaidBefore;
        eatenPaidBefore = triedPaidBefore;
        triedPaidBefore = paidSpare;
    }

    private long eaten(
            int s,
            int[] order,
            int size,
            int gap,
            int reached,
            int busy,
            long limit,
            int tail,
            Drive before) {
        int shift = before.size - size;
        int d = m.day[s];
        int at = gap == 0 ? m.from[s] : m.location[order[gap - 1]];
        int clock = reached;
        long paid = paidBefore[gap];
        if (startMatters(s)) {
            System.arraycopy(start, 0, startEaten, 0, gap);
        }
        for (int i = gap; i < size; i++) {
            int v = order[i];
            clock += m.travel(at, m.location[v]);
            at = m.location[v];
            if (i == gap) {
                clock = Math.max(clock, m.lunchOpen[s]) + m.lunchLength[s];
            }
            int begin = m.startAt(v, d, clock);
            int late = begin - m.lastStart(v, d);
            if (late > 0 && m.lateForbidden) {
                return INFEASIBLE;
            }
            int j = i + shift;
            boolean known =
                    i >= size - tail
                            && before.eatenGap != Model.NONE
                            && j >= before.eatenGap
                            && clock >= before.eatenReady[j];
            long least = known ? before.eatenTotal - before.eatenPaidBefore[j] : 0;
            if (paid + least >= limit) {
                return INFEASIBLE;
            }
            triedReady[i] = clock;
            triedPaidBefore[i] = paid;
            paid += price(v, late, begin - m.open[s]);
            startEaten[i] = begin;
            clock = begin + m.service[v];
        }
        int end = clock + m.travel(at, m.to[s]);
        if (gap == size) {
            end = Math.max(end, m.lunchOpen[s]) + m.lunchLength[s];
        }
        triedTotal = paid + leastEndCost(s, end);
        return Math.min(INFEASIBLE, paid + endCost(s, order, size, end, busy, gap, startEaten));
    }

    private long price(int v, int late, int since) {
        long price = late > 0 ? m.prices.perLateSecond() * late : 0;
        return clockPriority ? price + m.prices.perPrioritySecond() * m.priority[v] * since : price;
    }

    private boolean startMatters(int s) {
        return m.free[s]
                && (m.prices.perShiftSecond() > 0
                        || m.prices.perWaitSecond() > 0
                        || clockPriority
                        || m.maxDuration[s] != Shift.UNLIMITED);
    }

    /// Prices of the end, the duration and the waiting; with a free start also what moving it
    /// changes in the prices already paid.
    private long endCost(
            int s, int[] order, int size, int end, int busy, int lunchGap, int[] starts) {
        long overtime = Math.max(0, end - m.close[s]);
        if (overtime > 0 && m.overtimePrice[s] == Objective.FORBIDDEN) {
            return INFEASIBLE;
        }
        int begin = m.open[s];
        long change = 0;
        if (startMatters(s)) {
            begin = latestBegin(s, order, size, end, lunchGap, starts);
            if (clockPriority && begin > m.open[s]) {
                change = priorityChange(s, order, size, begin, lunchGap, starts);
            }
        }
        int duration = end - begin;
        if (duration > m.maxDuration[s]) {
            return INFEASIBLE;
        }
        int lunch = lunchGap == NO_LUNCH ? 0 : m.lunchLength[s];
        return change
                + m.prices.perFinishSecond() * (end - m.open[s])
                + m.prices.perShiftSecond() * duration
                + m.prices.perWaitSecond() * (duration - busy - lunch)
                + (overtime > 0 ? m.overtimePrice[s] * overtime : 0);
    }

    /// The latest begin that changes neither the end nor any lateness, by one pass from the end.
    private int latestBegin(int s, int[] order, int size, int end, int lunchGap, int[] starts) {
        int d = m.day[s];
        int next = m.to[s];
        int limit = end;
        for (int i = size; i >= 0; i--) {
            int here = i == 0 ? m.from[s] : m.location[order[i - 1]];
            limit -= m.travel(here, next);
            if (i == lunchGap) {
                limit = Math.min(m.lunchLast[s], limit - m.lunchLength[s]);
            }
            if (i > 0) {
                int v = order[i - 1];
                limit -= m.service[v];
                int begun = starts[i - 1];
                limit = begun > m.lastStart(v, d) ? begun : m.latestStart(v, d, limit);
            }
            next = here;
        }
        return Math.max(m.open[s], limit);
    }

    private long priorityChange(
            int s, int[] order, int size, int begin, int lunchGap, int[] starts) {
        int clock = begin;
        int at = m.from[s];
        long change = 0;
        for (int i = 0; i < size; i++) {
            int v = order[i];
            clock += m.travel(at, m.location[v]);
            at = m.location[v];
            if (i == lunchGap) {
                clock = Math.max(clock, m.lunchOpen[s]) + m.lunchLength[s];
            }
            clock = m.startAt(v, m.day[s], clock);
            change += m.prices.perPrioritySecond() * m.priority[v] * (clock - starts[i]);
            clock += m.service[v];
        }
        return change;
    }
}
