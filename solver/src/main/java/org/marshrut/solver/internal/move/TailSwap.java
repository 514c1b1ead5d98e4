package org.marshrut.solver.internal.move;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.model.Trial;
import org.marshrut.solver.internal.segment.SegmentIndex;

/// Two routes exchange what follows a position each (2-opt*, Potvin and Rousseau 1995).
public final class TailSwap implements Move {

    private final Routes routes;
    private final Model m;
    private final Trial trial;
    private int s1;
    private int p1;
    private int s2;
    private int p2;

    public TailSwap(Routes routes, Trial trial) {
        this.routes = routes;
        this.trial = trial;
        m = routes.m;
    }

    /// The stops of `s1` from position `p1` on against those of `s2` from `p2` on.
    public boolean set(int s1, int p1, int s2, int p2) {
        this.s1 = s1;
        this.p1 = p1;
        this.s2 = s2;
        this.p2 = p2;
        boolean nothing = p1 == routes.size[s1] && p2 == routes.size[s2];
        return s1 != s2 && p1 <= routes.size[s1] && p2 <= routes.size[s2] && !nothing;
    }

    @Override
    public long arcDelta() {
        int left1 = before(s1, p1);
        int left2 = before(s2, p2);
        boolean end1 = p1 == routes.size[s1];
        boolean end2 = p2 == routes.size[s2];
        int right1 = end1 ? m.to[s1] : m.location[routes.order[s1][p1]];
        int right2 = end2 ? m.to[s2] : m.location[routes.order[s2][p2]];
        long delta =
                (p1 == 0 && end2 ? 0 : m.arc(left1, end2 ? m.to[s1] : right2))
                        + (p2 == 0 && end1 ? 0 : m.arc(left2, end1 ? m.to[s2] : right1))
                        - (routes.size[s1] == 0 ? 0 : m.arc(left1, right1))
                        - (routes.size[s2] == 0 ? 0 : m.arc(left2, right2));
        if (!end1) {
            int last = m.location[routes.order[s1][routes.size[s1] - 1]];
            delta += m.arc(last, m.to[s2]) - m.arc(last, m.to[s1]);
        }
        if (!end2) {
            int last = m.location[routes.order[s2][routes.size[s2] - 1]];
            delta += m.arc(last, m.to[s1]) - m.arc(last, m.to[s2]);
        }
        return delta;
    }

    private int before(int s, int p) {
        return p == 0 ? m.from[s] : m.location[routes.order[s][p - 1]];
    }

    /// Judges only pairs of shifts with the same end, hours and day: their tails fit each other.
    @Override
    public boolean clockFits(SegmentIndex segments) {
        boolean alike =
                m.to[s1] == m.to[s2]
                        && m.day[s1] == m.day[s2]
                        && m.open[s1] == m.open[s2]
                        && m.close[s1] == m.close[s2]
                        && m.maxDuration[s1] == m.maxDuration[s2];
        return !alike
                || !segments.usable(s1)
                || !segments.usable(s2)
                || (segments.joins(s1, segments.head(s1, p1), segments.tail(s2, p2))
                        && segments.joins(s2, segments.head(s2, p2), segments.tail(s1, p1)));
    }

    @Override
    public long delta(long limit) {
        int tail1 = routes.size[s1] - p1;
        int tail2 = routes.size[s2] - p2;
        System.arraycopy(routes.order[s1], 0, trial.first, 0, p1);
        System.arraycopy(routes.order[s2], p2, trial.first, p1, tail2);
        System.arraycopy(routes.order[s2], 0, trial.second, 0, p2);
        System.arraycopy(routes.order[s1], p1, trial.second, p2, tail1);
        trial.set(s1, p1 + tail2, s2, p2 + tail1);
        return trial.delta(limit);
    }

    @Override
    public void apply() {
        trial.apply();
    }
}
