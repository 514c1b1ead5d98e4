package org.marshrut.solver.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.testing.RandomProblems;

/// What an insertion is said to cost is what the oracle finds, and no cheaper place is overlooked.
class InsertionTest {

    private static final long BALANCE = 3;

    private int found;

    @Test
    void theCheapestPlaceOfEveryShiftIsFoundAndPricedExactly() {
        for (int seed = 0; seed < 80; seed++) {
            Routes routes = halfFull(seed);
            checkAll(routes, seed);
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void theCheapestShiftOfEveryWantedDayIsFound() {
        for (int seed = 0; seed < 200; seed++) {
            Routes routes = halfFull(seed);
            Model m = routes.m;
            Insertion insertion = insertion(routes, seed);
            boolean[] wanted = new boolean[m.days];
            for (int d = 0; d < m.days; d++) {
                wanted[d] = (seed + d) % 3 != 0;
            }
            for (int i = 0; i < routes.absent.count; i++) {
                int v = routes.absent.visits[i];
                long[] least = leastOfDays(m, insertion, v, wanted);
                insertion.scanDays(v, wanted);
                assertThat(insertion.ofDay.cost).as("seed %d visit %d", seed, v).isEqualTo(least);
            }
        }
    }

    /// Where answers are kept, a day may first have a bound, which says that it is one.
    @Test
    void aDayIsTrueOnceItIsSettled() {
        int bounds = 0;
        int exact = 0;
        for (int seed = 0; seed < 200; seed++) {
            Routes routes = halfFull(seed, BALANCE);
            Model m = routes.m;
            if (!KnownPlaces.applies(m) || m.precedences) {
                continue;
            }
            Insertion insertion = insertion(routes, seed);
            Insertion reference = insertion(routes, seed);
            boolean[] wanted = new boolean[m.days];
            Arrays.fill(wanted, true);
            for (int i = 0; i < routes.absent.count; i++) {
                int v = routes.absent.visits[i];
                long[] least = leastOfDays(m, reference, v, wanted);
                insertion.scanDays(v, wanted);
                for (int d = 0; d < m.days; d++) {
                    String where = "seed %d visit %d day %d".formatted(seed, v, d);
                    if (insertion.ofDay.shift[d] == Model.NONE || insertion.ofDay.exact[d]) {
                        exact++;
                    } else {
                        bounds++;
                        insertion.settleDay(v, d);
                        assertThat(
                                        insertion.ofDay.shift[d] == Model.NONE
                                                || insertion.ofDay.exact[d])
                                .as(where)
                                .isTrue();
                    }
                    assertThat(insertion.ofDay.cost[d]).as(where).isEqualTo(least[d]);
                }
            }
        }
        assertThat(bounds).isGreaterThan(50);
        assertThat(exact).isGreaterThan(50);
    }

    /// Work that a visit brings is priced as it changes the plan, the square of it included.
    @Test
    void balanceIsPricedExactly() {
        for (int seed = 0; seed < 40; seed++) {
            Routes routes = halfFull(seed, BALANCE);
            routes.commit();
            checkAll(routes, seed);
        }
        assertThat(found).isGreaterThan(50);
    }

    /// What a rep lost in the same step counts as his until it is placed again: without that, all
    /// would seem to belong to him.
    @Test
    void whatElseIsTakenOutCountsAsIfItWereThere() {
        int compared = 0;
        for (int seed = 0; seed < 60; seed++) {
            Routes routes = halfFull(seed, BALANCE);
            Model m = routes.m;
            for (int s = 0; s < m.shifts; s++) {
                for (int t = 0; t < m.shifts; t++) {
                    if (s != t && routes.size[s] > 0 && routes.size[t] > 0) {
                        int v = routes.order[s][0];
                        routes.commit();
                        routes.remove(s, 0, 1);
                        double[] alone = new double[m.reps];
                        routes.balanceSlopes(v, alone);
                        routes.remove(t, 0, 1);
                        double[] both = new double[m.reps];
                        routes.balanceSlopes(v, both);
                        assertThat(both).containsExactly(alone, within(1e-6));
                        routes.rollback();
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static long[] leastOfDays(Model m, Insertion insertion, int v, boolean[] wanted) {
        long[] least = new long[m.days];
        Arrays.fill(least, RouteEval.INFEASIBLE);
        insertion.scan(v);
        for (int s = 0; s < m.shifts; s++) {
            if (wanted[m.day[s]]) {
                least[m.day[s]] = Math.min(least[m.day[s]], insertion.ofShift.cost[s]);
            }
        }
        return least;
    }

    private void checkAll(Routes routes, int seed) {
        Insertion insertion = insertion(routes, seed);
        for (int i = 0; i < routes.absent.count; i++) {
            int v = routes.absent.visits[i];
            insertion.scan(v);
            for (int s = 0; s < routes.m.shifts; s++) {
                check(routes, insertion, v, s, "seed %d visit %d shift %d".formatted(seed, v, s));
            }
        }
    }

    private void check(Routes routes, Insertion insertion, int v, int s, String where) {
        long best = RouteEval.INFEASIBLE;
        routes.commit();
        if (routes.m.allows(v, s) && routes.fitsOthers(v, s)) {
            long before = Oracle.figures(routes.m.problem, RandomPlans.orders(routes)).totalCost();
            for (int p = 0; p <= routes.size[s]; p++) {
                routes.insert(v, s, p);
                var after = Oracle.figures(routes.m.problem, RandomPlans.orders(routes));
                if (after.feasible()) {
                    best = Math.min(best, after.totalCost() - before + routes.m.price[v]);
                }
                routes.rollback();
            }
        }
        boolean sameKind = routes.size[s] == 0 && earlierEmpty(routes, s);
        boolean offDay = !routes.patternAllows(v, routes.m.day[s]);
        if (sameKind || offDay) {
            return;
        }
        if (routes.m.timed[s]) {
            // Where ways break the triangle inequality a detour may save time: not looked for.
            assertThat(insertion.ofShift.cost[s])
                    .as(where)
                    .isGreaterThanOrEqualTo(best - 2 * routes.m.prices.perBalanceSecond());
        } else {
            // Balance is rounded down to whole prices of its squares.
            long rounding = 2 * routes.m.prices.perBalanceSecond();
            assertThat(insertion.ofShift.cost[s])
                    .as(where)
                    .isBetween(best - rounding, best + rounding);
            found += best < RouteEval.INFEASIBLE ? 1 : 0;
        }
    }

    private static boolean earlierEmpty(Routes routes, int s) {
        for (int t = 0; t < s; t++) {
            if (routes.size[t] == 0 && routes.m.kind[t] == routes.m.kind[s]) {
                return true;
            }
        }
        return false;
    }

    /// Prices that one insertion cannot know exactly are taken out.
    private static Routes halfFull(int seed) {
        return halfFull(seed, 0);
    }

    private static Routes halfFull(int seed, long balance) {
        Problem problem = new RandomProblems(seed, 12, 2, 1 + seed % 4).anything();
        var objective =
                problem.objective().toBuilder().perBalanceSecond(balance).perRepChange(0).build();
        Routes routes = new Routes(Model.of(problem.withObjective(objective)));
        RandomPlans.fill(routes, new Rng(seed), 8);
        return routes;
    }

    private static Insertion insertion(Routes routes, int seed) {
        Near near = new Near(routes.m, routes.m.n);
        Insertion insertion = new Insertion(routes, near, new Rng(seed));
        insertion.blinking(false);
        return insertion;
    }
}
