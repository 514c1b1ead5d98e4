package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One rep, one store: the figures of a route.
class A01_OneVisitTest {

    private static final Settings SHORT = Settings.of(StopRule.iterations(100));

    /// Home at kilometre 0, the store at kilometre 30; a kilometre takes a minute.
    private static Problem problem(Shift shift) {
        return Problem.of(road(0, 30))
                .visits(List.of(Visit.at("store", 1).serviceSeconds(15 * MINUTE).load(2).build()))
                .shifts(List.of(shift))
                .build();
    }

    @Test
    void thereAndBack() {
        Shift shift = Shift.of("monday", "Anna", 0).depot(0).hours(at(9, 0), at(18, 0)).build();

        Outcome outcome = Solver.solve(problem(shift), SHORT);

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        Plan plan = outcome.plan();
        Route route = plan.findRoute("monday").orElseThrow();
        assertThat(route.rep()).isEqualTo("Anna");
        assertThat(route.startSeconds()).isEqualTo(at(9, 0));
        assertThat(route.endSeconds()).isEqualTo(at(10, 15));
        assertThat(route.durationSeconds()).isEqualTo(75 * MINUTE);
        assertThat(route.distanceMetres()).isEqualTo(60_000);
        assertThat(route.travelSeconds()).isEqualTo(60 * MINUTE);
        assertThat(route.serviceSeconds()).isEqualTo(15 * MINUTE);
        assertThat(route.travelToEndSeconds()).isEqualTo(30 * MINUTE);
        assertThat(route.distanceToEndMetres()).isEqualTo(30_000);
        assertThat(route.load()).isEqualTo(2);
        assertThat(route.stops())
                .containsExactly(
                        new Stop(
                                "store",
                                1,
                                30 * MINUTE,
                                30_000,
                                at(9, 30),
                                at(9, 30),
                                at(9, 45),
                                0,
                                0));
        assertThat(plan.totalCost()).isEqualTo(60_000);
        assertThat(plan.distanceMetres()).isEqualTo(60_000);
        assertThat(plan.travelSeconds()).isEqualTo(3600);
        assertThat(plan.provenOptimal()).isTrue();
        assertThat(plan.complete()).isTrue();
        assertThat(plan.feasible()).isTrue();
        assertThat(plan.slots()).isEqualTo(Map.of("store", new Slot("Anna", 0)));
    }

    @Test
    void anOpenEndCostsNothing() {
        Shift oneWay = Shift.of("s", "Anna", 0).from(0).hours(at(9, 0), at(18, 0)).build();
        Shift open = Shift.of("s", "Anna", 0).hours(at(9, 0), at(18, 0)).build();

        Route there = Solver.solve(problem(oneWay), SHORT).plan().routes().getFirst();
        Route only = Solver.solve(problem(open), SHORT).plan().routes().getFirst();

        assertThat(there.distanceMetres()).isEqualTo(30_000);
        assertThat(there.endSeconds()).isEqualTo(at(9, 45));
        assertThat(only.distanceMetres()).isZero();
        assertThat(only.startSeconds()).isEqualTo(at(9, 0));
        assertThat(only.endSeconds()).isEqualTo(at(9, 15));
    }

    @Test
    void nothingToDoIsSolvedAtOnce() {
        Problem nothing = Problem.of(road(0)).build();

        Outcome outcome = Solver.solve(nothing, Settings.within(Duration.ofMinutes(1)));

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat(outcome.plan().routes()).isEmpty();
        assertThat(outcome.statistics().reason()).isEqualTo(Outcome.Reason.PROVEN);
    }

    @Test
    void withoutShiftsEverythingIsUnassigned() {
        Problem problem =
                Problem.of(road(0, 30)).visits(List.of(Visit.at("store", 1).build())).build();

        Outcome outcome = Solver.solve(problem, SHORT);

        assertThat(outcome).isInstanceOf(Outcome.Infeasible.class);
        assertThat(outcome.plan().unassigned()).hasSize(1);
        assertThat(outcome.plan().unassigned().getFirst().blocked()).isEmpty();
        assertThat(outcome.plan().complete()).isFalse();
    }
}
