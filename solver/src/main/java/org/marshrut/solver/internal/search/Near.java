package org.marshrut.solver.internal.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.marshrut.solver.internal.model.Model;

/// For each visit the others by growing distance, there and back counted together.
final class Near {

    final int[][] of; // [n][≤ limit]

    Near(Model m, int limit) {
        this(m, limit, IntStream.range(0, m.n).toArray());
    }

    /// Neighbours of these visits alone; others have none.
    Near(Model m, int limit, int[] visits) {
        of = new int[m.n][0];
        int count = Math.min(limit, m.n - 1);
        // Distance and visit share a long: large enough costs are scaled down to fit 40 bits.
        long longest = 1;
        for (int v = 0; v < m.n; v++) {
            for (int u = 0; u < Math.min(m.n, 50); u++) {
                longest = Math.max(longest, distance(m, v, u));
            }
        }
        int shift = Math.max(0, 38 - Long.numberOfLeadingZeros(longest) + 2 - 16);
        long[] packed = new long[Math.max(0, m.n - 1)];
        for (int v : visits) {
            int k = 0;
            for (int u = 0; u < m.n; u++) {
                if (u != v) {
                    long scaled = Math.min(distance(m, v, u) >> shift, (1L << 40) - 1);
                    packed[k++] = scaled << 22 | u;
                }
            }
            Arrays.sort(packed);
            of[v] = new int[count];
            for (int i = 0; i < count; i++) {
                of[v][i] = (int) (packed[i] & ((1 << 22) - 1));
            }
        }
    }

    private static long distance(Model m, int v, int u) {
        long arcs = m.arc(m.location[v], m.location[u]) + m.arc(m.location[u], m.location[v]);
        // Objectives that price neither metres nor seconds still want neighbours.
        return arcs > 0
                ? arcs
                : (long) m.travel(m.location[v], m.location[u])
                        + m.travel(m.location[u], m.location[v]);
    }
}
