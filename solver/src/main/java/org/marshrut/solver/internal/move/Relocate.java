package org.marshrut.solver.internal.move;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.model.Trial;
import org.marshrut.solver.internal.segment.SegmentIndex;

/// Moves a stretch of one to a few stops to another place, turned round or not (Or 1976). Within a
/// route or between two.
public final class Relocate implements Move {

    private final Routes routes;
    private final Model m;
    private final Trial trial;
    private int from;
    private int first;
    private int count;
    private int to;
    private int gap;
    private boolean turned;

    public Relocate(Routes routes, Trial trial) {
        this.routes = routes;
        this.trial = trial;
        m = routes.m;
    }

    /// Which stops go where.
    ///
    /// @param from shift that loses the stops
    /// @param first position of the first of them
    /// @param count how many
    /// @param to shift that gains them, maybe the same
    /// @param gap they come before the stop now at this position of `to`; its size means at the end
    /// @param turned whether they are driven in reverse order
    public boolean set(int from, int first, int count, int to, int gap, boolean turned) {
        this.from = from;
        this.first = first;
        this.count = count;
        this.to = to;
        this.gap = gap;
        this.turned = turned;
        boolean inside = from == to && gap >= first && gap <= first + count;
        return first + count <= routes.size[from] && gap <= routes.size[to] && !inside;
    }

    @Override
    public long arcDelta() {
        int[] stops = routes.order[from];
        int before = first == 0 ? m.from[from] : m.location[stops[first - 1]];
        int after =
                first + count == routes.size[from] ? m.to[from] : m.location[stops[first + count]];
        int head = m.location[stops[first]];
        int tail = m.location[stops[first + count - 1]];
        int[] target = routes.order[to];
        int left = gap == 0 ? m.from[to] : m.location[target[gap - 1]];
        int right = gap == routes.size[to] ? m.to[to] : m.location[target[gap]];
        boolean emptied = from != to && count == routes.size[from];
        long turn = 0;
        for (int i = first; turned && i < first + count - 1; i++) {
            int a = m.location[stops[i]];
            int b = m.location[stops[i + 1]];
            turn += m.arc(b, a) - m.arc(a, b);
        }
        return (emptied ? 0 : m.arc(before, after))
                - m.arc(before, head)
                - m.arc(tail, after)
                + m.arc(left, turned ? tail : head)
                + m.arc(turned ? head : tail, right)
                - (routes.size[to] == 0 ? 0 : m.arc(left, right))
                + turn;
    }

    @Override
    public boolean clockFits(SegmentIndex segments) {
        if (m.timeless[to]) {
            return true;
        }
        int[] stops = routes.order[from];
        if (from != to) {
            long load = routes.load[to];
            for (int i = first; i < first + count; i++) {
                load += m.load[stops[i]];
            }
            routes.walk(to, gap);
            return load <= m.capacity[to] && walkStretch(stops) && routes.walkEnds(gap);
        }
        if (gap < first) {
            routes.walk(to, gap);
            return walkStretch(stops) && walk(stops, gap, first) && routes.walkEnds(first + count);
        }
        routes.walk(to, first);
        return walk(stops, first + count, gap) && walkStretch(stops) && routes.walkEnds(gap);
    }

    private boolean walk(int[] stops, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!routes.walkTo(stops[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean walkStretch(int[] stops) {
        for (int i = 0; i < count; i++) {
            if (!routes.walkTo(stops[turned ? first + count - 1 - i : first + i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long delta(long limit) {
        int[] stops = routes.order[from];
        int size = routes.size[from];
        if (from == to) {
            int at = 0;
            for (int i = 0; i <= size; i++) {
                if (i == gap) {
                    at = copyStretch(stops, trial.first, at);
                }
                if (i < size && (i < first || i >= first + count)) {
                    trial.first[at++] = stops[i];
                }
            }
            trial.set(from, size);
        } else {
            System.arraycopy(stops, 0, trial.first, 0, first);
            System.arraycopy(stops, first + count, trial.first, first, size - first - count);
            int[] target = routes.order[to];
            System.arraycopy(target, 0, trial.second, 0, gap);
            int at = copyStretch(stops, trial.second, gap);
            System.arraycopy(target, gap, trial.second, at, routes.size[to] - gap);
            trial.set(from, size - count, to, routes.size[to] + count);
        }
        return trial.delta(limit);
    }

    private int copyStretch(int[] stops, int[] target, int at) {
        int next = at;
        for (int i = 0; i < count; i++) {
            target[next++] = stops[turned ? first + count - 1 - i : first + i];
        }
        return next;
    }

    @Override
    public void apply() {
        trial.apply();
    }
}
