package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.model.Trial;
import org.marshrut.solver.internal.move.Exchange;
import org.marshrut.solver.internal.move.Move;
import org.marshrut.solver.internal.move.Relocate;
import org.marshrut.solver.internal.move.TailSwap;
import org.marshrut.solver.internal.move.TwoOpt;
import org.marshrut.solver.internal.segment.SegmentIndex;

/// Descends by moves around neighbouring visits until none improves.
final class LocalSearch {

    private static final int NEIGHBOURS = 15;
    private static final int SMALL = 60;
    private static final int LONGEST_MOVED = 3;

    private final Routes routes;
    private final Model m;
    private final Near near;
    private final SegmentIndex segments;
    private final Relocate relocate;
    private final Exchange exchange;
    private final TwoOpt twoOpt;
    private final TailSwap tailSwap;
    private final boolean arcsDecide;
    private final int[] queue; // circular, [n]
    private final boolean[] queued;
    private int head;
    private int count;

    LocalSearch(Routes routes, Near near) {
        this.routes = routes;
        this.near = near;
        m = routes.m;
        segments = new SegmentIndex(routes);
        Trial trial = new Trial(routes);
        relocate = new Relocate(routes, trial);
        exchange = new Exchange(routes, trial);
        twoOpt = new TwoOpt(routes, trial);
        tailSwap = new TailSwap(routes, trial);
        boolean timed = false;
        boolean fixed = false;
        for (int s = 0; s < m.shifts; s++) {
            timed |= m.timed[s];
            fixed |= m.fixedCost[s] > 0;
        }
        var prices = m.prices;
        boolean assigned = Arrays.stream(m.otherRepCost).anyMatch(price -> price > 0);
        arcsDecide =
                !timed
                        && !fixed
                        && !assigned
                        && prices.perBalanceSecond() == 0
                        && prices.perSquaredStop() == 0
                        && prices.perRepChange() == 0
                        && prices.perExtraDistrict() == 0
                        && prices.perMovedVisit() == 0
                        && prices.perMovedDay() == 0;
        queue = new int[m.n];
        queued = new boolean[m.n];
    }

    /// Descends from all placed visits; ends early when the budget is out.
    void run(Budget budget) {
        for (int v = 0; v < m.n; v++) {
            push(v);
        }
        while (count > 0) {
            if (budget.out()) {
                clear();
                break;
            }
            int v = queue[head];
            head = head + 1 == m.n ? 0 : head + 1;
            count--;
            queued[v] = false;
            while (routes.shiftOf[v] != Model.NONE && improve(v)) {
                if (budget.out()) {
                    break;
                }
            }
        }
        routes.commit();
    }

    private void clear() {
        Arrays.fill(queued, false);
        count = 0;
    }

    private void push(int v) {
        if (!queued[v] && routes.shiftOf[v] != Model.NONE) {
            queued[v] = true;
            queue[(head + count++) % m.n] = v;
        }
    }

    private boolean improve(int v) {
        int limit = m.n <= SMALL ? SMALL : NEIGHBOURS;
        int[] others = near.of[v];
        for (int i = 0; i < Math.min(limit, others.length); i++) {
            int u = others[i];
            if (routes.shiftOf[u] != Model.NONE && improve(v, u)) {
                return true;
            }
        }
        return false;
    }

    /// Tries to bring `v` and `u` together.
    private boolean improve(int v, int u) {
        int s = routes.shiftOf[v];
        int p = routes.placeOf[v];
        int t = routes.shiftOf[u];
        int q = routes.placeOf[u];
        for (int length = 1; length <= LONGEST_MOVED; length++) {
            for (int side = 0; side < 2; side++) {
                if (relocate.set(s, p, length, t, q + side, false) && take(relocate, s, t)) {
                    return true;
                }
                if (length > 1
                        && relocate.set(s, p, length, t, q + side, true)
                        && take(relocate, s, t)) {
                    return true;
                }
            }
        }
        if (exchange.set(s, p, t, q) && take(exchange, s, t)) {
            return true;
        }
        if (s != t) {
            return (tailSwap.set(s, p + 1, t, q) && take(tailSwap, s, t))
                    || (tailSwap.set(s, p, t, q + 1) && take(tailSwap, s, t));
        }
        int low = Math.min(p, q);
        int high = Math.max(p, q);
        return (twoOpt.set(s, low + 1, high) && take(twoOpt, s, s))
                || (twoOpt.set(s, low, high - 1) && take(twoOpt, s, s));
    }

    private boolean take(Move move, int s, int t) {
        if (arcsDecide && move.arcDelta() >= 0) {
            return false;
        }
        if (!m.timed[s] && !m.timed[t] && !move.clockFits(segments)) {
            return false;
        }
        long delta = move.delta(0);
        if (delta >= 0 || delta >= RouteEval.INFEASIBLE) {
            return false;
        }
        move.apply();
        pushRoute(s);
        pushRoute(t);
        return true;
    }

    private void pushRoute(int s) {
        for (int i = 0; i < routes.size[s]; i++) {
            push(routes.order[s][i]);
        }
    }
}
