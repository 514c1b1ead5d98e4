package org.marshrut.solver.internal.model;

/// Orders and figures of the shifts that have changed since the last commit, as they were then.
/// Belongs to one [Routes]; not thread-safe.
final class UndoLog {

    final int[] shifts; // [shifts], the first count
    int count;
    private final boolean[] marked; // [shifts]
    final int[][] order; // [shifts][]; once restored, what was undone
    final int[] size; // [shifts]
    final Drive[] drive; // [shifts]
    private final long[] version;
    private final long[] load;
    private final long[] routeCost;
    private final long[] staticCost;
    private final long[] indexPenalty;

    UndoLog(Model m) {
        shifts = new int[m.shifts];
        marked = new boolean[m.shifts];
        order = new int[m.shifts][8];
        size = new int[m.shifts];
        drive = new Drive[m.shifts];
        version = new long[m.shifts];
        load = new long[m.shifts];
        routeCost = new long[m.shifts];
        staticCost = new long[m.shifts];
        indexPenalty = new long[m.shifts];
        java.util.Arrays.setAll(drive, s -> m.timed[s] ? new Drive() : Drive.NONE);
    }

    boolean has(int s) {
        return marked[s];
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            marked[shifts[i]] = false;
        }
        count = 0;
    }

    /// Takes down how the shift is, and lends it another drive to write to.
    void save(int s, Routes routes) {
        marked[s] = true;
        shifts[count++] = s;
        int stops = routes.size[s];
        if (order[s].length < stops) {
            order[s] = new int[2 * stops];
        }
        System.arraycopy(routes.order[s], 0, order[s], 0, stops);
        size[s] = stops;
        version[s] = routes.version[s];
        load[s] = routes.load[s];
        routeCost[s] = routes.routeCost[s];
        staticCost[s] = routes.staticCost[s];
        indexPenalty[s] = routes.indexPenalty[s];
        swapDrive(s, routes);
    }

    /// Puts back what was taken down, and keeps the order that is undone.
    void restore(int s, Routes routes) {
        Legs.swap(routes.order, order, s);
        int undone = routes.size[s];
        routes.size[s] = size[s];
        size[s] = undone;
        routes.version[s] = version[s];
        routes.load[s] = load[s];
        routes.routeCost[s] = routeCost[s];
        routes.staticCost[s] = staticCost[s];
        routes.indexPenalty[s] = indexPenalty[s];
        swapDrive(s, routes);
    }

    private void swapDrive(int s, Routes routes) {
        Drive spare = routes.drive[s];
        routes.drive[s] = drive[s];
        drive[s] = spare;
    }
}
