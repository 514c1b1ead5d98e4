package org.marshrut.solver.internal.model;

import java.util.Arrays;

/// A plan under construction: position arrays per shift, clocks, costs, and an undo log.
///
/// Invariants: a visit is in exactly one route or in the list of absent ones; every route is
/// feasible on its own; all sums fit the routes after [#refresh]. For shifts whose cost does not
/// depend on the clock, earliest departures and latest readiness are kept per position, in two
/// states each (break not yet taken, break taken), so that an insertion is judged in constant time.
/// Not thread-safe.
public final class Routes {

    public final Model m;
    public final RouteEval eval;
    public final int[][] order; // [shifts][capacity ≥ size]
    public final int[] size; // [shifts]
    public final int[] shiftOf; // [n], NONE if absent
    public final int[] placeOf; // [n], valid if placed
    public final long[] load; // [shifts]
    public final long[] routeCost; // [shifts]
    public final long[] staticCost; // [shifts], the part of it that does not depend on the clock

    // Clocks by position p = 0 … size+1: 0 is the start, p the (p-1)-th stop, size+1 the end.
    public final int[][] leaves; // earliest departure, break not taken
    public final int[][] leavesEaten; // earliest departure, break taken
    public final int[][] readyBy; // latest readiness, break not taken yet
    public final int[][] readyByEaten; // latest readiness, break taken before

    private final Drive[] drive; // [shifts], of those that are timed
    public final int[] absent; // [n], the first absentCount
    public int absentCount;
    private final int[] absentAt; // [n]

    private final long[] work; // [shifts], seconds driven and served
    private final long[] repWork; // [reps]
    private long workInAll;
    private long routesCost;
    private long continuityCost;
    private final long[] groupCost; // [groups]
    private long absentPrice;
    private long absentSearchPrice;
    private final long[] searchPrice; // [n]
    private final long[] indexPenalty; // [shifts]
    private long indexPenaltyInAll;

    private final int[] touched; // [shifts], the first touchedCount
    private int touchedCount;
    private final boolean[] isTouched;
    private final int[][] saved; // [shifts][]
    private final int[] savedSize;
    private final int[] repMark; // [reps]
    private final int[] version; // [shifts], counts changes
    private int usedCount;
    private final boolean[] isUsed; // [shifts]
    private int mark;

    public Routes(Model model) {
        m = model;
        eval = new RouteEval(model);
        order = new int[m.shifts][8];
        size = new int[m.shifts];
        shiftOf = new int[m.n];
        placeOf = new int[m.n];
        load = new long[m.shifts];
        routeCost = new long[m.shifts];
        staticCost = new long[m.shifts];
        leaves = new int[m.shifts][];
        leavesEaten = new int[m.shifts][];
        readyBy = new int[m.shifts][];
        readyByEaten = new int[m.shifts][];
        drive = new Drive[m.shifts];
        Arrays.setAll(drive, s -> m.timed[s] ? new Drive() : Drive.NONE);
        absent = new int[m.n];
        absentAt = new int[m.n];
        work = new long[m.shifts];
        repWork = new long[m.reps];
        groupCost = new long[m.calls.length];
        searchPrice = m.price.clone();
        indexPenalty = new long[m.shifts];
        touched = new int[m.shifts];
        isTouched = new boolean[m.shifts];
        saved = new int[m.shifts][8];
        savedSize = new int[m.shifts];
        version = new int[m.shifts];
        isUsed = new boolean[m.shifts];
        repMark = new int[Math.max(1, m.reps)];
        Arrays.fill(shiftOf, Model.NONE);
        for (int v = 0; v < m.n; v++) {
            addAbsent(v);
        }
        for (int s = 0; s < m.shifts; s++) {
            refresh(s);
        }
    }

    // ---- costs

    /// Total cost, all visits' true prices included.
    public long cost() {
        return placedCost() + absentPrice;
    }

    /// Total cost with the search's own, milder prices of absent visits.
    public long searchCost() {
        return placedCost() + absentSearchPrice;
    }

    /// Cost of what is placed.
    public long placedCost() {
        return routesCost + continuityCost + balance();
    }

    /// Part of the cost that stands for unsatisfied indexed pins.
    public long indexPenalty() {
        return indexPenaltyInAll;
    }

    /// Sets the search's price of leaving a visit out; only while it is absent or before any use.
    public void searchPrice(int v, long price) {
        if (shiftOf[v] == Model.NONE) {
            absentSearchPrice += price - searchPrice[v];
        }
        searchPrice[v] = price;
    }

    private long balance() {
        return m.prices.perBalanceSecond() == 0 ? 0 : balanceWith(0, 0, 0, 0);
    }

    /// Balance if the work of two shifts changed by so many seconds.
    long balanceWith(int s1, long change1, int s2, long change2) {
        if (m.prices.perBalanceSecond() == 0) {
            return 0;
        }
        long all = workInAll + change1 + change2;
        double squares = 0;
        for (int r = 0; r < m.reps; r++) {
            long own = repWork[r];
            if (m.rep[s1] == r) {
                own += change1;
            }
            if (m.rep[s2] == r) {
                own += change2;
            }
            double share =
                    m.availableInAll == 0
                            ? all / (double) m.reps
                            : (double) all * m.available[r] / m.availableInAll;
            double off = own - share;
            squares += off * off;
        }
        return ((long) (squares / 3600)) * m.prices.perBalanceSecond();
    }

    /// What a second more of work in a shift costs in balance, to compare insertions by.
    public double balanceSlope(int s) {
        if (m.prices.perBalanceSecond() == 0) {
            return 0;
        }
        double share =
                m.availableInAll == 0
                        ? workInAll / (double) m.reps
                        : (double) workInAll * m.available[m.rep[s]] / m.availableInAll;
        return 2 * (repWork[m.rep[s]] - share) / 3600 * m.prices.perBalanceSecond();
    }

    /// Seconds driven and served if the shift had this order.
    long workOf(int s, int[] stops, int count) {
        if (count == 0) {
            return 0;
        }
        long sum = 0;
        int at = m.from[s];
        for (int i = 0; i < count; i++) {
            sum += m.travel(at, m.location[stops[i]]) + m.service[stops[i]];
            at = m.location[stops[i]];
        }
        return sum + m.travel(at, m.to[s]);
    }

    long work(int s) {
        return work[s];
    }

    /// Continuity price of a group as its calls stand now.
    long continuityOf(int g) {
        int[] calls = m.calls[g];
        if (calls.length == 1 || m.prices.perRepChange() == 0) {
            return 0;
        }
        mark++;
        int seen = 0;
        for (int v : calls) {
            int s = shiftOf[v];
            if (s != Model.NONE && repMark[m.rep[s]] != mark) {
                repMark[m.rep[s]] = mark;
                seen++;
            }
        }
        return m.prices.perRepChange() * Math.max(0, seen - 1);
    }

    long continuityNow(int g) {
        return groupCost[g];
    }

    // ---- changes

    /// Inserts an absent visit before the stop now at this position.
    public void insert(int v, int s, int position) {
        touch(s);
        int count = size[s];
        int[] stops = roomFor(s, count + 1);
        System.arraycopy(stops, position, stops, position + 1, count - position);
        stops[position] = v;
        size[s] = count + 1;
        enter(v, s);
        refresh(s);
    }

    /// Takes a stretch of stops out; they become absent.
    public void remove(int s, int position, int count) {
        touch(s);
        int[] stops = order[s];
        for (int i = position; i < position + count; i++) {
            leave(stops[i]);
        }
        System.arraycopy(stops, position + count, stops, position, size[s] - position - count);
        size[s] -= count;
        refresh(s);
    }

    /// Gives a shift a new order. Visits it loses become absent; visits it gains must be absent.
    public void replace(int s, int[] stops, int count) {
        touch(s);
        for (int i = 0; i < size[s]; i++) {
            leave(order[s][i]);
        }
        fill(s, stops, count);
    }

    /// Gives two shifts new orders that share out the same visits.
    public void replace(int s1, int[] stops1, int count1, int s2, int[] stops2, int count2) {
        touch(s1);
        touch(s2);
        for (int i = 0; i < size[s1]; i++) {
            leave(order[s1][i]);
        }
        for (int i = 0; i < size[s2]; i++) {
            leave(order[s2][i]);
        }
        fill(s1, stops1, count1);
        fill(s2, stops2, count2);
    }

    private void fill(int s, int[] stops, int count) {
        System.arraycopy(stops, 0, roomFor(s, count), 0, count);
        size[s] = count;
        for (int i = 0; i < count; i++) {
            enter(stops[i], s);
        }
        refresh(s);
    }

    private int[] roomFor(int s, int count) {
        if (order[s].length < count) {
            order[s] = Arrays.copyOf(order[s], 2 * count);
        }
        return order[s];
    }

    private void enter(int v, int s) {
        shiftOf[v] = s;
        int hole = absentAt[v];
        int last = absent[--absentCount];
        absent[hole] = last;
        absentAt[last] = hole;
        absentPrice -= m.price[v];
        absentSearchPrice -= searchPrice[v];
        recount(v);
    }

    private void leave(int v) {
        shiftOf[v] = Model.NONE;
        addAbsent(v);
        recount(v);
    }

    private void addAbsent(int v) {
        absentAt[v] = absentCount;
        absent[absentCount++] = v;
        absentPrice += m.price[v];
        absentSearchPrice += searchPrice[v];
    }

    private void recount(int v) {
        int g = m.group[v];
        long now = continuityOf(g);
        continuityCost += now - groupCost[g];
        groupCost[g] = now;
    }

    // ---- undo

    /// Forgets the log: what is now cannot be undone any more.
    public void commit() {
        for (int i = 0; i < touchedCount; i++) {
            isTouched[touched[i]] = false;
        }
        touchedCount = 0;
    }

    /// Restores everything to the last [#commit].
    public void rollback() {
        for (int i = 0; i < touchedCount; i++) {
            int s = touched[i];
            for (int k = 0; k < size[s]; k++) {
                leave(order[s][k]);
            }
            size[s] = 0;
        }
        for (int i = 0; i < touchedCount; i++) {
            int s = touched[i];
            fill(s, saved[s], savedSize[s]);
        }
        commit();
    }

    /// Whether the shift changed since the last [#commit].
    public boolean changed(int s) {
        return isTouched[s];
    }

    private void touch(int s) {
        if (!isTouched[s]) {
            isTouched[s] = true;
            touched[touchedCount++] = s;
            if (saved[s].length < size[s]) {
                saved[s] = new int[2 * size[s]];
            }
            System.arraycopy(order[s], 0, saved[s], 0, size[s]);
            savedSize[s] = size[s];
        }
    }

    // ---- figures of one route

    /// Number of shifts with stops.
    public int used() {
        return usedCount;
    }

    /// Grows with every change of the shift's route.
    public int version(int s) {
        return version[s];
    }

    private void refresh(int s) {
        version[s]++;
        if (isUsed[s] != size[s] > 0) {
            isUsed[s] = size[s] > 0;
            usedCount += isUsed[s] ? 1 : -1;
        }
        int[] stops = order[s];
        int count = size[s];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            placeOf[stops[i]] = i;
            sum += m.load[stops[i]];
        }
        load[s] = sum;
        long now = eval.staticCost(s, stops, count);
        staticCost[s] = now;
        if (m.timed[s]) {
            now = eval.changedCost(s, stops, count, now, 0, 0, Drive.NONE, RouteEval.INFEASIBLE);
            if (count > 0 && now < RouteEval.INFEASIBLE) {
                eval.record(s, count, drive[s]);
            }
        } else if (!m.timeless[s]) {
            refreshClocks(s, stops, count);
            // Where ways break the triangle inequality, even taking a stop out can make others
            // late.
            now = arrives(s) ? now : RouteEval.INFEASIBLE;
        }
        routesCost += now - routeCost[s];
        routeCost[s] = now;
        if (m.indexPins) {
            long penalty = eval.indexPenalty(stops, count);
            indexPenaltyInAll += penalty - indexPenalty[s];
            indexPenalty[s] = penalty;
        }
        if (m.prices.perBalanceSecond() > 0) {
            long seconds = workOf(s, stops, count);
            repWork[m.rep[s]] += seconds - work[s];
            workInAll += seconds - work[s];
            work[s] = seconds;
        }
    }

    /// Whether the route as it stands reaches its end in time.
    private boolean arrives(int s) {
        int p = size[s];
        if (p == 0) {
            return true;
        }
        int way = m.travel(m.location[order[s][p - 1]], m.to[s]);
        boolean lunch = m.hasLunch(s) && m.open[s] <= m.lunchLast[s];
        return leaves[s][p] + way <= readyBy[s][p + 1]
                || (lunch
                        && Math.min(leavesEaten[s][p] + way, eat(s, leaves[s][p], way))
                                <= readyByEaten[s][p + 1]);
    }

    private void refreshClocks(int s, int[] stops, int count) {
        if (leaves[s] == null || leaves[s].length < count + 2) {
            int room = 2 * count + 4;
            leaves[s] = new int[room];
            leavesEaten[s] = new int[room];
            readyBy[s] = new int[room];
            readyByEaten[s] = new int[room];
        }
        int d = m.day[s];
        boolean lunch = m.hasLunch(s) && m.open[s] <= m.lunchLast[s];
        int[] early = leaves[s];
        int[] earlyEaten = leavesEaten[s];
        early[0] = m.open[s];
        earlyEaten[0] = Model.NEVER;
        int at = m.from[s];
        for (int p = 1; p <= count; p++) {
            int v = stops[p - 1];
            int way = m.travel(at, m.location[v]);
            at = m.location[v];
            early[p] = Math.min(Model.NEVER, departure(v, d, early[p - 1] + way));
            if (lunch) {
                int ready = Math.min(earlyEaten[p - 1] + way, eat(s, early[p - 1], way));
                earlyEaten[p] = Math.min(Model.NEVER, departure(v, d, ready));
            }
        }
        int end = m.close[s];
        if (m.maxDuration[s] < end - m.open[s]) {
            end = m.open[s] + m.maxDuration[s];
        }
        int[] late = readyBy[s];
        int[] lateEaten = readyByEaten[s];
        late[count + 1] = lunch ? Math.min(end, m.lunchLast[s]) : end;
        lateEaten[count + 1] = end;
        int next = m.to[s];
        for (int p = count; p >= 1; p--) {
            int v = stops[p - 1];
            int way = m.travel(m.location[v], next);
            next = m.location[v];
            int leave = late[p + 1] - way;
            if (lunch) {
                lateEaten[p] = m.latestStart(v, d, clamp(lateEaten[p + 1] - way - m.service[v]));
                leave = Math.max(leave, latestToEat(s, lateEaten[p + 1], way));
            }
            late[p] = m.latestStart(v, d, clamp(leave - m.service[v]));
        }
    }

    private static int clamp(int time) {
        return Math.max(Model.BEFORE_ALL, time);
    }

    /// Readiness at the end of a way during or after which the break is taken.
    private int eat(int s, int leave, int way) {
        return leave > m.lunchLast[s]
                ? Model.NEVER
                : Math.max(leave + way, m.lunchOpen[s]) + m.lunchLength[s];
    }

    private int latestToEat(int s, int readyBy, int way) {
        return readyBy - m.lunchLength[s] < m.lunchOpen[s]
                ? Model.BEFORE_ALL
                : Math.min(m.lunchLast[s], readyBy - m.lunchLength[s] - way);
    }

    private int departure(int v, int d, int ready) {
        if (ready > m.lastStart(v, d)) {
            return Model.NEVER;
        }
        return m.startAt(v, d, ready) + m.service[v];
    }

    /// Whether the clock lets a visit in before position `p` (0 … size); for shifts that are
    /// neither timed nor timeless. Constant time.
    public boolean fits(int v, int s, int p) {
        int d = m.day[s];
        int here = m.location[v];
        int before = p == 0 ? m.from[s] : m.location[order[s][p - 1]];
        int after = p == size[s] ? m.to[s] : m.location[order[s][p]];
        int in = m.travel(before, here);
        int out = m.travel(here, after);
        int leave = departure(v, d, leaves[s][p] + in);
        if (leave + out <= readyBy[s][p + 1]) {
            return true;
        }
        if (!m.hasLunch(s) || m.open[s] > m.lunchLast[s]) {
            return false;
        }
        if (eat(s, leave, out) <= readyByEaten[s][p + 1]) {
            return true;
        }
        int ready = Math.min(leavesEaten[s][p] + in, eat(s, leaves[s][p], in));
        return departure(v, d, ready) + out <= readyByEaten[s][p + 1];
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
        return patternAllows(v, m.day[s]) && precedenceAllows(v, s);
    }

    boolean precedenceAllows(int v, int s) {
        for (int first : m.before[v]) {
            int other = shiftOf[first];
            if (other != Model.NONE && other != s && m.day[other] >= m.day[s]) {
                return false;
            }
        }
        for (int later : m.after[v]) {
            int other = shiftOf[later];
            if (other != Model.NONE && other != s && m.day[other] <= m.day[s]) {
                return false;
            }
        }
        return true;
    }

    /// Whether the visit may be on this day, given the days of the other placed calls of its group.
    public boolean patternAllows(int v, int d) {
        int g = m.group[v];
        int[] calls = m.calls[g];
        if (calls.length == 1 && m.combinations[g].length == 0) {
            return true;
        }
        if (m.combinations[g].length > 0) {
            return combinationAllows(g, v, d);
        }
        int own = 0;
        while (calls[own] != v) {
            own++;
        }
        for (int k = 0; k < calls.length; k++) {
            int s = shiftOf[calls[k]];
            if (k != own && s != Model.NONE) {
                int gap = m.dayNumber[d] - m.dayNumber[m.day[s]];
                if ((k < own ? gap : -gap) < m.gapDays[g]) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean combinationAllows(int g, int v, int d) {
        int[] calls = m.calls[g];
        int[] rows = m.combinations[g];
        for (int row = 0; row < rows.length; row += calls.length) {
            boolean fits = true;
            for (int k = 0; fits && k < calls.length; k++) {
                int s = shiftOf[calls[k]];
                int wanted = calls[k] == v ? d : s == Model.NONE ? Model.NONE : m.day[s];
                fits = wanted == Model.NONE || wanted == rows[row + k];
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
