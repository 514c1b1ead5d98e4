package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;

/// A plan as orders per shift; never changed once made, so it may pass between threads.
final class Snapshot {

    private static final int[] EMPTY = {};

    final long cost; // total
    final int absent; // visits left out
    final int[][] orders; // [shifts], visits in order

    private Snapshot(long cost, int absent, int[][] orders) {
        this.cost = cost;
        this.absent = absent;
        this.orders = orders;
    }

    static Snapshot of(Routes routes) {
        int[][] orders = new int[routes.m.shifts][];
        for (int s = 0; s < orders.length; s++) {
            orders[s] = copy(routes, s);
        }
        return new Snapshot(routes.cost(), routes.absent.count, orders);
    }

    /// As [#of(Routes)], sharing the orders that are as in an earlier one.
    static Snapshot of(Routes routes, Snapshot earlier) {
        int[][] orders = new int[routes.m.shifts][];
        for (int s = 0; s < orders.length; s++) {
            int[] known = earlier.orders[s];
            int size = routes.size[s];
            boolean same = Arrays.equals(known, 0, known.length, routes.order[s], 0, size);
            orders[s] = same ? known : copy(routes, s);
        }
        return new Snapshot(routes.cost(), routes.absent.count, orders);
    }

    private static int[] copy(Routes routes, int s) {
        return routes.size[s] == 0 ? EMPTY : Arrays.copyOf(routes.order[s], routes.size[s]);
    }

    /// Nothing placed.
    static Snapshot empty(Model m) {
        int[][] orders = new int[m.shifts][];
        Arrays.fill(orders, EMPTY);
        return new Snapshot(Arrays.stream(m.price).sum(), m.n, orders);
    }

    /// Makes the routes this plan's.
    void restore(Routes routes) {
        for (int s = 0; s < orders.length; s++) {
            if (routes.size[s] > 0) {
                routes.replace(s, EMPTY, 0);
            }
        }
        for (int s = 0; s < orders.length; s++) {
            if (orders[s].length > 0) {
                routes.replace(s, orders[s], orders[s].length);
            }
        }
        routes.commit();
    }
}
