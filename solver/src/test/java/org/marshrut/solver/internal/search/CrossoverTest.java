package org.marshrut.solver.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.testing.RandomProblems;

/// A child of two plans is a plan: whatever the parents, no rule is broken and no visit doubled.
class CrossoverTest {

    @Test
    void aChildBreaksNoRuleAndKnowsItsCost() {
        int inherited = 0;
        for (int seed = 0; seed < 300; seed++) {
            Problem problem = new RandomProblems(seed, 14, 2, 1 + seed % 4).anything();
            Model m = Model.of(problem);
            Routes routes = new Routes(m);
            Rng rng = new Rng(seed);
            Snapshot first = parent(m, rng);
            Snapshot second = parent(m, rng);

            new Crossover(routes, new Near(m, m.n), rng).run(first, second);

            Plan child = Oracle.figures(problem, RandomPlans.orders(routes));
            assertThat(child.feasible()).as("seed %d: %s", seed, child.violations()).isTrue();
            assertThat(routes.cost()).as("seed %d", seed).isEqualTo(child.totalCost());
            inherited += m.n - routes.absent.count;
        }
        assertThat(inherited).isGreaterThan(1_000);
    }

    @Test
    void aPlanCrossedWithItselfIsItself() {
        for (int seed = 0; seed < 100; seed++) {
            Problem problem = new RandomProblems(seed, 14, 2, 1 + seed % 4).anything();
            Model m = Model.of(problem);
            Routes routes = new Routes(m);
            Rng rng = new Rng(seed);
            Snapshot plan = parent(m, rng);

            new Crossover(routes, new Near(m, m.n), rng).run(plan, plan);

            Routes expected = new Routes(m);
            plan.restore(expected);
            assertThat(RandomPlans.orders(routes))
                    .as("seed %d", seed)
                    .isEqualTo(RandomPlans.orders(expected));
        }
    }

    private static Snapshot parent(Model m, Rng rng) {
        Routes routes = new Routes(m);
        RandomPlans.fill(routes, rng, 120);
        return Snapshot.of(routes);
    }
}
