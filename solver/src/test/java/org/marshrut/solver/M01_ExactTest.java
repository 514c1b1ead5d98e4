package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.BruteForce;
import org.marshrut.solver.testing.RandomProblems;
import org.marshrut.solver.testing.Region;

/// Small days are proven optimal.
class M01_ExactTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(200));

    @Test
    void exactEqualsBruteForceUnderEveryRule() {
        int proven = 0;
        for (int seed = 0; seed < 250; seed++) {
            int visits = seed % 200 == 0 ? 8 : seed % 50 == 0 ? 7 : 4 + seed % 3;
            Problem problem = new RandomProblems(seed, visits, 1, 1).withIndexPins().anything();
            Plan plan = Solver.solve(problem, SETTINGS).plan();
            long least = BruteForce.leastCost(problem);

            if (plan.provenOptimal()) {
                proven++;
                assertThat(plan.totalCost()).as("seed %d", seed).isEqualTo(least);
                assertThat(plan.feasible()).as("seed %d", seed).isTrue();
                assertThat(plan.bound().orElseThrow().gap(plan.totalCost())).isZero();
            } else if (plan.feasible()) {
                assertThat(plan.totalCost()).as("seed %d", seed).isGreaterThanOrEqualTo(least);
            }
        }
        assertThat(proven).isGreaterThan(150);
    }

    @Test
    void twelveStopsAreProvenAndBeatEveryNeighbour() {
        for (int seed = 0; seed < 20; seed++) {
            Problem problem = new Region(seed, 12, 1, 1).day();

            Plan plan = Solver.solve(problem, SETTINGS).plan();

            assertThat(plan.provenOptimal()).isTrue();
            List<String> order = plan.routes().getFirst().visitIds();
            for (int i = 0; i < 12; i++) {
                for (int j = i + 1; j < 12; j++) {
                    List<String> swapped = new java.util.ArrayList<>(order);
                    java.util.Collections.swap(swapped, i, j);
                    assertThat(Solver.evaluate(problem, Map.of("day", swapped)).totalCost())
                            .isGreaterThanOrEqualTo(plan.totalCost());
                }
            }
        }
    }

    @Test
    void thirteenStopsAreSearchedNotProven() {
        Plan plan = Solver.solve(new Region(1, 13, 1, 1).day(), SETTINGS).plan();

        assertThat(plan.provenOptimal()).isFalse();
        assertThat(plan.bound()).isEmpty();
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void searchFindsTheProvenOptimumToo() {
        // The same twelve stops, but with an idle second shift, so that the search has to find it.
        for (int seed = 0; seed < 10; seed++) {
            Problem exact = new Region(seed, 12, 1, 1).day();
            Problem searched =
                    exact.toBuilder()
                            .shifts(
                                    List.of(
                                            exact.shifts().getFirst(),
                                            Shift.of("idle", "other", 0).maxStops(0).build()))
                            .build();

            long best = Solver.solve(exact, SETTINGS).plan().totalCost();
            Plan found = Solver.solve(searched, Settings.of(StopRule.iterations(3_000))).plan();

            assertThat(found.totalCost()).as("seed %d", seed).isEqualTo(best);
        }
    }
}
