package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// The cheapest place of a visit in one route.
///
/// Arcs are compared first. What survives is checked by the clock: in constant time where the cost
/// does not depend on it, by driving the new order through where it does. Now and then a good place
/// is overlooked on purpose (a *blink*, Christiaens and Vanden Berghe 2020).
final class RouteScan {

    /// One good place or route in so many is overlooked.
    static final int BLINK = 128;

    private static final int LONG_ROUTE = 24; // worth looking for the first place
    private static final int LONG_TIMED_ROUTE = 120;
    private static final int HURRIED_NEIGHBOURS = 8;

    long delta; // of the best place so far, INFEASIBLE or the limit if there is none
    int place; // position to insert before, valid where delta fell
    private final Routes routes;
    private final Model m;
    private final Rng rng;
    private final Near near;
    private final boolean neverNegative;
    private final boolean
            byRows; // arcs are read by rows, places differ in nothing but arcs and clock
    private final int[] scratch; // [n + 1]
    private long extra; // of the visit and shift at hand
    private boolean balanced; // whether balance has a price
    private double slope; // balance price of a second more of work, at first
    private double curve; // and its growth
    private long relief; // that balance gives at most
    private boolean blinking;
    private boolean hurried;

    RouteScan(Routes routes, Near near, Rng rng) {
        this.routes = routes;
        this.near = near;
        this.rng = rng;
        m = routes.m;
        byRows = m.arcsKept && !m.precedences && noPins(m);
        neverNegative = m.prices.perWaitSecond() == 0 && !m.indexPins;
        scratch = new int[m.n + 1];
    }

    private static boolean noPins(Model m) {
        for (byte pin : m.pinPlace) {
            if (pin != Model.ANYWHERE) {
                return false;
            }
        }
        return true;
    }

    /// Whether to be content with few neighbours in long routes that must be driven through.
    void hurried(boolean value) {
        hurried = value;
    }

    /// Looks for a place that costs less than the limit; the visit is known to be welcome.
    ///
    /// @param balanceSlope price of a second more of work in this shift, before it grows with the
    ///   seconds
    /// @param blinks whether to overlook a good place now and then
    void scan(int v, int s, long limit, double balanceSlope, boolean blinks) {
        begin(v, s, limit, balanceSlope, blinks);
        if (byRows && !m.timed[s]) {
            scanRows(v, s);
            return;
        }
        int size = routes.size[s];
        int low = lowest(v, s);
        int high = highest(v, s);
        if (m.timed[s] && size > LONG_TIMED_ROUTE) {
            consider(v, s, low, low, high);
            consider(v, s, high, low, high);
            scanBeside(v, s, low, high);
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

    /// Whether [#scanArcs] bounds what [#scan] finds in this shift.
    boolean boundedByArcs(int s) {
        return byRows && (!m.timed[s] || neverNegative);
    }

    /// The cheapest place by arcs among those that the visit's window leaves: no place of the route
    /// costs less, balance apart. That is added as it is at this place.
    void scanArcs(int v, int s) {
        begin(v, s, RouteEval.INFEASIBLE, 0, false);
        int size = routes.size[s];
        int[] rows = routes.at[s];
        int[] legs = routes.leg[s];
        int[] from = m.arcsFrom;
        int[] to = m.arcsTo;
        int here = m.location[v] * m.width;
        boolean clock = !m.timed[s] && !m.timeless[s];
        int[] leaves = clock ? routes.leaves(s) : rows;
        int latest = clock ? m.lastStart(v, m.day[s]) : Integer.MAX_VALUE;
        int first = clock && size >= LONG_ROUTE ? routes.firstPlace(v, s) : 0;
        int in = first > size ? 0 : to[here + rows[first]];
        int least = Integer.MAX_VALUE;
        for (int p = first; p <= size && leaves[p] <= latest; p++) {
            int after = here + rows[p + 1];
            int arcs = in + from[after] - legs[p];
            in = to[after];
            if (arcs < least) {
                least = arcs;
                place = p;
            }
        }
        delta = least == Integer.MAX_VALUE ? RouteEval.INFEASIBLE : least + extra;
        if (balanced && least != Integer.MAX_VALUE) {
            delta += balance(v, s, place);
        }
    }

    /// Whether the clock alone decides, and lets the visit in at this place.
    boolean fits(int v, int s, int p) {
        if (m.timed[s]) {
            return false;
        }
        routes.aim(v, s);
        return routes.fits(p);
    }

    /// As [#scan], of places beside a neighbour only.
    void beside(int v, int s, int u, long limit, double balanceSlope, boolean blinks) {
        begin(v, s, limit, balanceSlope, blinks);
        int low = lowest(v, s);
        int high = highest(v, s);
        consider(v, s, routes.placeOf[u], low, high);
        consider(v, s, routes.placeOf[u] + 1, low, high);
    }

    private void begin(int v, int s, long limit, double balanceSlope, boolean blinks) {
        delta = limit;
        slope = balanceSlope;
        curve = routes.balanceCurve(m.rep[s]);
        balanced = m.prices.perBalanceSecond() > 0;
        // The least value of slope × seconds + curve × seconds².
        relief = slope < 0 && curve > 0 ? (long) (slope * slope / (4 * curve)) + 1 : 0;
        blinking = blinks;
        extra = extras(v, s) + routes.overload.costOf(v, s);
        if (!m.timed[s] && !m.timeless[s]) {
            routes.aim(v, s);
        }
    }

    private void scanBeside(int v, int s, int low, int high) {
        int most = hurried ? HURRIED_NEIGHBOURS : near.of[v].length;
        for (int i = 0; i < near.of[v].length && most > 0; i++) {
            int u = near.of[v][i];
            if (routes.shiftOf[u] == s) {
                most--;
                consider(v, s, routes.placeOf[u], low, high);
                consider(v, s, routes.placeOf[u] + 1, low, high);
            }
        }
    }

    /// All places of a route, by rows of arcs: what is not cheaper by arcs alone is passed over, if
    /// balance cannot make up for them.
    private void scanRows(int v, int s) {
        int size = routes.size[s];
        int[] rows = routes.at[s];
        int[] legs = routes.leg[s];
        int[] from = m.arcsFrom;
        int[] to = m.arcsTo;
        int here = m.location[v] * m.width;
        boolean clock = !m.timeless[s];
        int[] leaves = clock ? routes.leaves(s) : rows;
        int latest = clock ? m.lastStart(v, m.day[s]) : Integer.MAX_VALUE;
        long most = delta - extra + relief;
        int first = clock && size >= LONG_ROUTE ? routes.firstPlace(v, s) : 0;
        int in = first > size ? 0 : to[here + rows[first]];
        for (int p = first; p <= size && leaves[p] <= latest; p++) {
            int after = here + rows[p + 1];
            int arcs = in + from[after] - legs[p];
            in = to[after];
            if (arcs < most) {
                long total = arcs + extra;
                if (balanced) {
                    total += balance(v, s, p);
                }
                if (total < delta
                        && (!clock || routes.fits(p))
                        && !(blinking && rng.below(BLINK) == 0)) {
                    delta = total;
                    place = p;
                    most = total - extra + relief;
                }
            }
        }
    }

    private void consider(int v, int s, int p, int low, int high) {
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
        if (balanced) {
            total += balance(v, s, p);
        }
        if (total < delta
                && (m.timeless[s] || routes.fits(p))
                && !(blinking && rng.below(BLINK) == 0)) {
            delta = total;
            place = p;
        }
    }

    private void considerTimed(int v, int s, int p, long arcs) {
        if (neverNegative && arcs >= delta) {
            return;
        }
        int size = routes.size[s];
        int[] stops = routes.order[s];
        System.arraycopy(stops, 0, scratch, 0, p);
        scratch[p] = v;
        System.arraycopy(stops, p, scratch, p + 1, size - p);
        long old = routes.routeCost[s];
        long balance = balanced ? balance(v, s, p) : 0;
        long limit = delta >= RouteEval.INFEASIBLE ? RouteEval.INFEASIBLE : old + delta - balance;
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
        if (total < delta && !(blinking && rng.below(BLINK) == 0)) {
            delta = total;
            place = p;
        }
    }

    private long balance(int v, int s, int p) {
        int more = seconds(v, s, p);
        return (long) ((slope + curve * more) * more);
    }

    /// Seconds of driving and service that the visit adds at this place.
    int seconds(int v, int s, int p) {
        int size = routes.size[s];
        int here = m.location[v];
        int before = p == 0 ? m.from[s] : m.location[routes.order[s][p - 1]];
        int after = p == size ? m.to[s] : m.location[routes.order[s][p]];
        int seconds = m.service[v] + m.travel(before, here) + m.travel(here, after);
        return seconds - (size == 0 ? 0 : m.travel(before, after));
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
