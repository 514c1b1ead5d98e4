package org.marshrut.solver.internal.model;

import java.util.Arrays;

/// When routes can be where, for shifts whose cost does not depend on the clock.
///
/// By position p = 0 … size+1: 0 is the start, p the (p-1)-th stop, size+1 the end. In two states
/// each, break still to come and break taken, so that an insertion is judged in constant time. A
/// route may also end without its break if it ends by the break's latest start. After a change the
/// clocks are reckoned from there on until they are as before. Not thread-safe.
final class Clocks {

    private final Model m;
    private final Legs legs;
    private final int[][] leaves; // earliest departure, break still to come
    private final int[][] leavesEaten; // earliest departure, break taken
    private final int[][] readyBy; // latest readiness, break still to come
    private final int[][] readyByEaten; // latest readiness, break taken before
    private final int[][][] all; // the four; without a break the first two
    private final int[][][] saved;
    private int visit; // aimed at, as all up to the length of its break
    private int day;
    private int service;
    private int[] at; // the shift's own arrays
    private int[] early;
    private int[] late;
    private int[] earlyEaten;
    private int[] lateEaten;
    private boolean eats;
    private int lunchOpen;
    private int lunchLast;
    private int lunchLength;
    private int walked; // shift of the order being driven
    private boolean walkedLunch;
    private int walkedAt; // row of the place it stands at
    private int walkedLeaves; // break still to come
    private int walkedLeavesEaten;

    Clocks(Model model, Legs legs) {
        m = model;
        this.legs = legs;
        all = new int[4][m.shifts][];
        saved = new int[4][m.shifts][];
        leaves = all[0];
        readyBy = all[1];
        leavesEaten = all[2];
        readyByEaten = all[3];
        for (int[][] kind : all) {
            Arrays.setAll(kind, s -> new int[10]);
        }
        at = new int[0];
        early = at;
        late = at;
        earlyEaten = at;
        lateEaten = at;
        for (int[][] kind : saved) {
            Arrays.setAll(kind, s -> new int[10]);
        }
    }

    /// Earliest departure from position `p`, the break apart.
    int leaves(int s, int p) {
        return leaves[s][p];
    }

    /// Earliest departures by position, the break apart; the shift's own array.
    int[] leaves(int s) {
        return leaves[s];
    }

    /// The first position before which a visit that ends no earlier than `ends` may come in; above
    /// the last one if there is none. Latest times rise along a route.
    int firstPlace(int s, int count, int ends) {
        int[] by = lunch(s) ? readyByEaten[s] : readyBy[s];
        int low = 0;
        int high = count + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (by[middle + 1] < ends) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean lunch(int s) {
        return m.hasLunch(s) && m.open[s] <= m.lunchLast[s];
    }

    /// Whether the route as it stands reaches its end in time.
    boolean arrives(int s, int count) {
        if (count == 0) {
            return true;
        }
        int way = legs.way[s][count];
        return leaves[s][count] + way <= readyBy[s][count + 1]
                || (lunch(s)
                        && Math.min(leavesEaten[s][count] + way, eat(s, leaves[s][count], way))
                                <= readyByEaten[s][count + 1]);
    }

    /// Takes note of a new order that shares its first and last stops with the one before; the legs
    /// know it already.
    ///
    /// @param before number of stops before the change, or none known if negative
    /// @param same number of stops at the beginning that are as before
    /// @param tail number of stops at the end that are as before
    void change(int s, int[] stops, int count, int before, int same, int tail) {
        boolean lunch = lunch(s);
        for (int kind = 0; kind < (lunch ? 4 : 2); kind++) {
            makeRoom(all[kind], s, count, before, tail);
        }
        forward(s, stops, count, before < 0 ? 0 : same, before < 0 ? 0 : tail, lunch);
        if (before < 0) {
            end(s, count, lunch);
        }
        backward(s, stops, count, before < 0 ? 0 : same, before < 0 ? 0 : tail, lunch);
    }

    private static void makeRoom(int[][] clocks, int s, int count, int before, int tail) {
        if (clocks[s].length < count + 2) {
            clocks[s] = Arrays.copyOf(clocks[s], 2 * count + 2);
        }
        if (before >= 0 && before != count) {
            int rest = before - tail + 1;
            System.arraycopy(clocks[s], rest, clocks[s], rest + count - before, tail + 1);
        }
    }

    private void forward(int s, int[] stops, int count, int same, int tail, boolean lunch) {
        int d = m.day[s];
        int[] early = leaves[s];
        int[] eaten = leavesEaten[s];
        int[] way = legs.way[s];
        early[0] = m.open[s];
        eaten[0] = Model.NEVER;
        for (int p = same + 1; p <= count; p++) {
            int v = stops[p - 1];
            int leave = Math.min(Model.NEVER, departure(v, d, early[p - 1] + way[p - 1]));
            int leaveEaten = Model.NEVER;
            if (lunch) {
                int ready = Math.min(eaten[p - 1] + way[p - 1], eat(s, early[p - 1], way[p - 1]));
                leaveEaten = Math.min(Model.NEVER, departure(v, d, ready));
            }
            boolean asBefore = p > count - tail && early[p] == leave;
            if (asBefore && (!lunch || eaten[p] == leaveEaten)) {
                return;
            }
            early[p] = leave;
            if (lunch) {
                eaten[p] = leaveEaten;
            }
        }
    }

    private void end(int s, int count, boolean lunch) {
        int end = m.close[s];
        if (m.maxDuration[s] < end - m.open[s]) {
            end = m.open[s] + m.maxDuration[s];
        }
        readyBy[s][count + 1] = lunch ? Math.min(end, m.lunchLast[s]) : end;
        readyByEaten[s][count + 1] = end;
    }

    private void backward(int s, int[] stops, int count, int same, int tail, boolean lunch) {
        int d = m.day[s];
        int[] late = readyBy[s];
        int[] lateEaten = readyByEaten[s];
        int[] way = legs.way[s];
        for (int p = count - tail; p >= 1; p--) {
            int v = stops[p - 1];
            int leave = late[p + 1] - way[p];
            int readyEaten = 0;
            if (lunch) {
                readyEaten = m.latestStart(v, d, clamp(lateEaten[p + 1] - way[p] - m.service[v]));
                leave = Math.max(leave, latestToEat(s, lateEaten[p + 1], way[p]));
            }
            int ready = m.latestStart(v, d, clamp(leave - m.service[v]));
            boolean asBefore = p <= same && late[p] == ready;
            if (asBefore && (!lunch || lateEaten[p] == readyEaten)) {
                return;
            }
            late[p] = ready;
            if (lunch) {
                lateEaten[p] = readyEaten;
            }
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

    /// Turns to a visit and a shift that is neither timed nor timeless, for [#fits].
    void aim(int v, int s) {
        visit = v;
        day = m.day[s];
        service = m.service[v];
        at = legs.at[s];
        early = leaves[s];
        late = readyBy[s];
        eats = lunch(s);
        if (eats) {
            earlyEaten = leavesEaten[s];
            lateEaten = readyByEaten[s];
            lunchOpen = m.lunchOpen[s];
            lunchLast = m.lunchLast[s];
            lunchLength = m.lunchLength[s];
        }
    }

    /// Whether the clock lets the visit in before position `p` (0 … size) of the shift, as both
    /// were when they were aimed at. Constant time.
    boolean fits(int p) {
        int in = m.secondsIn(visit, at[p]);
        int out = m.secondsOut(visit, at[p + 1]);
        int from = early[p];
        int leave = departure(from + in);
        if (leave + out <= late[p + 1]) {
            return true;
        }
        if (!eats) {
            return false;
        }
        if (leave <= lunchLast
                && Math.max(leave + out, lunchOpen) + lunchLength <= lateEaten[p + 1]) {
            return true;
        }
        int ready = earlyEaten[p] + in;
        if (from <= lunchLast) {
            ready = Math.min(ready, Math.max(from + in, lunchOpen) + lunchLength);
        }
        return departure(ready) + out <= lateEaten[p + 1];
    }

    private int departure(int ready) {
        return ready > m.lastStart(visit, day)
                ? Model.NEVER
                : m.startAt(visit, day, ready) + service;
    }

    /// Begins to drive another order whose first `p` stops are as they stand; for shifts that are
    /// neither timed nor timeless.
    void walk(int s, int p) {
        walked = s;
        walkedLunch = lunch(s);
        walkedAt = legs.at[s][p];
        walkedLeaves = leaves[s][p];
        walkedLeavesEaten = walkedLunch ? leavesEaten[s][p] : Model.NEVER;
    }

    /// Drives on to a visit.
    ///
    /// @return false: whatever follows, the clock forbids it
    boolean walkTo(int v) {
        int d = m.day[walked];
        int way = m.secondsIn(v, walkedAt);
        if (walkedLunch) {
            int ready = Math.min(walkedLeavesEaten + way, eat(walked, walkedLeaves, way));
            walkedLeavesEaten = Math.min(Model.NEVER, departure(v, d, ready));
        }
        walkedLeaves = Math.min(Model.NEVER, departure(v, d, walkedLeaves + way));
        walkedAt = m.location[v];
        return Math.min(walkedLeaves, walkedLeavesEaten) < Model.NEVER;
    }

    /// Whether the stops from the one with this index on, and the end, can follow as they stand.
    boolean walkEnds(int next) {
        int way = legs.seconds(walkedAt, legs.at[walked][next + 1]);
        return walkedLeaves + way <= readyBy[walked][next + 1]
                || (walkedLunch
                        && Math.min(walkedLeavesEaten + way, eat(walked, walkedLeaves, way))
                                <= readyByEaten[walked][next + 1]);
    }

    /// Remembers the clocks of a shift with so many stops.
    void save(int s, int count) {
        for (int kind = 0; kind < (lunch(s) ? 4 : 2); kind++) {
            int[] now = all[kind][s];
            if (saved[kind][s].length < count + 2) {
                saved[kind][s] = new int[now.length];
            }
            System.arraycopy(now, 0, saved[kind][s], 0, count + 2);
        }
    }

    /// Brings back what was remembered.
    void restore(int s) {
        for (int kind = 0; kind < (lunch(s) ? 4 : 2); kind++) {
            Legs.swap(all[kind], saved[kind], s);
        }
    }
}
