package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// A plan that has the routes of one parent around some visit, and those of the other elsewhere
/// (after the selective route exchange of Nagata, Bräysy and Dullaert 2010).
///
/// Routes keep their shifts. Shifts that differ in nothing are first renamed in the giving parent
/// so that like routes meet. Whatever does not fit any more is left absent for the recreation.
final class Crossover {

    private static final double LEAST_GIVEN = 0.2;
    private static final double MOST_GIVEN = 0.7;

    private final Routes routes;
    private final Model m;
    private final Near near;
    private final Rng rng;
    private final int[] shiftOf; // [n], in the receiving parent
    private final int[] common; // [shifts], stops in common with the route at hand
    private final int[] partner; // [shifts], shift of the giver whose route goes here
    private final boolean[] taken; // [shifts]
    private final boolean[] given; // [shifts]
    private final int[] giverShift; // [n], shift after renaming
    private final int[] scratch; // [n]

    Crossover(Routes routes, Near near, Rng rng) {
        this.routes = routes;
        this.near = near;
        this.rng = rng;
        m = routes.m;
        shiftOf = new int[m.n];
        common = new int[m.shifts];
        partner = new int[m.shifts];
        taken = new boolean[m.shifts];
        given = new boolean[m.shifts];
        giverShift = new int[m.n];
        scratch = new int[m.n];
    }

    /// Makes the routes a child of the two; the groups with absent calls are to be placed.
    void run(Snapshot receiver, Snapshot giver) {
        rename(receiver, giver);
        choose(giver);
        Snapshot.empty(m).restore(routes);
        for (int s = 0; s < m.shifts; s++) {
            if (given[s]) {
                int[] order = giver.orders[partner[s]];
                put(s, order, order.length);
            }
        }
        for (int s = 0; s < m.shifts; s++) {
            if (!given[s]) {
                int count = 0;
                for (int v : receiver.orders[s]) {
                    if (routes.shiftOf[v] == Model.NONE && routes.fitsOthers(v, s)) {
                        scratch[count++] = v;
                    }
                }
                put(s, scratch, count);
            }
        }
        routes.commit();
    }

    private void put(int s, int[] order, int count) {
        if (count > 0) {
            routes.replace(s, order, count);
            if (routes.routeCost[s] >= RouteEval.INFEASIBLE) {
                routes.replace(s, order, 0);
            }
        }
    }

    /// Gives each route of the giver the like shift of the receiver it has most stops in common
    /// with.
    private void rename(Snapshot receiver, Snapshot giver) {
        Arrays.fill(shiftOf, Model.NONE);
        Arrays.fill(giverShift, Model.NONE);
        Arrays.fill(taken, false);
        Arrays.fill(partner, Model.NONE);
        for (int s = 0; s < m.shifts; s++) {
            for (int v : receiver.orders[s]) {
                shiftOf[v] = s;
            }
        }
        for (int t = 0; t < m.shifts; t++) {
            if (giver.orders[t].length > 0) {
                int s = likest(t, giver.orders[t]);
                taken[s] = true;
                partner[s] = t;
                for (int v : giver.orders[t]) {
                    giverShift[v] = s;
                }
            }
        }
        for (int s = 0; s < m.shifts; s++) {
            if (partner[s] == Model.NONE) {
                partner[s] = s;
            }
        }
    }

    private int likest(int t, int[] order) {
        for (int v : order) {
            if (shiftOf[v] != Model.NONE) {
                common[shiftOf[v]]++;
            }
        }
        int best = Model.NONE;
        for (int s = 0; s < m.shifts; s++) {
            boolean fits = !taken[s] && (s == t || m.kind[s] == m.kind[t]);
            if (fits && (best == Model.NONE || common[s] > common[best])) {
                best = s;
            }
        }
        Arrays.fill(common, 0);
        return best;
    }

    /// Routes of the giver around a visit drawn by lot, until they hold the share wanted.
    private void choose(Snapshot giver) {
        Arrays.fill(given, false);
        double share = LEAST_GIVEN + (MOST_GIVEN - LEAST_GIVEN) * rng.unit();
        int wanted = (int) (share * (m.n - giver.absent));
        int seed = rng.below(m.n);
        int held = 0;
        for (int i = -1; i < near.of[seed].length && held < wanted; i++) {
            int s = giverShift[i < 0 ? seed : near.of[seed][i]];
            if (s != Model.NONE && !given[s]) {
                given[s] = true;
                held += giver.orders[partner[s]].length;
            }
        }
    }
}
