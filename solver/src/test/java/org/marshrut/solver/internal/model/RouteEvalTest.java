package org.marshrut.solver.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Solver;
import org.marshrut.solver.testing.RandomProblems;

/// The fast evaluation against the oracle.
class RouteEvalTest {

    @Test
    void costOfAnyOrderOfOneShiftEqualsTheOracles() {
        int feasible = 0;
        int infeasible = 0;
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            Problem problem = new RandomProblems(seed, 4 + seed % 7, 1, 1).anything();
            Model model = Model.of(problem);
            RouteEval eval = new RouteEval(model);
            List<Integer> visits = new ArrayList<>();
            for (int v = 0; v < model.n; v++) {
                if (model.allows(v, 0) && random.nextInt(4) > 0) {
                    visits.add(v);
                }
            }
            java.util.Collections.shuffle(visits, random);
            int[] order = visits.stream().mapToInt(Integer::intValue).toArray();
            long cost = eval.cost(0, order, order.length);

            Plan plan =
                    Solver.evaluate(
                            problem,
                            Map.of(
                                    problem.shifts().getFirst().id(),
                                    visits.stream().map(v -> "v" + v).toList()));

            if (plan.feasible()) {
                feasible++;
                assertThat(cost)
                        .as("seed %d, %s", seed, plan)
                        .isEqualTo(plan.totalCost() - plan.cost().unassigned());
            } else {
                infeasible++;
                assertThat(cost)
                        .as("seed %d, %s", seed, plan.violations())
                        .isEqualTo(RouteEval.INFEASIBLE);
            }
        }
        assertThat(feasible).isGreaterThan(500);
        assertThat(infeasible).isGreaterThan(500);
    }

    @Test
    void constantTimeInsertionCheckEqualsDrivingTheOrderThrough() {
        int yes = 0;
        int no = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Problem problem = new RandomProblems(seed, 8, 1, 1).anything();
            Model model = Model.of(problem);
            if (model.timed[0] || model.timeless[0]) {
                continue;
            }
            Routes routes = new Routes(model);
            for (int v = 0; v < model.n; v++) {
                if (!model.allows(v, 0) || model.pinPlace[v] != Model.ANYWHERE) {
                    continue;
                }
                int gap = new Random(seed + v).nextInt(routes.size[0] + 1);
                int[] longer = new int[routes.size[0] + 1];
                System.arraycopy(routes.order[0], 0, longer, 0, gap);
                longer[gap] = v;
                System.arraycopy(routes.order[0], gap, longer, gap + 1, routes.size[0] - gap);
                boolean others =
                        routes.eval.staticCost(0, longer, longer.length) < RouteEval.INFEASIBLE;
                if (!others) {
                    continue;
                }
                boolean driven = routes.eval.cost(0, longer, longer.length) < RouteEval.INFEASIBLE;
                routes.aim(v, 0);
                assertThat(routes.fits(gap)).as("seed %d visit %d", seed, v).isEqualTo(driven);
                if (driven) {
                    routes.insert(v, 0, gap);
                    yes++;
                } else {
                    no++;
                }
            }
        }
        assertThat(yes).isGreaterThan(500);
        assertThat(no).isGreaterThan(100);
    }
}
