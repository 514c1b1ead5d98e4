package org.marshrut.solver.internal.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Where a visit goes in most cheaply: the best place in each shift, the best shift of each day, or
/// the best of all.
///
/// Answers are looked up where they are kept ([KnownPlaces]), and scanned for where not. Above
/// [#SCAN_ALL] visits only routes with a neighbour are looked at. Now and then the best so far is
/// overlooked on purpose, see [RouteScan].
final class Insertion {

    private static final int SCAN_ALL = 300;
    private static final int SCAN_ALL_WITH_DAYS = 2_000;

    /// The cheapest insertions, one in each slot; shifts share slots.
    static final class Best {

        private final int[] slot; // [shifts], where what is found in a shift belongs
        final long[] cost; // [slots], the limit where nothing cheaper was found
        final int[] shift; // [slots], NONE where nothing was found
        final int[] place; // [slots], position to insert before, valid where something was found
        final boolean[] exact; // [slots], whether the cost is true or a bound, valid likewise

        private Best(int[] slot, int slots) {
            this.slot = slot;
            cost = new long[slots];
            shift = new int[slots];
            place = new int[slots];
            exact = new boolean[slots];
        }

        private void clear(long limit) {
            Arrays.fill(cost, limit);
            Arrays.fill(shift, Model.NONE);
        }
    }

    final Best ofShift;
    final Best ofDay;
    final Best ofAll; // one slot
    private final Routes routes;
    private final Model m;
    private final Rng rng;
    private final Near near;
    private final RouteScan scan;
    private final @Nullable KnownPlaces known;
    private final boolean scanAll;
    private final int[] kindMark; // [shifts], of empty shifts only one of a kind is looked at
    private final int[] seen; // [shifts]
    private final boolean[] allDays;
    private final double[] slopes; // [reps], balance price of a second more of the visit's work
    private int mark;
    private long foundDelta;
    private int foundPlace;
    private boolean foundExact;
    private boolean bounding; // whether bounds will do where something is kept
    private boolean blinking = true;

    Insertion(Routes routes, Near near, Rng rng) {
        this.routes = routes;
        this.near = near;
        this.rng = rng;
        m = routes.m;
        ofShift = new Best(IntStream.range(0, m.shifts).toArray(), m.shifts);
        ofDay = new Best(m.day, m.days);
        ofAll = new Best(new int[m.shifts], 1);
        scan = new RouteScan(routes, near, rng);
        known = KnownPlaces.applies(m) ? new KnownPlaces(routes, scan, new LikeCalls(m)) : null;
        scanAll = m.n <= (m.days > 1 ? SCAN_ALL_WITH_DAYS : SCAN_ALL) || m.shifts == 1;
        slopes = new double[m.reps];
        kindMark = new int[m.shifts];
        seen = new int[m.shifts];
        allDays = new boolean[m.days];
        Arrays.fill(allDays, true);
    }

    void blinking(boolean value) {
        blinking = value;
    }

    /// Whether to be content with few neighbours in long routes that must be driven through.
    void hurried(boolean value) {
        scan.hurried(value);
    }

    /// Fills [#ofShift] for all shifts.
    void scan(int v) {
        fill(ofShift, v, allDays, Model.NONE, RouteEval.INFEASIBLE);
    }

    /// Fills [#ofDay] for the wanted days: with true costs or, where these take long, with bounds,
    /// see [#settleDay].
    void scanDays(int v, boolean[] wanted) {
        bounding = true;
        fill(ofDay, v, wanted, Model.NONE, RouteEval.INFEASIBLE);
        bounding = false;
    }

    /// Fills [#ofDay] for one day with what is true.
    void settleDay(int v, int d) {
        ofDay.cost[d] = RouteEval.INFEASIBLE;
        ofDay.shift[d] = Model.NONE;
        routes.balanceSlopes(v, slopes);
        int row = known == null ? 0 : known.row(v);
        for (int s : m.shiftsOfDay[d]) {
            if (improves(v, s, ofDay.cost[d], row)) {
                take(ofDay, s);
            }
        }
    }

    /// Fills [#ofDay] for the wanted days with what one rep does below the limit.
    void scanRep(int v, boolean[] wanted, int rep, long limit) {
        fill(ofDay, v, wanted, rep, limit);
    }

    /// Fills [#ofAll] with the cheapest insertion on the wanted days below the limit.
    void scanAll(int v, boolean[] wanted, long limit) {
        fill(ofAll, v, wanted, Model.NONE, limit);
    }

    private void fill(Best best, int v, boolean[] wanted, int rep, long limit) {
        best.clear(limit);
        mark++;
        routes.balanceSlopes(v, slopes);
        int row = known == null ? 0 : known.row(v);
        if (!scanAll) {
            for (int u : near.of[v]) {
                int s = routes.shiftOf[u];
                if (s != Model.NONE
                        && wanted[m.day[s]]
                        && (rep == Model.NONE || m.rep[s] == rep)
                        && improves(v, s, u, best.cost[best.slot[s]], row)) {
                    take(best, s);
                }
            }
        }
        fillByShift(best, v, wanted, rep, false, row);
        if (routes.overload.allowed() && scanAll) {
            fillByShift(best, v, wanted, rep, true, row);
        }
    }

    /// Looks at every shift for itself, at those with room for the visit or, where overload may
    /// still be worth its price, at the full ones.
    private void fillByShift(Best best, int v, boolean[] wanted, int rep, boolean full, int row) {
        for (int s = 0; s < m.shifts; s++) {
            long limit = best.cost[best.slot[s]];
            if (wanted[m.day[s]]
                    && (rep == Model.NONE || m.rep[s] == rep)
                    && routes.overload.exceeds(v, s) == full
                    && (!full || routes.overload.costOf(v, s) < limit)
                    && fresh(s)
                    && improves(v, s, limit, row)) {
                take(best, s);
            }
        }
    }

    private void take(Best best, int s) {
        int slot = best.slot[s];
        best.cost[slot] = foundDelta;
        best.shift[slot] = s;
        best.place[slot] = foundPlace;
        best.exact[slot] = foundExact;
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
        double slope = slopes[m.rep[s]];
        long cost = bounding ? known.bound(at, v, s, slope) : known.cost(at, v, s, slope, limit);
        if (cost >= limit || (blinking && rng.below(RouteScan.BLINK) == 0)) {
            return false;
        }
        foundDelta = cost;
        foundPlace = known.place(at);
        foundExact = known.isExact(at);
        return true;
    }

    private boolean scanned(int v, int s, long limit) {
        if (!enters(v, s)) {
            return false;
        }
        scan.scan(v, s, limit, slopes[m.rep[s]], blinking);
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
        scan.beside(v, s, u, limit, slopes[m.rep[s]], blinking);
        return found(limit);
    }

    private boolean found(long limit) {
        foundDelta = scan.delta;
        foundPlace = scan.place;
        foundExact = true;
        return scan.delta < limit;
    }

    /// Rules that do not depend on the place.
    private boolean enters(int v, int s) {
        return m.allows(v, s) && routes.size[s] < m.maxStops[s] && routes.overload.admits(v, s);
    }
}
