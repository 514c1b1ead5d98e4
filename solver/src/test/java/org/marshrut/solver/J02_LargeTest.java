package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// Many visits: a valid plan at once, whatever the time allows.
class J02_LargeTest {

    @Test
    void fiveHundredStopsInOneShiftAreOrderedSensibly() {
        Problem problem = new Region(1, 500, 1, 1).day();
        long naive =
                Solver.evaluate(
                                problem,
                                java.util.Map.of(
                                        "day", problem.visits().stream().map(Visit::id).toList()))
                        .totalCost();

        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(2_000))).plan();

        assertThat(plan.complete()).isTrue();
        assertThat(plan.totalCost()).isLessThan(naive / 10);
    }

    @Test
    void aHopelesslyLateDayStillHoldsEveryVisit() {
        Problem shape = new Region(2, 150, 1, 1).day();
        List<Visit> visits = new ArrayList<>();
        Random random = new Random(1);
        for (Visit visit : shape.visits()) {
            int from = (9 + random.nextInt(6)) * 3600;
            visits.add(
                    Visit.at(visit.id(), visit.location())
                            .serviceSeconds(900)
                            .window(from, from + 7200)
                            .build());
        }
        Shift shift =
                Shift.of("day", "rep", 0)
                        .depot(150)
                        .hours(9 * 3600, 18 * 3600)
                        .lunch(new Break(12 * 3600, 14 * 3600, 1800))
                        .overtimeCostPerSecond(10)
                        .build();
        Problem problem =
                shape.toBuilder()
                        .visits(visits)
                        .shifts(List.of(shift))
                        .objective(Objective.fewestLate())
                        .build();

        Outcome outcome = Solver.solve(problem, Settings.of(StopRule.iterations(5)));

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat(outcome.plan().lateSeconds()).isPositive();
        assertThat(outcome.plan().routes().getFirst().stops()).hasSize(150);
    }

    @Test
    void hundredsOfVisitsOnOneDayAreSharedAmongManyShifts() {
        Problem shape = new Region(3, 400, 1, 1).day();
        List<Visit> visits =
                shape.visits().stream()
                        .map(visit -> Visit.at(visit.id(), visit.location()).load(1).build())
                        .toList();
        List<Shift> shifts = new ArrayList<>();
        for (int k = 0; k < 25; k++) {
            shifts.add(Shift.of("k" + k, "r" + k, 0).depot(400).capacity(20).build());
        }
        Problem problem = shape.toBuilder().visits(visits).shifts(shifts).build();

        Plan first = Solver.solve(problem, Settings.of(StopRule.iterations(0))).plan();
        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(3_000))).plan();

        assertThat(plan.complete()).isTrue();
        assertThat(plan.feasible()).isTrue();
        assertThat(plan.totalCost()).isLessThanOrEqualTo(first.totalCost());
    }

    @Test
    void theFirstPlanIsFinishedEvenIfTheTimeIsUp() {
        Problem problem = new Region(4, 250, 4, 20).month();

        Outcome outcome = Solver.solve(problem, Settings.within(Duration.ofMillis(1)));

        // Greedily: a few calls may still be missing, but nothing was left untried.
        assertThat(outcome.plan().unassigned().size()).isLessThan(problem.visits().size() / 20);
    }
}
