package org.marshrut.solver.internal.move;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.model.Trial;
import org.marshrut.solver.internal.segment.SegmentIndex;

/// Turns a stretch of a route round (Croes 1958); the ways inside are driven the other way, which
/// counts when the matrix is not symmetric.
public final class TwoOpt implements Move {

    private final Routes routes;
    private final Model m;
    private final Trial trial;
    private int s;
    private int first;
    private int last;

    public TwoOpt(Routes routes, Trial trial) {
        this.routes = routes;
        this.trial = trial;
        m = routes.m;
    }

    /// Positions `first … last` of shift `s`.
    public boolean set(int s, int first, int last) {
        this.s = s;
        this.first = first;
        this.last = last;
        return first >= 0 && first < last && last < routes.size[s];
    }

    /// Linear in the length of the stretch where ways differ by direction, else constant.
    @Override
    public long arcDelta() {
        int[] stops = routes.order[s];
        int left = first == 0 ? m.from[s] : m.location[stops[first - 1]];
        int right = last + 1 == routes.size[s] ? m.to[s] : m.location[stops[last + 1]];
        int head = m.location[stops[first]];
        int tail = m.location[stops[last]];
        long delta =
                m.arc(left, tail) + m.arc(head, right) - m.arc(left, head) - m.arc(tail, right);
        for (int i = first; !m.symmetric && i < last; i++) {
            int a = m.location[stops[i]];
            int b = m.location[stops[i + 1]];
            delta += m.arc(b, a) - m.arc(a, b);
        }
        return delta;
    }

    @Override
    public boolean clockFits(SegmentIndex segments) {
        if (m.timeless[s]) {
            return true;
        }
        routes.walk(s, first);
        for (int i = last; i >= first; i--) {
            if (!routes.walkTo(routes.order[s][i])) {
                return false;
            }
        }
        return routes.walkEnds(last + 1);
    }

    @Override
    public long delta(long limit) {
        int size = routes.size[s];
        System.arraycopy(routes.order[s], 0, trial.first, 0, size);
        for (int i = first; i <= last; i++) {
            trial.first[i] = routes.order[s][first + last - i];
        }
        trial.set(s, size);
        return trial.delta(limit);
    }

    @Override
    public void apply() {
        trial.apply();
    }
}
