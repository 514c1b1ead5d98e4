package org.marshrut.solver.testing;

import org.marshrut.solver.Matrix;

/// Small maps whose distances are plain to see.
public final class Towns {

    public static final int MINUTE = 60;
    public static final int HOUR = 3600;

    private Towns() {}

    /// Places on a straight road, 1 km and 1 minute for each unit between them.
    public static Matrix road(int... kilometres) {
        int n = kilometres.length;
        int[] seconds = new int[n * n];
        int[] metres = new int[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int way = Math.abs(kilometres[i] - kilometres[j]);
                seconds[i * n + j] = way * MINUTE;
                metres[i * n + j] = way * 1000;
            }
        }
        return Matrix.of(n, seconds, metres);
    }

    public static int at(int hour, int minute) {
        return hour * HOUR + minute * MINUTE;
    }
}
