package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// The cheapest place of every visit in every route, looked up as long as the route stays as it was
/// when it was last scanned.
///
/// A step changes a handful of routes, and most steps are undone, so that nearly all answers are
/// known already. Balance is left out: its price changes with every route. Alike calls of a store
/// share what is known. Not thread-safe.
final class KnownPlaces {

    private static final int FEWEST_SHIFTS = 6; // below, nearly every route changes at every step
    private static final int FEWEST_VISITS = 300; // below, rows of arcs are scanned as fast
    private static final long ROOM = 8_000_000; // entries of 16 bytes
    private static final int PLACE_BITS = 20;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

    private final Routes routes;
    private final Model m;
    private final RouteScan scan;
    private final int[] row; // [n], row of the visit
    private final long[] known; // rows × shifts × 2: cost; version of the route, place

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

    /// Whether the answer is of the route as it is now.
    boolean holds(int at, int s) {
        return known[at + 1] >>> PLACE_BITS == routes.version(s);
    }

    /// Scans the route for an answer.
    void look(int at, int v, int s) {
        boolean enters =
                m.allows(v, s)
                        && routes.size[s] < m.maxStops[s]
                        && routes.load[s] + m.load[v] <= m.capacity[s];
        scan.delta = RouteEval.INFEASIBLE;
        if (enters) {
            scan.scan(v, s, RouteEval.INFEASIBLE, 0, false);
        }
        known[at] = scan.delta;
        known[at + 1] = routes.version(s) << PLACE_BITS | scan.place;
    }

    /// What the visit costs in its cheapest place, balance apart; [RouteEval#INFEASIBLE] if it does
    /// not fit.
    long delta(int at) {
        return known[at];
    }

    /// Position to insert before, valid where it fits.
    int place(int at) {
        return (int) known[at + 1] & PLACE_MASK;
    }
}
