package org.marshrut.solver.internal.model;

import java.util.Arrays;

/// A plan under construction: position arrays per shift, clocks, costs, and an undo log.
///
/// Invariants: a visit is in exactly one route or in the list of absent ones; every route is
/// feasible on its own, [Overload] apart; all sums fit the routes after [#refresh]. For shifts
/// whose cost does not depend on the clock, [Clocks] are kept, for the others the [Drive]. Not
/// thread-safe.
///
/// A long class, as it is the one place where orders change: each figure has a class of its own,
/// and all are brought up to date and taken back here.
public final class Routes {

    private static final int UNKNOWN = -1;

    public final Model m;
    public final RouteEval eval;
    public final int[][] order; // [shifts][capacity ≥ size]
    public final int[] size; // [shifts]
    public final int[] shiftOf; // [n], NONE if absent
    public final int[] placeOf; // [n], valid if placed
    public final int[][] at; // [shifts][size + 2]: rows of start, stops and end in the arcs
    public final int[][] leg; // [shifts][size + 1]: arcs as driven; 0 while empty
    public final long[] load; // [shifts]
    public final Overload overload;
    public final long[] routeCost; // [shifts]
    public final long[] staticCost; // [shifts], the part of it that does not depend on the clock

    private final Legs legs;
    private final Clocks clocks;
    private final Balance balance;
    private final AcrossRoutes across;
    final Drive[] drive; // [shifts], of those that are timed
    public final Absent absent;
    final Continuity continuity;

    private long routesCost;
    final long[] indexPenalty; // [shifts]
    private long indexPenaltyInAll;

    private final UndoLog log;
    final long[] version; // [shifts], another one for every order a shift has had
    private long versions;
    private int usedCount;
    private final boolean[] isUsed; // [shifts]

    public Routes(Model model) {
        m = model;
        eval = new RouteEval(model);
        order = new int[m.shifts][8];
        size = new int[m.shifts];
        shiftOf = new int[m.n];
        placeOf = new int[m.n];
        legs = m.legs();
        at = legs.at;
        leg = legs.cost;
        load = new long[m.shifts];
        overload = new Overload(m, load);
        routeCost = new long[m.shifts];
        staticCost = new long[m.shifts];
        clocks = new Clocks(m, legs);
        balance = new Balance(m);
        across = new AcrossRoutes(m, shiftOf);
        drive = new Drive[m.shifts];
        Arrays.setAll(drive, s -> m.timed[s] ? new Drive() : Drive.NONE);
        absent = new Absent(m);
        continuity = new Continuity(m, shiftOf);
        indexPenalty = new long[m.shifts];
        version = new long[m.shifts];
        isUsed = new boolean[m.shifts];
        Arrays.fill(shiftOf, Model.NONE);
        log = new UndoLog(m);
        for (int s = 0; s < m.shifts; s++) {
            if (clocked(s)) {
                clocks.change(s, order[s], 0, UNKNOWN, 0, 0);
            }
            refresh(s, 0, 0, 0);
        }
    }

    private boolean clocked(int s) {
        return !m.timed[s] && !m.timeless[s];
    }

    // ---- costs

    /// Total cost, all visits' true prices included; [RouteEval#INFEASIBLE] with overload.
    public long cost() {
        return overload.none() ? placedCost() + absent.price() : RouteEval.INFEASIBLE;
    }

    /// Total cost with the search's own, milder prices of absent visits and of overload.
    public long searchCost() {
        return placedCost() + absent.searchPrice() + overload.cost();
    }

    /// Cost of what is placed.
    public long placedCost() {
        return routesCost + continuity.cost() + balance.price();
    }

    /// Part of the cost that stands for unsatisfied indexed pins.
    public long indexPenalty() {
        return indexPenaltyInAll;
    }

    /// Allows routes to pass their capacity, or forbids it; see [Overload]. When it is forbidden, a
    /// plan without any is to be restored next.
    public void allowOverload(boolean value) {
        overload.allow(value);
        for (int s = 0; s < m.shifts; s++) {
            version[s] = ++versions; // what is known of a route may not hold any more
        }
    }

    // ---- changes

    /// Inserts an absent visit before the stop now at this position.
    public void insert(int v, int s, int position) {
        touch(s);
        int before = size[s];
        int[] stops = roomFor(s, before + 1);
        System.arraycopy(stops, position, stops, position + 1, before - position);
        stops[position] = v;
        size[s] = before + 1;
        enter(v, s);
        refresh(s, before, position, before - position);
    }

    /// Takes a stretch of stops out; they become absent.
    public void remove(int s, int position, int count) {
        touch(s);
        int before = size[s];
        int[] stops = order[s];
        long work = balance.work(s);
        int firstOut = absent.count;
        for (int i = position; i < position + count; i++) {
            leave(stops[i], s);
        }
        int tail = before - position - count;
        System.arraycopy(stops, position + count, stops, position, tail);
        size[s] = before - count;
        refresh(s, before, position, tail);
        balance.takenOut(s, absent.visits, firstOut, absent.count, work);
    }

    /// Gives a shift a new order. Visits it loses become absent; visits it gains must be absent.
    public void replace(int s, int[] stops, int count) {
        clear(s);
        fill(s, stops, count);
    }

    /// Gives two shifts new orders that share out the same visits.
    public void replace(int s1, int[] stops1, int count1, int s2, int[] stops2, int count2) {
        clear(s1);
        clear(s2);
        fill(s1, stops1, count1);
        fill(s2, stops2, count2);
    }

    private void clear(int s) {
        touch(s);
        for (int i = 0; i < size[s]; i++) {
            leave(order[s][i], s);
        }
    }

    private void fill(int s, int[] stops, int count) {
        int before = size[s];
        System.arraycopy(stops, 0, roomFor(s, count), 0, count);
        size[s] = count;
        for (int i = 0; i < count; i++) {
            enter(stops[i], s);
        }
        refresh(s, before, 0, 0);
    }

    private int[] roomFor(int s, int count) {
        if (order[s].length < count) {
            order[s] = Arrays.copyOf(order[s], 2 * count);
        }
        return order[s];
    }

    private void enter(int v, int s) {
        shiftOf[v] = s;
        load[s] += m.load[v];
        absent.remove(v);
        continuity.refresh(v);
        balance.placed(v);
    }

    private void leave(int v, int s) {
        shiftOf[v] = Model.NONE;
        load[s] -= m.load[v];
        absent.add(v);
        continuity.refresh(v);
    }

    // ---- undo

    /// Forgets the log: what is now cannot be undone any more.
    public void commit() {
        log.clear();
        balance.settle();
    }

    /// Restores everything to the last [#commit].
    public void rollback() {
        for (int i = 0; i < log.count; i++) {
            restore(log.shifts[i]);
        }
        for (int i = 0; i < log.count; i++) {
            takeBack(log.shifts[i]);
        }
        commit();
    }

    private void touch(int s) {
        if (!log.has(s)) {
            log.save(s, this);
            legs.save(s, size[s]);
            if (clocked(s)) {
                clocks.save(s, size[s]);
            }
        }
    }

    /// The old order and all figures of the shift; its old visits are in it again.
    private void restore(int s) {
        routesCost -= routeCost[s];
        indexPenaltyInAll -= indexPenalty[s];
        log.restore(s, this);
        routesCost += routeCost[s];
        indexPenaltyInAll += indexPenalty[s];
        legs.restore(s);
        if (clocked(s)) {
            clocks.restore(s);
        }
        balance.refresh(s, legs.seconds[s], order[s], size[s]);
        overload.refresh(s);
        noteUse(s);
        for (int i = 0; i < size[s]; i++) {
            int v = order[s][i];
            placeOf[v] = i;
            int elsewhere = shiftOf[v];
            if (elsewhere != s) {
                shiftOf[v] = s;
                if (elsewhere == Model.NONE) {
                    absent.remove(v);
                }
                continuity.refresh(v);
            }
        }
    }

    /// Visits that only came in since become absent again.
    private void takeBack(int s) {
        int[] undone = log.order[s];
        for (int i = 0; i < log.size[s]; i++) {
            int v = undone[i];
            if (shiftOf[v] == s && !(placeOf[v] < size[s] && order[s][placeOf[v]] == v)) {
                shiftOf[v] = Model.NONE;
                absent.add(v);
                continuity.refresh(v);
            }
        }
    }

    /// Whether the shift changed since the last [#commit].
    public boolean changed(int s) {
        return log.has(s);
    }

    // ---- figures of one route

    /// Number of shifts with stops.
    public int used() {
        return usedCount;
    }

    /// Different for different orders of the shift's stops; what is undone gets its old one back.
    public long version(int s) {
        return version[s];
    }

    private void noteUse(int s) {
        if (isUsed[s] != size[s] > 0) {
            isUsed[s] = size[s] > 0;
            usedCount += isUsed[s] ? 1 : -1;
        }
    }

    /// Brings all figures of a shift up to its order.
    ///
    /// @param before number of stops before the change
    /// @param same number of stops at the beginning that are as before
    /// @param tail number of stops at the end that are as before
    private void refresh(int s, int before, int same, int tail) {
        version[s] = ++versions;
        overload.refresh(s);
        noteUse(s);
        int[] stops = order[s];
        int count = size[s];
        for (int i = same; i < count; i++) {
            placeOf[stops[i]] = i;
        }
        legs.change(s, m.location, stops, count, before, same, tail);
        long now =
                m.plainRoutes
                        ? plainCost(s, count)
                        : eval.staticCost(s, stops, count, overload.limit(s));
        staticCost[s] = now;
        if (m.timed[s]) {
            now = eval.changedCost(s, stops, count, now, 0, 0, Drive.NONE, RouteEval.INFEASIBLE);
            if (count > 0 && now < RouteEval.INFEASIBLE) {
                eval.record(s, count, drive[s]);
            }
        } else if (!m.timeless[s]) {
            clocks.change(s, stops, count, before, same, tail);
            // Where ways break the triangle inequality, even taking a stop out can make others
            // late.
            now = clocks.arrives(s, count) ? now : RouteEval.INFEASIBLE;
        }
        routesCost += now - routeCost[s];
        routeCost[s] = now;
        if (m.indexPins) {
            long penalty = eval.indexPenalty(stops, count);
            indexPenaltyInAll += penalty - indexPenalty[s];
            indexPenalty[s] = penalty;
        }
        balance.refresh(s, legs.seconds[s], stops, count);
    }

    private long plainCost(int s, int count) {
        if (count > m.maxStops[s] || load[s] > overload.limit(s)) {
            return RouteEval.INFEASIBLE;
        }
        return count == 0
                ? 0
                : legs.costs[s] + m.fixedCost[s] + m.prices.perSquaredStop() * count * count;
    }

    /// What more work of each rep costs in balance if it comes by this absent visit, to compare
    /// insertions by: `slope × seconds + curve × seconds²`. Nothing is written while balance has no
    /// price.
    public void balanceSlopes(int v, double[] slopes) {
        balance.slopes(v, slopes);
    }

    /// See [#balanceSlopes].
    public double balanceCurve(int r) {
        return balance.curve(r);
    }

    /// Earliest departure from position `p` (0: the start), the break apart; for shifts that are
    /// neither timed nor timeless.
    public int leaves(int s, int p) {
        return clocks.leaves(s, p);
    }

    /// As [#leaves(int, int)] for all positions; not to be written to.
    public int[] leaves(int s) {
        return clocks.leaves(s);
    }

    /// The first position (0 … size) before which the visit may come in, its window and the latest
    /// times of what follows alone considered; size + 1 if there is none.
    public int firstPlace(int v, int s) {
        int ends = m.startAt(v, m.day[s], m.open[s]) + m.service[v];
        return clocks.firstPlace(s, size[s], ends);
    }

    /// Turns to a visit and a shift that is neither timed nor timeless, for [#fits]; to be repeated
    /// after every change.
    public void aim(int v, int s) {
        clocks.aim(v, s);
    }

    /// Whether the clock lets the visit in before position `p` (0 … size) of the shift, both as
    /// aimed at. Constant time.
    public boolean fits(int p) {
        return clocks.fits(p);
    }

    /// Begins to drive another order of a shift, whose first `p` stops are as they stand; for
    /// shifts that are neither timed nor timeless.
    public void walk(int s, int p) {
        clocks.walk(s, p);
    }

    /// Drives on to a visit.
    ///
    /// @return false: whatever follows, the clock forbids it
    public boolean walkTo(int v) {
        return clocks.walkTo(v);
    }

    /// Whether the stops from the one with this index on, and the end, can follow as they stand.
    public boolean walkEnds(int next) {
        return clocks.walkEnds(next);
    }

    /// Change of the balance price if two shifts got these orders; the second may be [Model#NONE].
    long balanceDelta(int s1, int[] stops1, int count1, int s2, int[] stops2, int count2) {
        return balance.delta(s1, stops1, count1, s2, stops2, count2);
    }

    /// Cost of a shift's route if its order changed between the first `same` and the last `tail`
    /// stops.
    ///
    /// @param staticCost the part that does not depend on the clock, known to the caller
    /// @param limit may return [RouteEval#INFEASIBLE] once the cost is known to reach it
    public long changedCost(
            int s, int[] stops, int count, long staticCost, int same, int tail, long limit) {
        if (!m.timed[s] || size[s] == 0 || routeCost[s] >= RouteEval.INFEASIBLE) {
            return eval.changedCost(s, stops, count, staticCost, 0, 0, Drive.NONE, limit);
        }
        return eval.changedCost(s, stops, count, staticCost, same, tail, drive[s], limit);
    }

    // ---- rules across routes

    /// Whether the visit's pattern and precedences let it into the shift as everything else stands.
    public boolean fitsOthers(int v, int s) {
        return across.allows(v, s);
    }

    /// Whether the visit may be on this day, given the days of the other placed calls of its group.
    public boolean patternAllows(int v, int d) {
        return across.patternAllows(v, d);
    }
}
