package org.marshrut.solver.internal.model;

/// The ways of every shift's route, leg by leg: leg `p` leads from position `p` to `p + 1`, where
/// position 0 is the start. Changed where the route changes; what was saved is taken back by
/// exchanging arrays. Not thread-safe.
final class Legs {

    private final Ways ways;
    private final int[] from; // [shifts], rows
    private final int[] to;
    final int[][] at; // [shifts][stops + 2]: rows of start, stops and end
    final int[][] cost; // [shifts][stops + 1]; 0 while empty or where costs are not kept
    final int[][] way; // [shifts][stops + 1], seconds; 0 while empty
    final long[] costs; // [shifts], sums of the legs
    final int[] seconds; // [shifts]
    private final int[][] savedAt;
    private final int[][] savedCost;
    private final int[][] savedWay;
    private final long[] savedCosts;
    private final int[] savedSeconds;

    Legs(Model m, Ways ways) {
        this.ways = ways;
        from = new int[m.shifts];
        to = new int[m.shifts];
        at = new int[m.shifts][10];
        cost = new int[m.shifts][9];
        way = new int[m.shifts][9];
        costs = new long[m.shifts];
        seconds = new int[m.shifts];
        savedAt = new int[m.shifts][10];
        savedCost = new int[m.shifts][9];
        savedWay = new int[m.shifts][9];
        savedCosts = new long[m.shifts];
        savedSeconds = new int[m.shifts];
        for (int s = 0; s < m.shifts; s++) {
            from[s] = m.row(m.from[s]);
            to[s] = m.row(m.to[s]);
            at[s][0] = from[s];
            at[s][1] = to[s];
        }
    }

    /// Takes note of a new order that shares its first and last stops with the one before.
    ///
    /// @param before number of stops before the change
    /// @param same number of stops at the beginning that are as before
    /// @param tail number of stops at the end that are as before
    void change(int s, int[] location, int[] stops, int count, int before, int same, int tail) {
        if (at[s].length < count + 2) {
            at[s] = grown(at[s], 2 * count + 2);
            cost[s] = grown(cost[s], 2 * count + 1);
            way[s] = grown(way[s], 2 * count + 1);
        }
        int[] rows = at[s];
        int[] price = cost[s];
        int[] time = way[s];
        for (int p = same; p <= before - tail; p++) {
            costs[s] -= price[p];
            seconds[s] -= time[p];
        }
        int shift = count - before;
        if (shift != 0) {
            int rest = before - tail + 1;
            System.arraycopy(rows, rest, rows, rest + shift, tail + 1);
            System.arraycopy(price, rest, price, rest + shift, tail);
            System.arraycopy(time, rest, time, rest + shift, tail);
        }
        int here = rows[same];
        for (int p = same; p <= count - tail; p++) {
            int next = p == count ? to[s] : location[stops[p]];
            rows[p + 1] = next;
            price[p] = count == 0 || !ways.kept ? 0 : ways.costFrom[here * ways.width + next];
            time[p] = count == 0 ? 0 : ways.seconds(here, next);
            costs[s] += price[p];
            seconds[s] += time[p];
            here = next;
        }
    }

    /// Of a way between two rows.
    int seconds(int fromRow, int toRow) {
        return ways.seconds(fromRow, toRow);
    }

    private static int[] grown(int[] array, int length) {
        return java.util.Arrays.copyOf(array, length);
    }

    /// Remembers the legs of a shift with so many stops.
    void save(int s, int count) {
        if (savedAt[s].length < count + 2) {
            savedAt[s] = new int[at[s].length];
            savedCost[s] = new int[cost[s].length];
            savedWay[s] = new int[way[s].length];
        }
        System.arraycopy(at[s], 0, savedAt[s], 0, count + 2);
        System.arraycopy(cost[s], 0, savedCost[s], 0, count + 1);
        System.arraycopy(way[s], 0, savedWay[s], 0, count + 1);
        savedCosts[s] = costs[s];
        savedSeconds[s] = seconds[s];
    }

    /// Brings back what was remembered.
    void restore(int s) {
        swap(at, savedAt, s);
        swap(cost, savedCost, s);
        swap(way, savedWay, s);
        costs[s] = savedCosts[s];
        seconds[s] = savedSeconds[s];
    }

    static void swap(int[][] now, int[][] saved, int s) {
        int[] spare = now[s];
        now[s] = saved[s];
        saved[s] = spare;
    }
}
