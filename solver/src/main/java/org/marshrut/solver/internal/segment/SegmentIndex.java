package org.marshrut.solver.internal.segment;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;

/// Every route's beginnings and ends as [Segment]s, rebuilt when a route has changed.
///
/// Only for shifts that a segment describes fully: hard windows, at most one of them a day and
/// visit, no break, nothing priced by the clock. Not thread-safe.
public final class SegmentIndex {

    private static final long NEVER_BUILT = -1;

    private final Routes routes;
    private final Model m;
    private final boolean[] usable; // [shifts]
    private final Segment[] stop; // [n], of the day looked at last
    private final Segment[][] head; // [shifts][p]: the start and the first p stops
    private final Segment[][] tail; // [shifts][p]: the stops from p on and the end
    private final long[] seen; // [shifts], version the segments were built for
    private final Segment scratch = new Segment();

    public SegmentIndex(Routes routes) {
        this.routes = routes;
        m = routes.m;
        usable = new boolean[m.shifts];
        stop = new Segment[m.n];
        head = new Segment[m.shifts][0];
        tail = new Segment[m.shifts][0];
        seen = new long[m.shifts];
        for (int v = 0; v < m.n; v++) {
            stop[v] = new Segment();
        }
        for (int s = 0; s < m.shifts; s++) {
            seen[s] = NEVER_BUILT;
            usable[s] = !m.timed[s] && !m.hasLunch(s) && oneWindow(m.day[s]);
        }
    }

    private boolean oneWindow(int d) {
        for (int v = 0; v < m.n; v++) {
            if (m.windowCount[v * m.days + d] > 1) {
                return false;
            }
        }
        return true;
    }

    /// Whether the clock of this shift can be judged by segments.
    public boolean usable(int s) {
        return usable[s];
    }

    /// Start and first `p` stops.
    public Segment head(int s, int p) {
        build(s);
        return head[s][p];
    }

    /// Stops from position `p` on, and the end.
    public Segment tail(int s, int p) {
        build(s);
        return tail[s][p];
    }

    /// One visit on the day of a shift; valid until the next call for the same visit.
    private Segment stop(int v, int s) {
        int at = v * m.days + m.day[s];
        boolean any = m.windowCount[at] == 0;
        int w = m.windowOffset[at];
        return stop[v].single(
                m.location[v],
                m.service[v],
                any ? 0 : m.windowFrom[w],
                any ? Model.NEVER / 2 : m.windowTo[w],
                m.load[v]);
    }

    /// Whether a beginning and an end make a route the clock and the capacity allow.
    public boolean joins(int s, Segment a, Segment b) {
        scratch.merge(a, m.travel(a.lastLocation(), b.firstLocation()), b);
        return scratch.timeWarpSeconds() == 0 && scratch.load() <= m.capacity[s];
    }

    private void build(int s) {
        if (seen[s] == routes.version(s)) {
            return;
        }
        seen[s] = routes.version(s);
        int size = routes.size[s];
        if (head[s].length <= size) {
            head[s] = fresh(2 * size + 2);
            tail[s] = fresh(2 * size + 2);
        }
        int begin = m.open[s];
        head[s][0].single(m.from[s], 0, begin, begin, 0);
        for (int p = 1; p <= size; p++) {
            Segment before = head[s][p - 1];
            Segment here = stop(routes.order[s][p - 1], s);
            head[s][p].merge(before, m.travel(before.lastLocation(), here.firstLocation()), here);
        }
        long longest = (long) begin + m.maxDuration[s];
        tail[s][size].single(m.to[s], 0, 0, (int) Math.min(m.close[s], longest), 0);
        for (int p = size - 1; p >= 0; p--) {
            Segment after = tail[s][p + 1];
            Segment here = stop(routes.order[s][p], s);
            tail[s][p].merge(here, m.travel(here.lastLocation(), after.firstLocation()), after);
        }
    }

    private static Segment[] fresh(int count) {
        Segment[] segments = new Segment[count];
        for (int i = 0; i < count; i++) {
            segments[i] = new Segment();
        }
        return segments;
    }
}
