package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Where a visit goes in most cheaply: the best place in each shift, or the best shift of each day.
///
/// Answers are looked up where they are kept ([KnownPlaces]), and scanned for where not. Above
/// [#SCAN_ALL] visits only routes with a neighbour are looked at. Now and then the best so far is
/// overlooked on purpose, see [RouteScan].
final class Insertion {

    private static final int SCAN_ALL = 300;
    private static final int SCAN_ALL_WITH_DAYS = 2_000;

    final long[] delta; // [shifts], INFEASIBLE where it does not fit
    final int[] place; // [shifts], position to insert before
    final long[] dayCost; // [days], the least of the day's shifts
    final int[] dayShift; // [days], valid where it fits
    private final Routes routes;
    private final Model m;
    private final Rng rng;
    private final Near near;
    private final RouteScan scan;
    private final @Nullable KnownPlaces known;
    private final boolean scanAll;
    private final int[] kindMark; // [shifts], of empty shifts only one of a kind is looked at
    private final int[] seen; // [shifts]
    private final boolean priced; // balance
    private int mark;
    private long foundDelta;
    private int foundPlace;
    private boolean blinking = true;

    Insertion(Routes routes, Near near, Rng rng) {
        this.routes = routes;
        this.near = near;
        this.rng = rng;
        m = routes.m;
        delta = new long[m.shifts];
        place = new int[m.shifts];
        dayCost = new long[m.days];
        dayShift = new int[m.days];
        scan = new RouteScan(routes, near, rng);
        known = KnownPlaces.applies(m) ? new KnownPlaces(routes, scan, new LikeCalls(m)) : null;
        scanAll = m.n <= (m.days > 1 ? SCAN_ALL_WITH_DAYS : SCAN_ALL) || m.shifts == 1;
        kindMark = new int[m.shifts];
        seen = new int[m.shifts];
        priced = m.prices.perBalanceSecond() > 0;
    }

    void blinking(boolean value) {
        blinking = value;
    }

    /// Whether to be content with few neighbours in long routes that must be driven through.
    void hurried(boolean value) {
        scan.hurried(value);
    }

    /// Fills [#delta] and [#place] for all shifts.
    void scan(int v) {
        Arrays.fill(delta, RouteEval.INFEASIBLE);
        mark++;
        int row = known == null ? 0 : known.row(v);
        if (!scanAll) {
            for (int u : near.of[v]) {
                int s = routes.shiftOf[u];
                if (s != Model.NONE && improves(v, s, u, delta[s], row)) {
                    delta[s] = foundDelta;
                    place[s] = foundPlace;
                }
            }
        }
        for (int s = 0; s < m.shifts; s++) {
            if (fresh(s) && improves(v, s, delta[s], row)) {
                delta[s] = foundDelta;
                place[s] = foundPlace;
            }
        }
    }

    /// Fills [#dayCost] and [#dayShift] for the wanted days, and [#place] of the shifts named.
    void scanDays(int v, boolean[] wanted) {
        Arrays.fill(dayCost, RouteEval.INFEASIBLE);
        mark++;
        int row = known == null ? 0 : known.row(v);
        if (!scanAll) {
            for (int u : near.of[v]) {
                int s = routes.shiftOf[u];
                if (s != Model.NONE && wanted[m.day[s]]) {
                    if (improves(v, s, u, dayCost[m.day[s]], row)) {
                        dayCost[m.day[s]] = foundDelta;
                        dayShift[m.day[s]] = s;
                        place[s] = foundPlace;
                    }
                }
            }
        }
        for (int d = 0; d < m.days; d++) {
            if (wanted[d]) {
                scanDay(v, d, row);
            }
        }
    }

    private void scanDay(int v, int d, int row) {
        long best = dayCost[d];
        int into = dayShift[d];
        for (int s : m.shiftsOfDay[d]) {
            if (fresh(s) && improves(v, s, best, row)) {
                best = foundDelta;
                into = s;
                place[s] = foundPlace;
            }
        }
        dayCost[d] = best;
        dayShift[d] = into;
    }

    /// Whether the shift is to be looked at for itself: of equal empty shifts only the first, of
    /// others all or none.
    private boolean fresh(int s) {
        if (routes.size[s] > 0) {
            return scanAll;
        }
        if (kindMark[m.kind[s]] == mark) {
            return false;
        }
        kindMark[m.kind[s]] = mark;
        return true;
    }

    /// Looks for a place that costs less than the limit. What is known of a route is asked for only
    /// if the route has not changed in this step: else nobody would ask again.
    private boolean improves(int v, int s, long limit, int row) {
        if (m.precedences && !routes.fitsOthers(v, s)) {
            return false;
        }
        if (known == null || routes.changed(s)) {
            return scanned(v, s, limit);
        }
        int at = row + 2 * s;
        if (!known.holds(at, s)) {
            known.look(at, v, s);
        }
        long cost = known.delta(at);
        if (cost >= limit && !priced) {
            return false;
        }
        if (priced && cost < RouteEval.INFEASIBLE) {
            double slope = routes.balanceSlope(s);
            cost += (long) (slope * scan.seconds(v, s, known.place(at)));
        }
        if (cost >= limit || (blinking && rng.below(RouteScan.BLINK) == 0)) {
            return false;
        }
        foundDelta = cost;
        foundPlace = known.place(at);
        return true;
    }

    private boolean scanned(int v, int s, long limit) {
        if (!enters(v, s)) {
            return false;
        }
        scan.scan(v, s, limit, routes.balanceSlope(s), blinking);
        return found(limit);
    }

    /// As [#improves(int, int, long, int)], each route once; where nothing is kept, only the places
    /// beside the neighbour.
    private boolean improves(int v, int s, int u, long limit, int row) {
        if (known != null) {
            if (seen[s] == mark) {
                return false;
            }
            seen[s] = mark;
            return improves(v, s, limit, row);
        }
        if (!enters(v, s) || (m.precedences && !routes.fitsOthers(v, s))) {
            return false;
        }
        scan.beside(v, s, u, limit, routes.balanceSlope(s), blinking);
        return found(limit);
    }

    private boolean found(long limit) {
        foundDelta = scan.delta;
        foundPlace = scan.place;
        return scan.delta < limit;
    }

    /// Rules that do not depend on the place.
    private boolean enters(int v, int s) {
        return m.allows(v, s)
                && routes.size[s] < m.maxStops[s]
                && routes.load[s] + m.load[v] <= m.capacity[s];
    }
}
