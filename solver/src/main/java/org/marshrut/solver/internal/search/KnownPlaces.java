package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// The cheapest place of every visit in every route, looked up as long as the route stays as it was
/// when it was last scanned.
///
/// A step changes a handful of routes, and most steps are undone, so that nearly all answers are
/// known already. What is not is first bounded by arcs alone, which is soon done and mostly enough:
/// the route is scanned only if the bound is cheap. Of balance's price only what does not change
/// with other routes is kept, its curve, and of overload's nothing. Alike calls of a store share
/// what is known. Not thread-safe.
final class KnownPlaces {

    private static final int FEWEST_SHIFTS = 6; // below, nearly every route changes at every step
    private static final int FEWEST_VISITS = 300; // below, rows of arcs are scanned as fast
    private static final long ROOM = 8_000_000; // entries of 20 bytes
    private static final int PLACE_BITS = 20;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final long EXACT = 1L << PLACE_BITS;

    private final Routes routes;
    private final Model m;
    private final RouteScan scan;
    private final int[] row; // [n], row of the visit
    private final long[]
            known; // rows × shifts × 2: cost; version of the route, exact or not, place
    private final int[] seconds; // rows × shifts, of work at the place; empty without a use

    KnownPlaces(Routes routes, RouteScan scan, LikeCalls like) {
        this.routes = routes;
        this.scan = scan;
        m = routes.m;
        row = new int[m.n];
        int rows = 0;
        for (int[] calls : m.calls) {
            for (int v : calls) {
                row[v] = like.likePrevious[v] ? rows - 1 : rows++;
            }
        }
        known = new long[2 * rows * m.shifts];
        seconds = new int[m.prices.perBalanceSecond() > 0 ? rows * m.shifts : 0];
    }

    /// Whether there is room for all answers, and reason to keep them: many visits, or places that
    /// are dear to judge.
    static boolean applies(Model m) {
        boolean dear = m.prices.perBalanceSecond() > 0;
        for (boolean timed : m.timed) {
            dear |= timed;
        }
        return m.shifts >= FEWEST_SHIFTS
                && (dear || (m.days == 1 && m.n > FEWEST_VISITS))
                && (long) m.n * m.shifts <= ROOM
                && m.n <= PLACE_MASK;
    }

    /// Where the answers for a visit begin; two further on for every shift.
    int row(int v) {
        return 2 * row[v] * m.shifts;
    }

    /// Finds a place that costs less than the limit, whatever is known of it so far.
    ///
    /// @param slope balance price of a second more of work, counted at the place that is cheapest
    ///   with its curve alone
    /// @return its cost, or something that is not below the limit
    long cost(int at, int v, int s, double slope, long limit) {
        long bound = bound(at, v, s, slope);
        if (bound >= limit || isExact(at)) {
            return bound;
        }
        if (scan.fits(v, s, place(at))) {
            known[at + 1] |= EXACT;
            return bound;
        }
        look(at, v, s);
        return priced(at, v, s, slope);
    }

    /// What no place of the route costs less than, balance apart, as far as that is soon known;
    /// balance is added as it is at the place cheapest by arcs. See [#isExact].
    ///
    /// @param slope as above
    long bound(int at, int v, int s, double slope) {
        if (!holds(at, s)) {
            if (!enters(v, s)) {
                scan.delta = RouteEval.INFEASIBLE;
                note(at, v, s, EXACT);
            } else if (scan.boundedByArcs(s)) {
                scan.scanArcs(v, s);
                note(at, v, s, m.timeless[s] ? EXACT : 0);
            } else {
                look(at, v, s);
            }
        }
        return priced(at, v, s, slope);
    }

    /// Whether what is known is the cost of a place, and not only a bound.
    boolean isExact(int at) {
        return (known[at + 1] & EXACT) != 0;
    }

    /// Whether something is known of the route as it is now.
    boolean holds(int at, int s) {
        return known[at + 1] >>> (PLACE_BITS + 1) == routes.version(s);
    }

    private long priced(int at, int v, int s, double slope) {
        long cost = known[at];
        if (cost >= RouteEval.INFEASIBLE) {
            return cost;
        }
        cost += routes.overload.costOf(v, s);
        return slope == 0 ? cost : cost + (long) (slope * seconds[at >> 1]);
    }

    private boolean enters(int v, int s) {
        return m.allows(v, s) && routes.size[s] < m.maxStops[s] && routes.overload.admits(v, s);
    }

    private void look(int at, int v, int s) {
        scan.scan(v, s, RouteEval.INFEASIBLE, 0, false);
        note(at, v, s, EXACT);
    }

    private void note(int at, int v, int s, long exact) {
        boolean found = scan.delta < RouteEval.INFEASIBLE;
        known[at] = found ? scan.delta - routes.overload.costOf(v, s) : scan.delta;
        known[at + 1] = routes.version(s) << (PLACE_BITS + 1) | exact | scan.place;
        if (seconds.length > 0 && found) {
            seconds[at >> 1] = scan.seconds(v, s, scan.place);
        }
    }

    /// Position to insert before, valid where the cost was below the limit.
    int place(int at) {
        return (int) known[at + 1] & PLACE_MASK;
    }
}
