package org.marshrut.solver.internal.model;

/// When routes can be where, for shifts whose cost does not depend on the clock.
///
/// By position p = 0 … size+1: 0 is the start, p the (p-1)-th stop, size+1 the end. In two states
/// each, break still to come and break taken, so that an insertion is judged in constant time. A
/// route may also end without its break if it ends by the break's latest start. Not thread-safe.
final class Clocks {

    private final Model m;
    private final int[][] leaves; // earliest departure, break still to come
    private final int[][] leavesEaten; // earliest departure, break taken
    private final int[][] readyBy; // latest readiness, break still to come
    private final int[][] readyByEaten; // latest readiness, break taken before

    Clocks(Model model) {
        m = model;
        leaves = new int[m.shifts][];
        leavesEaten = new int[m.shifts][];
        readyBy = new int[m.shifts][];
        readyByEaten = new int[m.shifts][];
    }

    /// Earliest departure from position `p`, the break apart.
    int leaves(int s, int p) {
        return leaves[s][p];
    }

    /// Earliest departures by position, the break apart; the shift's own array.
    int[] leaves(int s) {
        return leaves[s];
    }

    /// Whether the route as it stands reaches its end in time.
    boolean arrives(int s, int[] stops, int count) {
        int p = count;
        if (p == 0) {
            return true;
        }
        int way = m.travel(m.location[stops[p - 1]], m.to[s]);
        boolean lunch = m.hasLunch(s) && m.open[s] <= m.lunchLast[s];
        return leaves[s][p] + way <= readyBy[s][p + 1]
                || (lunch
                        && Math.min(leavesEaten[s][p] + way, eat(s, leaves[s][p], way))
                                <= readyByEaten[s][p + 1]);
    }

    /// Recomputes the clocks of a shift for these stops.
    void refresh(int s, int[] stops, int count) {
        if (leaves[s] == null || leaves[s].length < count + 2) {
            int room = 2 * count + 4;
            leaves[s] = new int[room];
            leavesEaten[s] = new int[room];
            readyBy[s] = new int[room];
            readyByEaten[s] = new int[room];
        }
        int d = m.day[s];
        boolean lunch = m.hasLunch(s) && m.open[s] <= m.lunchLast[s];
        int[] early = leaves[s];
        int[] earlyEaten = leavesEaten[s];
        early[0] = m.open[s];
        earlyEaten[0] = Model.NEVER;
        int at = m.from[s];
        for (int p = 1; p <= count; p++) {
            int v = stops[p - 1];
            int way = m.travel(at, m.location[v]);
            at = m.location[v];
            early[p] = Math.min(Model.NEVER, departure(v, d, early[p - 1] + way));
            if (lunch) {
                int ready = Math.min(earlyEaten[p - 1] + way, eat(s, early[p - 1], way));
                earlyEaten[p] = Math.min(Model.NEVER, departure(v, d, ready));
            }
        }
        int end = m.close[s];
        if (m.maxDuration[s] < end - m.open[s]) {
            end = m.open[s] + m.maxDuration[s];
        }
        int[] late = readyBy[s];
        int[] lateEaten = readyByEaten[s];
        late[count + 1] = lunch ? Math.min(end, m.lunchLast[s]) : end;
        lateEaten[count + 1] = end;
        int next = m.to[s];
        for (int p = count; p >= 1; p--) {
            int v = stops[p - 1];
            int way = m.travel(m.location[v], next);
            next = m.location[v];
            int leave = late[p + 1] - way;
            if (lunch) {
                lateEaten[p] = m.latestStart(v, d, clamp(lateEaten[p + 1] - way - m.service[v]));
                leave = Math.max(leave, latestToEat(s, lateEaten[p + 1], way));
            }
            late[p] = m.latestStart(v, d, clamp(leave - m.service[v]));
        }
    }

    private static int clamp(int time) {
        return Math.max(Model.BEFORE_ALL, time);
    }

    /// Readiness at the end of a way during or after which the break is taken.
    private int eat(int s, int leave, int way) {
        return leave > m.lunchLast[s]
                ? Model.NEVER
                : Math.max(leave + way, m.lunchOpen[s]) + m.lunchLength[s];
    }

    private int latestToEat(int s, int readyBy, int way) {
        return readyBy - m.lunchLength[s] < m.lunchOpen[s]
                ? Model.BEFORE_ALL
                : Math.min(m.lunchLast[s], readyBy - m.lunchLength[s] - way);
    }

    private int departure(int v, int d, int ready) {
        if (ready > m.lastStart(v, d)) {
            return Model.NEVER;
        }
        return m.startAt(v, d, ready) + m.service[v];
    }

    /// Whether the clock lets a visit in before position `p` (0 … size); for shifts that are
    /// neither timed nor timeless. Constant time.
    boolean fits(int v, int s, int p, int[] stops, int count) {
        int d = m.day[s];
        int here = m.location[v];
        int before = p == 0 ? m.from[s] : m.location[stops[p - 1]];
        int after = p == count ? m.to[s] : m.location[stops[p]];
        int in = m.travel(before, here);
        int out = m.travel(here, after);
        int leave = departure(v, d, leaves[s][p] + in);
        if (leave + out <= readyBy[s][p + 1]) {
            return true;
        }
        if (!m.hasLunch(s) || m.open[s] > m.lunchLast[s]) {
            return false;
        }
        if (eat(s, leave, out) <= readyByEaten[s][p + 1]) {
            return true;
        }
        int ready = Math.min(leavesEaten[s][p] + in, eat(s, leaves[s][p], in));
        return departure(v, d, ready) + out <= readyByEaten[s][p + 1];
    }
}
