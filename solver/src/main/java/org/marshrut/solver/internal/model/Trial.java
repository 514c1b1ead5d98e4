package org.marshrut.solver.internal.model;

/// New orders for one or two shifts, judged before they are applied.
///
/// A move writes its orders into [#first] and [#second]; [#delta] is the exact change of the plan's
/// cost. The two orders must hold exactly the visits the shifts hold now.
public final class Trial {

    private final Routes routes;
    private final Model m;
    public final int[] first; // [n]
    public final int[] second; // [n]
    private int s1;
    private int s2;
    private int size1;
    private int size2;

    public Trial(Routes routes) {
        this.routes = routes;
        m = routes.m;
        first = new int[m.n];
        second = new int[m.n];
    }

    /// A new order within one shift.
    public void set(int s, int size) {
        set(s, size, Model.NONE, 0);
    }

    /// New orders of two shifts.
    public void set(int shift1, int newSize1, int shift2, int newSize2) {
        s1 = shift1;
        size1 = newSize1;
        s2 = shift2;
        size2 = newSize2;
    }

    /// Cost after minus cost before, or [RouteEval#INFEASIBLE].
    public long delta() {
        return delta(RouteEval.INFEASIBLE);
    }

    /// As [#delta()], but may return [RouteEval#INFEASIBLE] once the change is known to reach the
    /// limit.
    public long delta(long limit) {
        long before = routes.routeCost[s1] + (s2 == Model.NONE ? 0 : routes.routeCost[s2]);
        // Balance and continuity may still win back what the routes lose.
        boolean bounded =
                limit < RouteEval.INFEASIBLE
                        && m.prices.perBalanceSecond() == 0
                        && m.prices.perRepChange() == 0;
        long most = bounded ? before + limit : RouteEval.INFEASIBLE;
        if (s2 == Model.NONE) {
            long after = cost(s1, first, size1, most);
            return after >= RouteEval.INFEASIBLE
                    ? RouteEval.INFEASIBLE
                    : after - before + balanceDelta();
        }
        if (!allowed(first, size1, s1) || !allowed(second, size2, s2)) {
            return RouteEval.INFEASIBLE;
        }
        long after = cost(s1, first, size1, most);
        if (after >= RouteEval.INFEASIBLE) {
            return RouteEval.INFEASIBLE;
        }
        long other = cost(s2, second, size2, bounded ? most - after : most);
        if (other >= RouteEval.INFEASIBLE) {
            return RouteEval.INFEASIBLE;
        }
        long continuity = continuityDelta();
        return continuity >= RouteEval.INFEASIBLE
                ? RouteEval.INFEASIBLE
                : after + other - before + continuity + balanceDelta();
    }

    /// Drives only what differs from the shift's present order.
    private long cost(int s, int[] stops, int size, long limit) {
        long fixed = routes.eval.staticCost(s, stops, size);
        if (fixed >= limit) {
            return RouteEval.INFEASIBLE;
        }
        int[] now = routes.order[s];
        int nowSize = routes.size[s];
        int most = Math.min(size, nowSize);
        int same = 0;
        while (same < most && stops[same] == now[same]) {
            same++;
        }
        int tail = 0;
        while (tail < most - same && stops[size - 1 - tail] == now[nowSize - 1 - tail]) {
            tail++;
        }
        return routes.changedCost(s, stops, size, fixed, same, tail, limit);
    }

    private boolean allowed(int[] stops, int size, int s) {
        for (int i = 0; i < size; i++) {
            if (routes.shiftOf[stops[i]] != s && !m.allows(stops[i], s)) {
                return false;
            }
        }
        return true;
    }

    /// Lets the visits change shifts for a moment to ask the rules that reach across routes.
    private long continuityDelta() {
        assign(first, size1, s1);
        assign(second, size2, s2);
        long delta = 0;
        boolean fits = true;
        for (int side = 0; side < 2; side++) {
            int[] stops = side == 0 ? first : second;
            int size = side == 0 ? size1 : size2;
            int s = side == 0 ? s1 : s2;
            for (int i = 0; fits && i < size; i++) {
                int g = m.group[stops[i]];
                fits = routes.fitsOthers(stops[i], s);
                if (m.calls[g].length > 1 && firstOfGroup(side, i)) {
                    delta += routes.continuity.costNow(g) - routes.continuity.cost(g);
                }
            }
        }
        assign(routes.order[s1], routes.size[s1], s1);
        assign(routes.order[s2], routes.size[s2], s2);
        return fits ? delta : RouteEval.INFEASIBLE;
    }

    private void assign(int[] stops, int size, int s) {
        for (int i = 0; i < size; i++) {
            routes.shiftOf[stops[i]] = s;
        }
    }

    /// Whether no earlier visit of the two orders belongs to the same group.
    private boolean firstOfGroup(int side, int i) {
        int g = m.group[side == 0 ? first[i] : second[i]];
        for (int k = 0; k < (side == 0 ? i : size1); k++) {
            if (m.group[first[k]] == g) {
                return false;
            }
        }
        for (int k = 0; side == 1 && k < i; k++) {
            if (m.group[second[k]] == g) {
                return false;
            }
        }
        return true;
    }

    private long balanceDelta() {
        return routes.balanceDelta(s1, first, size1, s2, second, size2);
    }

    /// Makes the orders the plan's.
    public void apply() {
        if (s2 == Model.NONE) {
            routes.replace(s1, first, size1);
        } else {
            routes.replace(s1, first, size1, s2, second, size2);
        }
    }
}
