package org.marshrut.solver.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Solver;
import org.marshrut.solver.testing.RandomProblems;

/// The plan under construction keeps its sums and can take everything back.
class RoutesTest {

    @Test
    void costOfSeveralRoutesEqualsTheOracles() {
        for (int seed = 0; seed < 300; seed++) {
            Problem problem = new RandomProblems(seed, 14, 2, 4).anything();
            Routes routes = new Routes(Model.of(problem));
            Rng rng = new Rng(seed);
            for (int step = 0; step < 60; step++) {
                insertSomewhere(routes, rng);
            }

            Plan plan = Solver.evaluate(problem, orders(routes));

            assertThat(plan.feasible()).as("seed %d: %s", seed, plan.violations()).isTrue();
            assertThat(routes.cost()).as("seed %d", seed).isEqualTo(plan.totalCost());
        }
    }

    @Test
    void rollbackRestoresEveryFigure() {
        for (int seed = 0; seed < 100; seed++) {
            Problem problem = new RandomProblems(seed, 14, 2, 4).anything();
            Routes routes = new Routes(Model.of(problem));
            Rng rng = new Rng(seed);
            for (int step = 0; step < 40; step++) {
                insertSomewhere(routes, rng);
            }
            routes.commit();
            long cost = routes.cost();
            long searchCost = routes.searchCost();
            Map<String, List<String>> before = orders(routes);

            for (int step = 0; step < 10; step++) {
                int s = rng.below(routes.m.shifts);
                if (routes.size[s] > 0) {
                    routes.remove(s, rng.below(routes.size[s]), 1);
                }
                insertSomewhere(routes, rng);
            }
            routes.rollback();

            assertThat(orders(routes)).as("seed %d", seed).isEqualTo(before);
            assertThat(routes.cost()).as("seed %d", seed).isEqualTo(cost);
            assertThat(routes.searchCost()).as("seed %d", seed).isEqualTo(searchCost);
        }
    }

    private static void insertSomewhere(Routes routes, Rng rng) {
        Model m = routes.m;
        if (routes.absent.count == 0) {
            return;
        }
        int v = routes.absent.visits[rng.below(routes.absent.count)];
        int s = rng.below(m.shifts);
        int gap = rng.below(routes.size[s] + 1);
        int[] longer = new int[routes.size[s] + 1];
        System.arraycopy(routes.order[s], 0, longer, 0, gap);
        longer[gap] = v;
        System.arraycopy(routes.order[s], gap, longer, gap + 1, routes.size[s] - gap);
        if (m.allows(v, s)
                && routes.fitsOthers(v, s)
                && routes.eval.cost(s, longer, longer.length) < RouteEval.INFEASIBLE) {
            routes.insert(v, s, gap);
        }
    }

    static Map<String, List<String>> orders(Routes routes) {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        for (int s = 0; s < routes.m.shifts; s++) {
            if (routes.size[s] > 0) {
                List<String> ids = new ArrayList<>();
                Arrays.stream(routes.order[s], 0, routes.size[s])
                        .forEach(v -> ids.add(routes.m.problem.visits().get(v).id()));
                orders.put(routes.m.problem.shifts().get(s).id(), ids);
            }
        }
        return orders;
    }
}
