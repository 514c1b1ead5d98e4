package org.marshrut.solver.internal.move;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.model.Trial;
import org.marshrut.solver.internal.segment.SegmentIndex;

/// Two stops change places, within a route or between two.
public final class Exchange implements Move {

    private final Routes routes;
    private final Model m;
    private final Trial trial;
    private int s1;
    private int p1;
    private int s2;
    private int p2;

    public Exchange(Routes routes, Trial trial) {
        this.routes = routes;
        this.trial = trial;
        m = routes.m;
    }

    /// Position `p1` of shift `s1` with position `p2` of shift `s2`.
    public boolean set(int s1, int p1, int s2, int p2) {
        boolean ordered = s1 != s2 || p1 < p2;
        this.s1 = s1;
        this.s2 = s2;
        this.p1 = ordered ? p1 : p2;
        this.p2 = ordered ? p2 : p1;
        return s1 != s2 || p1 != p2;
    }

    @Override
    public long arcDelta() {
        int a = m.location[routes.order[s1][p1]];
        int b = m.location[routes.order[s2][p2]];
        if (s1 == s2 && p2 == p1 + 1) {
            int left = place(s1, p1 - 1);
            int right = place(s1, p2 + 1);
            return m.arc(left, b)
                    + m.arc(b, a)
                    + m.arc(a, right)
                    - m.arc(left, a)
                    - m.arc(a, b)
                    - m.arc(b, right);
        }
        return swapped(s1, p1, a, b) + swapped(s2, p2, b, a);
    }

    private long swapped(int s, int p, int old, int now) {
        int left = place(s, p - 1);
        int right = place(s, p + 1);
        return m.arc(left, now) + m.arc(now, right) - m.arc(left, old) - m.arc(old, right);
    }

    private int place(int s, int p) {
        return p < 0 ? m.from[s] : p == routes.size[s] ? m.to[s] : m.location[routes.order[s][p]];
    }

    @Override
    public boolean clockFits(SegmentIndex segments) {
        int a = routes.order[s1][p1];
        int b = routes.order[s2][p2];
        if (s1 != s2) {
            return fits(s1, p1, a, b) && fits(s2, p2, b, a);
        }
        if (m.timeless[s1]) {
            return true;
        }
        routes.walk(s1, p1);
        boolean fits = routes.walkTo(b);
        for (int p = p1 + 1; fits && p < p2; p++) {
            fits = routes.walkTo(routes.order[s1][p]);
        }
        return fits && routes.walkTo(a) && routes.walkEnds(p2 + 1);
    }

    private boolean fits(int s, int p, int old, int now) {
        if (routes.load[s] - m.load[old] + m.load[now] > m.capacity[s]) {
            return false;
        }
        if (m.timeless[s]) {
            return true;
        }
        routes.walk(s, p);
        return routes.walkTo(now) && routes.walkEnds(p + 1);
    }

    @Override
    public long delta(long limit) {
        System.arraycopy(routes.order[s1], 0, trial.first, 0, routes.size[s1]);
        if (s1 == s2) {
            trial.first[p1] = routes.order[s1][p2];
            trial.first[p2] = routes.order[s1][p1];
            trial.set(s1, routes.size[s1]);
        } else {
            System.arraycopy(routes.order[s2], 0, trial.second, 0, routes.size[s2]);
            trial.first[p1] = routes.order[s2][p2];
            trial.second[p2] = routes.order[s1][p1];
            trial.set(s1, routes.size[s1], s2, routes.size[s2]);
        }
        return trial.delta(limit);
    }

    @Override
    public void apply() {
        trial.apply();
    }
}
