package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.model.Model;

/// Gives every store to one of its nearest reps, so that ways are short and loads even.
///
/// What a call costs is reckoned as a share of the way from the rep's centre and back, since calls
/// share trips. Every store begins with its nearest rep; then one after another goes to whoever
/// makes the sum least of ways and of squares of uneven loads, until none gains. An auction, where
/// whole clusters of stores change hands at every toll, does not settle on such regions.
final class SharingOut {

    private static final int ROUNDS = 60;
    private static final double TRIP_SHARE = 0.3; // of the way there and back, for one call
    private static final double EVENNESS = 5; // see [#evenness]
    private static final double FULL = 0.85; // of the shifts
    private static final double OVERLOAD = 100; // times dearer than uneven

    private final Whole whole;
    private final Territories land;
    private final double[] load; // [reps], seconds
    private final int[] at; // [units], index of the owner among the nearest
    private final double[][] cost; // [units][nearest]
    private double all; // seconds of all reps

    private SharingOut(Whole whole, Territories land) {
        this.whole = whole;
        this.land = land;
        load = new double[land.reps];
        at = new int[land.visitsOf.length];
        cost = new double[at.length][];
    }

    /// Rep by unit, NONE where nobody may do it.
    static int[] owners(Whole whole, Territories land) {
        SharingOut sharing = new SharingOut(whole, land);
        sharing.run();
        int[] owners = new int[sharing.at.length];
        for (int u = 0; u < owners.length; u++) {
            int[] nearest = land.nearestReps[u];
            owners[u] = nearest.length == 0 ? Model.NONE : nearest[sharing.at[u]];
        }
        return owners;
    }

    private void run() {
        for (int u = 0; u < at.length; u++) {
            cost[u] = costs(u);
            if (cost[u].length > 0) {
                load[land.nearestReps[u][0]] += work(u, 0);
            }
        }
        double evenness = evenness();
        boolean better = true;
        for (int round = 0; better && round < ROUNDS; round++) {
            better = false;
            all = Arrays.stream(load).sum();
            for (int u = 0; u < at.length; u++) {
                better |= cost[u].length > 1 && move(u, evenness);
            }
        }
    }

    private boolean move(int u, double evenness) {
        int giver = land.nearestReps[u][at[u]];
        double relief = change(giver, -work(u, at[u]));
        int best = at[u];
        double least = 0;
        for (int i = 0; i < cost[u].length; i++) {
            if (i != at[u]) {
                double burden = change(land.nearestReps[u][i], work(u, i));
                double sum = cost[u][i] - cost[u][at[u]] + evenness * (burden + relief);
                if (sum < least) {
                    least = sum;
                    best = i;
                }
            }
        }
        if (best == at[u]) {
            return false;
        }
        load[giver] -= work(u, at[u]);
        load[land.nearestReps[u][best]] += work(u, best);
        at[u] = best;
        return true;
    }

    /// What more or less work changes in the square of what is off a rep's fair share, what is too
    /// much for the shifts counting many times.
    private double change(int r, double seconds) {
        return uneven(r, load[r] + seconds) - uneven(r, load[r]);
    }

    private double uneven(int r, double seconds) {
        double off = seconds - all * land.room[r] / Math.max(1, land.roomInAll);
        double over = Math.max(0, seconds - FULL * land.room[r]);
        return off * off + OVERLOAD * over * over;
    }

    /// Price of a squared second: the objective's, but at least so much that, a tenth above the
    /// fair share, a second of work costs as much as one at the wheel.
    private double evenness() {
        double costs = 0;
        double seconds = 0;
        for (int u = 0; u < at.length; u++) {
            if (cost[u].length > 0) {
                costs += cost[u][0];
                seconds += TRIP_SHARE * land.way[u][0] * land.visitsOf[u].length;
            }
        }
        double share = Arrays.stream(load).sum() / land.reps;
        return Math.max(
                whole.problem.objective().perBalanceSecond() / 3600.0,
                EVENNESS * costs / Math.max(1, seconds) / Math.max(1, share));
    }

    /// What the unit's calls cost on the way from and to each of the nearest.
    private double[] costs(int u) {
        Matrix matrix = whole.problem.matrix();
        Objective prices = whole.problem.objective();
        int there = land.location(u);
        double[] costs = new double[land.nearestReps[u].length];
        for (int i = 0; i < costs.length; i++) {
            int home = land.centre[land.nearestReps[u][i]];
            double metres =
                    (double) matrix.distanceMetres(home, there)
                            + matrix.distanceMetres(there, home);
            double price = prices.perMetre() * metres + prices.perTravelSecond() * land.way[u][i];
            costs[i] = TRIP_SHARE * land.visitsOf[u].length * (price > 0 ? price : land.way[u][i]);
        }
        return costs;
    }

    private double work(int u, int nearest) {
        double sum = 0;
        for (int v : land.visitsOf[u]) {
            Visit visit = whole.problem.visits().get(v);
            sum += visit.serviceSeconds() + TRIP_SHARE * land.way[u][nearest];
        }
        return sum;
    }
}
