package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Where a visit goes in most cheaply: the best place in each shift.
///
/// Arcs are compared first. What survives is checked by the clock: in constant time where the cost
/// does not depend on it, by driving the new order through where it does. Now and then a good place
/// is overlooked on purpose (a *blink*, Christiaens and Vanden Berghe 2020). Above [#SCAN_ALL]
/// visits only places beside neighbours are tried.
final class Insertion {

    private static final int BLINK = 128;
    private static final int SCAN_ALL = 300;
    private static final int SCAN_ALL_WITH_DAYS = 2_000;
    private static final int LONG_TIMED_ROUTE = 120;
    private static final int HURRIED_NEIGHBOURS = 8;

    final long[] delta; // [shifts], INFEASIBLE where it does not fit
    final int[] place; // [shifts], position to insert before
    final long[] dayCost; // [days], the least of the day's shifts
    final int[] dayShift; // [days], valid where it fits
    private final Routes routes;
    private final Model m;
    private final Rng rng;
    private final Near near;
    private final boolean scanAll;
    private final boolean neverNegative;
    private final boolean byRows; // places of shifts that are not timed differ in arcs alone
    private final int[] scratch; // [n + 1]
    private final int[] kindMark; // [shifts]
    private int mark;
    private long extra; // of the visit and shift at hand
    private double slope; // balance price of a second more of work
    private boolean blinking = true;
    private boolean hurried;

    Insertion(Routes routes, Near near, Rng rng) {
        this.routes = routes;
        this.near = near;
        this.rng = rng;
        m = routes.m;
        delta = new long[m.shifts];
        place = new int[m.shifts];
        dayCost = new long[m.days];
        dayShift = new int[m.days];
        byRows = m.arcsKept && !m.precedences && noPins(m);
        scanAll = m.n <= (m.days > 1 ? SCAN_ALL_WITH_DAYS : SCAN_ALL) || m.shifts == 1;
        neverNegative = m.prices.perWaitSecond() == 0 && !m.indexPins;
        scratch = new int[m.n + 1];
        kindMark = new int[m.shifts];
    }

    void blinking(boolean value) {
        blinking = value;
    }

    /// Whether to be content with few neighbours in long routes that must be driven through.
    void hurried(boolean value) {
        hurried = value;
    }

    /// Fills [#delta] and [#place] for all shifts.
    void scan(int v) {
        Arrays.fill(delta, RouteEval.INFEASIBLE);
        mark++;
        if (scanAll) {
            for (int s = 0; s < m.shifts; s++) {
                if (enters(v, s)) {
                    scanShift(v, s);
                }
            }
        } else {
            scanNeighbours(v);
        }
    }

    /// Fills [#dayCost] and [#dayShift] for the wanted days, and [#place] of the shifts named.
    void scanDays(int v, boolean[] wanted) {
        mark++;
        Arrays.fill(dayCost, RouteEval.INFEASIBLE);
        if (!scanAll) {
            scanNeighboursByDay(v, wanted);
            return;
        }
        for (int d = 0; d < m.days; d++) {
            if (wanted[d]) {
                for (int s : m.shiftsOfDay[d]) {
                    if (enters(v, s)) {
                        delta[s] = dayCost[d];
                        scanShift(v, s);
                        takeOver(s, d);
                    }
                }
            }
        }
    }

    private void takeOver(int s, int d) {
        if (delta[s] < dayCost[d]) {
            dayCost[d] = delta[s];
            dayShift[d] = s;
        }
    }

    private void scanNeighboursByDay(int v, boolean[] wanted) {
        for (int u : near.of[v]) {
            int s = routes.shiftOf[u];
            if (s != Model.NONE && wanted[m.day[s]] && enters(v, s)) {
                int d = m.day[s];
                delta[s] = dayCost[d];
                tryPlace(v, s, routes.placeOf[u]);
                tryPlace(v, s, routes.placeOf[u] + 1);
                takeOver(s, d);
            }
        }
        for (int d = 0; d < m.days; d++) {
            for (int s : m.shiftsOfDay[d]) {
                if (wanted[d] && routes.size[s] == 0 && enters(v, s)) {
                    delta[s] = dayCost[d];
                    tryPlace(v, s, 0);
                    takeOver(s, d);
                }
            }
        }
    }

    private void scanNeighbours(int v) {
        for (int u : near.of[v]) {
            int s = routes.shiftOf[u];
            if (s != Model.NONE && enters(v, s)) {
                tryPlace(v, s, routes.placeOf[u]);
                tryPlace(v, s, routes.placeOf[u] + 1);
            }
        }
        for (int s = 0; s < m.shifts; s++) {
            if (routes.size[s] == 0 && enters(v, s)) {
                tryPlace(v, s, 0);
            }
        }
    }

    /// Rules that do not depend on the place; of equal empty shifts only the first passes.
    private boolean enters(int v, int s) {
        if (routes.size[s] == 0) {
            if (kindMark[m.kind[s]] == mark || !m.allows(v, s)) {
                return false;
            }
            kindMark[m.kind[s]] = mark;
        } else if (!m.allows(v, s)) {
            return false;
        }
        return routes.size[s] < m.maxStops[s]
                && routes.load[s] + m.load[v] <= m.capacity[s]
                && (!m.precedences || routes.fitsOthers(v, s));
    }

    private void scanShift(int v, int s) {
        extra = extras(v, s);
        slope = routes.balanceSlope(s);
        if (byRows && !m.timed[s]) {
            scanRows(v, s);
            return;
        }
        int size = routes.size[s];
        int low = lowest(v, s);
        int high = highest(v, s);
        if (m.timed[s] && size > LONG_TIMED_ROUTE) {
            tryPlaceIn(v, s, low, low, high);
            tryPlaceIn(v, s, high, low, high);
            int most = hurried ? HURRIED_NEIGHBOURS : near.of[v].length;
            for (int i = 0; i < near.of[v].length && most > 0; i++) {
                int u = near.of[v][i];
                if (routes.shiftOf[u] == s) {
                    most--;
                    tryPlaceIn(v, s, routes.placeOf[u], low, high);
                    tryPlaceIn(v, s, routes.placeOf[u] + 1, low, high);
                }
            }
            return;
        }
        boolean clock = !m.timed[s] && !m.timeless[s];
        int latest = clock ? m.lastStart(v, m.day[s]) : 0;
        for (int p = low; p <= high; p++) {
            if (clock && routes.leaves(s, p) > latest) {
                return;
            }
            consider(v, s, p);
        }
    }

    /// All places of a route, by rows of arcs: what is not cheaper by arcs alone is passed over. A
    /// balance price that falls may make up for longer arcs, so then nothing is passed over.
    private void scanRows(int v, int s) {
        int size = routes.size[s];
        int[] rows = routes.at[s];
        long[] legs = routes.leg[s];
        long[] from = m.arcsFrom;
        long[] to = m.arcsTo;
        int here = m.location[v] * m.width;
        boolean clock = !m.timeless[s];
        int[] leaves = clock ? routes.leaves(s) : rows;
        int latest = clock ? m.lastStart(v, m.day[s]) : Integer.MAX_VALUE;
        long most = slope < 0 ? RouteEval.INFEASIBLE : delta[s] - extra;
        long in = to[here + rows[0]];
        for (int p = 0; p <= size && leaves[p] <= latest; p++) {
            int after = here + rows[p + 1];
            long arcs = in + from[after] - legs[p];
            in = to[after];
            if (arcs < most) {
                long total = arcs + extra;
                if (slope != 0) {
                    total += balance(v, s, p);
                }
                if (total < delta[s]
                        && (!clock || routes.fits(v, s, p))
                        && !(blinking && rng.below(BLINK) == 0)) {
                    delta[s] = total;
                    place[s] = p;
                    most = slope < 0 ? most : total - extra;
                }
            }
        }
    }

    private static boolean noPins(Model m) {
        for (byte pin : m.pinPlace) {
            if (pin != Model.ANYWHERE) {
                return false;
            }
        }
        return true;
    }

    private void tryPlace(int v, int s, int p) {
        extra = extras(v, s);
        slope = routes.balanceSlope(s);
        tryPlaceIn(v, s, p, lowest(v, s), highest(v, s));
    }

    private void tryPlaceIn(int v, int s, int p, int low, int high) {
        if (p >= low && p <= high) {
            consider(v, s, p);
        }
    }

    private int lowest(int v, int s) {
        int size = routes.size[s];
        int low = m.pinPlace[v] == Model.LAST ? size : 0;
        if (size > 0 && m.pinPlace[routes.order[s][0]] == Model.FIRST) {
            low = Math.max(low, 1);
        }
        for (int first : m.before[v]) {
            if (routes.shiftOf[first] == s) {
                low = Math.max(low, routes.placeOf[first] + 1);
            }
        }
        return low;
    }

    private int highest(int v, int s) {
        int size = routes.size[s];
        int high = m.pinPlace[v] == Model.FIRST ? 0 : size;
        if (size > 0 && m.pinPlace[routes.order[s][size - 1]] == Model.LAST) {
            high = Math.min(high, size - 1);
        }
        for (int later : m.after[v]) {
            if (routes.shiftOf[later] == s) {
                high = Math.min(high, routes.placeOf[later]);
            }
        }
        return high;
    }

    private void consider(int v, int s, int p) {
        int size = routes.size[s];
        int[] stops = routes.order[s];
        int here = m.location[v];
        int before = p == 0 ? m.from[s] : m.location[stops[p - 1]];
        int after = p == size ? m.to[s] : m.location[stops[p]];
        long arcs = m.arc(before, here) + m.arc(here, after);
        arcs -= size == 0 ? 0 : m.arc(before, after);
        if (m.timed[s]) {
            considerTimed(v, s, p, arcs);
            return;
        }
        long total = arcs + extra;
        if (slope != 0) {
            total += balance(v, size, before, here, after);
        }
        if (total < delta[s]
                && (m.timeless[s] || routes.fits(v, s, p))
                && !(blinking && rng.below(BLINK) == 0)) {
            delta[s] = total;
            place[s] = p;
        }
    }

    private void considerTimed(int v, int s, int p, long arcs) {
        if (neverNegative && arcs >= delta[s]) {
            return;
        }
        int size = routes.size[s];
        int[] stops = routes.order[s];
        System.arraycopy(stops, 0, scratch, 0, p);
        scratch[p] = v;
        System.arraycopy(stops, p, scratch, p + 1, size - p);
        long old = routes.routeCost[s];
        long balance = slope == 0 ? 0 : balance(v, s, p);
        long limit =
                delta[s] >= RouteEval.INFEASIBLE ? RouteEval.INFEASIBLE : old + delta[s] - balance;
        long cost;
        if (m.indexPins) {
            cost = routes.eval.cost(s, scratch, size + 1, limit);
        } else {
            long fixed = routes.staticCost[s] + arcs + extra;
            cost = routes.changedCost(s, scratch, size + 1, fixed, p, size - p, limit);
        }
        if (cost >= RouteEval.INFEASIBLE) {
            return;
        }
        long total = cost - old + balance;
        if (total < delta[s] && !(blinking && rng.below(BLINK) == 0)) {
            delta[s] = total;
            place[s] = p;
        }
    }

    private long balance(int v, int s, int p) {
        int size = routes.size[s];
        int before = p == 0 ? m.from[s] : m.location[routes.order[s][p - 1]];
        int after = p == size ? m.to[s] : m.location[routes.order[s][p]];
        return balance(v, size, before, m.location[v], after);
    }

    private long balance(int v, int size, int before, int here, int after) {
        int seconds = m.service[v] + m.travel(before, here) + m.travel(here, after);
        seconds -= size == 0 ? 0 : m.travel(before, after);
        return (long) (slope * seconds);
    }

    /// What the visit costs in the shift wherever it is put.
    private long extras(int v, int s) {
        int size = routes.size[s];
        if (m.plainRoutes) {
            long stops = m.prices.perSquaredStop() * (2L * size + 1);
            return size == 0 ? m.fixedCost[s] + stops : stops;
        }
        long sum = m.assignCost(v, s) + (size == 0 ? m.fixedCost[s] : 0);
        sum += m.prices.perSquaredStop() * (2L * size + 1);
        if (m.prices.perExtraDistrict() > 0 && m.district[v] != Model.NONE) {
            boolean others = false;
            for (int i = 0; i < size; i++) {
                int d = m.district[routes.order[s][i]];
                if (d == m.district[v]) {
                    return sum;
                }
                others |= d != Model.NONE;
            }
            sum += others ? m.prices.perExtraDistrict() : 0;
        }
        return sum;
    }
}
