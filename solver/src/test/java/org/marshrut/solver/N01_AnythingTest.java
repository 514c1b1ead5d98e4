package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.RandomProblems;

/// What must hold whatever the problem.
class N01_AnythingTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(60));

    @Test
    void noRuleIsBrokenAndNothingLostOrDoubled() {
        for (int seed = 0; seed < 250; seed++) {
            Problem problem =
                    new RandomProblems(seed, 5 + seed % 20, 1 + seed % 3, 1 + seed % 5).anything();

            Plan plan = Solver.solve(problem, SETTINGS.withSeed(seed)).plan();

            assertThat(plan.feasible()).as("seed %d: %s", seed, plan.violations()).isTrue();
            Set<String> seen = new HashSet<>();
            for (Route route : plan.routes()) {
                for (Stop stop : route.stops()) {
                    assertThat(seen.add(stop.visitId())).as("seed %d", seed).isTrue();
                }
            }
            for (Unassigned left : plan.unassigned()) {
                assertThat(seen.add(left.visitId())).as("seed %d", seed).isTrue();
                assertThat(left.blocked()).hasSize(problem.shifts().size());
            }
            assertThat(seen).as("seed %d", seed).hasSize(problem.visits().size());
        }
    }

    @Test
    void theSearchKnowsTheTrueCostOfItsPlan() {
        for (int seed = 0; seed < 60; seed++) {
            Problem problem =
                    new RandomProblems(seed, 14 + seed % 10, 1 + seed % 3, 1 + seed % 5).anything();
            List<Progress> news = new ArrayList<>();

            Plan plan =
                    Solver.solve(problem, SETTINGS.withListener(news::add, java.time.Duration.ZERO))
                            .plan();

            assertThat(news.getLast().bestCost()).as("seed %d", seed).isEqualTo(plan.totalCost());
        }
    }

    @Test
    void theOrderOfTheInputDoesNotDecideWhatFits() {
        for (int seed = 0; seed < 60; seed++) {
            Problem problem = new RandomProblems(seed, 6, 1, 1).anything();
            List<Visit> shuffled = new ArrayList<>(problem.visits());
            Collections.shuffle(shuffled, new Random(seed));
            Problem permuted = problem.toBuilder().visits(shuffled).build();

            Plan plan = Solver.solve(problem, SETTINGS).plan();
            Plan other = Solver.solve(permuted, SETTINGS).plan();

            assertThat(other.complete()).as("seed %d", seed).isEqualTo(plan.complete());
            if (plan.provenOptimal() && other.provenOptimal()) {
                assertThat(other.totalCost()).as("seed %d", seed).isEqualTo(plan.totalCost());
            }
        }
    }

    @Test
    void evaluationDoesNotDependOnTheOrderOfTheInput() {
        for (int seed = 0; seed < 100; seed++) {
            RandomProblems random = new RandomProblems(seed, 10, 2, 3);
            Problem problem = random.anything();
            Map<String, List<String>> orders = random.anyOrders(problem);
            List<Visit> shuffled = new ArrayList<>(problem.visits());
            Collections.shuffle(shuffled, new Random(seed));

            Plan plan = Solver.evaluate(problem, orders);
            Plan other = Solver.evaluate(problem.toBuilder().visits(shuffled).build(), orders);

            assertThat(other.routes()).isEqualTo(plan.routes());
            assertThat(other.violations()).isEqualTo(plan.violations());
            assertThat(other.cost()).isEqualTo(plan.cost());
        }
    }

    @Test
    void addingAVisitNeverCrashesAndCostsAtMostItsPrice() {
        for (int seed = 0; seed < 60; seed++) {
            Problem problem = new RandomProblems(seed, 7, 1, 1).anything();
            List<Visit> more = new ArrayList<>(problem.visits());
            more.add(Visit.at("new", 2).serviceSeconds(600).optional(10_000).build());
            Problem larger = problem.toBuilder().visits(more).build();

            Plan plan = Solver.solve(problem, SETTINGS).plan();
            Plan other = Solver.solve(larger, SETTINGS).plan();

            if (plan.provenOptimal() && other.provenOptimal()) {
                assertThat(other.totalCost())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(plan.totalCost() + 10_000);
            }
            assertThat(other.feasible()).isTrue();
        }
    }

    @Test
    void improvingNeverWorsens() {
        for (int seed = 0; seed < 60; seed++) {
            Problem problem = new RandomProblems(seed, 16, 2, 3).anything();
            Plan plan = Solver.solve(problem, SETTINGS).plan();

            Plan improved = Solver.improve(problem, plan, SETTINGS.withSeed(seed)).plan();

            assertThat(improved.totalCost())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(plan.totalCost());
            assertThat(improved.feasible()).isTrue();
        }
    }

    @Test
    void anyOrderWhateverItBreaksCanBeImprovedIntoAFeasiblePlan() {
        for (int seed = 0; seed < 60; seed++) {
            RandomProblems random = new RandomProblems(seed, 12, 2, 3);
            Problem problem = random.anything();

            Plan plan = Solver.improve(problem, random.anyOrders(problem), SETTINGS).plan();

            assertThat(plan.feasible()).as("seed %d: %s", seed, plan.violations()).isTrue();
        }
    }
}
