package org.marshrut.solver.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.testing.RandomProblems;

/// While a search may pass through load above capacity, every unit is priced, nothing of it counts
/// as a plan, and all can be taken back.
class OverloadTest {

    private static final double PRICE = 123.5;

    @Test
    void anInsertionCostsWhatItChangesOverloadIncluded() {
        int beyond = 0;
        for (int seed = 0; seed < 600; seed++) {
            Routes routes = overloaded(seed);
            Model m = routes.m;
            Insertion insertion = insertion(routes, new Rng(seed));
            for (int i = 0; i < routes.absent.count; i++) {
                int v = routes.absent.visits[i];
                insertion.scan(v);
                for (int s = 0; s < m.shifts; s++) {
                    long said = insertion.ofShift.cost[s];
                    if (said < RouteEval.INFEASIBLE && routes.fitsOthers(v, s)) {
                        boolean exceeds = routes.overload.exceeds(v, s);
                        long before = routes.searchCost();
                        routes.insert(v, s, insertion.ofShift.place[s]);
                        long change = routes.searchCost() - before + m.price[v];
                        assertThat(said)
                                .as("seed %d visit %d shift %d", seed, v, s)
                                .isBetween(change - 1, change + 1);
                        assertThat(routes.cost() >= RouteEval.INFEASIBLE)
                                .isEqualTo(!routes.overload.none());
                        beyond += exceeds ? 1 : 0;
                        routes.rollback();
                        assertThat(routes.searchCost()).isEqualTo(before);
                    }
                }
            }
        }
        assertThat(beyond).isGreaterThan(50);
    }

    /// One visit too many and no more; and none that is too much by itself.
    @Test
    void aRouteThatIsOverTakesNothingMore() {
        int over = 0;
        for (int seed = 0; seed < 600; seed++) {
            Routes routes = overloaded(seed);
            Model m = routes.m;
            for (int s = 0; s < m.shifts; s++) {
                boolean full = routes.load[s] > m.capacity[s];
                over += full ? 1 : 0;
                for (int v = 0; v < m.n; v++) {
                    assertThat(routes.overload.admits(v, s))
                            .isEqualTo(!full && m.load[v] <= m.capacity[s]);
                }
            }
        }
        assertThat(over).isGreaterThan(30);
    }

    @Test
    void whatIsForbiddenAgainIsForgotten() {
        int asked = 0;
        for (int seed = 0; seed < 600; seed++) {
            Routes routes = overloaded(seed);
            Model m = routes.m;
            Insertion insertion = insertion(routes, new Rng(seed));
            for (int i = 0; i < routes.absent.count; i++) {
                insertion.scan(routes.absent.visits[i]);
            }
            routes.allowOverload(false);
            for (int i = 0; i < routes.absent.count; i++) {
                int v = routes.absent.visits[i];
                insertion.scan(v);
                for (int s = 0; s < m.shifts; s++) {
                    if (routes.overload.exceeds(v, s)) {
                        asked++;
                        assertThat(insertion.ofShift.cost[s])
                                .isGreaterThanOrEqualTo(RouteEval.INFEASIBLE);
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(50);
    }

    private static Insertion insertion(Routes routes, Rng rng) {
        Insertion insertion = new Insertion(routes, new Near(routes.m, routes.m.n), rng);
        insertion.blinking(false);
        return insertion;
    }

    /// A plan by chance, some of it above capacity.
    private static Routes overloaded(int seed) {
        Problem problem = new RandomProblems(seed, 24, 2, 2).anything();
        var plain = problem.objective().toBuilder().perBalanceSecond(0).perRepChange(0).build();
        Routes routes = new Routes(Model.of(problem.withObjective(plain)));
        Rng rng = new Rng(seed);
        routes.overload.price(PRICE);
        routes.allowOverload(true);
        Model m = routes.m;
        Insertion insertion = insertion(routes, rng);
        for (int tries = 0; tries < 40 && routes.absent.count > 4; tries++) {
            int v = routes.absent.visits[rng.below(routes.absent.count)];
            int s = rng.below(m.shifts);
            insertion.scan(v);
            if (insertion.ofShift.cost[s] < RouteEval.INFEASIBLE && routes.fitsOthers(v, s)) {
                routes.insert(v, s, insertion.ofShift.place[s]);
            }
        }
        routes.commit();
        return routes;
    }
}
