package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The order of stops, the clock aside.
class B01_ShortestRouteTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(2_000));

    private static List<Visit> visits(int count) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            visits.add(Visit.at("km" + i, i).build());
        }
        return visits;
    }

    @Test
    void stopsAlongARoadAreTakenInPassing() {
        Problem problem =
                Problem.of(road(0, 40, 10, 30, 20))
                        .visits(visits(4))
                        .shifts(List.of(Shift.of("s", "Anna", 0).from(0).build()))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.routes().getFirst().visitIds()).containsExactly("km2", "km4", "km3", "km1");
        assertThat(plan.totalCost()).isEqualTo(40_000);
        assertThat(plan.provenOptimal()).isTrue();
    }

    @Test
    void fixedEndPullsTheOrderRound() {
        Problem problem =
                Problem.of(road(0, 40, 10, 30, 20))
                        .visits(visits(4).subList(0, 3))
                        .shifts(List.of(Shift.of("s", "Anna", 0).from(0).to(4).build()))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.totalCost()).isEqualTo(60_000);
    }

    @Test
    void onewayStreetsCountInTheDirectionDriven() {
        int[] metres = {
            0, 1, 9, 9, //
            9, 0, 1, 9, //
            9, 9, 0, 1, //
            1, 9, 9, 0
        };
        Problem problem =
                Problem.of(Matrix.of(4, metres, metres))
                        .visits(visits(3))
                        .shifts(List.of(Shift.of("s", "Anna", 0).depot(0).build()))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.routes().getFirst().visitIds()).containsExactly("km1", "km2", "km3");
        assertThat(plan.totalCost()).isEqualTo(4);
    }

    @Test
    void manyStopsOnALineAreNoDetour() {
        int n = 80;
        int[] kilometres = new int[n + 1];
        Random random = new Random(1);
        for (int i = 1; i <= n; i++) {
            kilometres[i] = random.nextInt(500);
        }
        Problem problem =
                Problem.of(road(kilometres))
                        .visits(visits(n))
                        .shifts(List.of(Shift.of("s", "Anna", 0).depot(0).build()))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        int farthest = Arrays.stream(kilometres).max().orElseThrow();
        assertThat(plan.totalCost()).isEqualTo(2_000L * farthest);
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void largeAsymmetricTourIsNeverWorseThanItsStart() {
        Random random = new Random(3);
        int n = 60;
        int[] metres = random.ints((n + 1L) * (n + 1), 1, 10_000).toArray();
        Problem problem =
                Problem.of(Matrix.of(n + 1, metres, metres))
                        .visits(visits(n))
                        .shifts(List.of(Shift.of("s", "Anna", 0).depot(0).build()))
                        .build();
        long naive =
                Solver.evaluate(
                                problem,
                                java.util.Map.of(
                                        "s", problem.visits().stream().map(Visit::id).toList()))
                        .totalCost();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.complete()).isTrue();
        // Random arcs of 5000 on average; a good tour uses those below 500.
        assertThat(plan.totalCost()).isLessThan(naive / 5);
    }
}
