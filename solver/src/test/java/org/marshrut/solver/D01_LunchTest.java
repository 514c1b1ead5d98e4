package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The break inside a shift.
class D01_LunchTest {

    private static final Break NOON = new Break(at(12, 0), at(13, 0), 30 * MINUTE);

    private static Problem problem(Objective objective, Visit... visits) {
        Shift shift =
                Shift.of("s", "Anna", 0).depot(0).hours(at(9, 0), at(18, 0)).lunch(NOON).build();
        return Problem.of(road(0, 30, 60))
                .visits(List.of(visits))
                .shifts(List.of(shift))
                .objective(objective)
                .build();
    }

    private static Route route(Problem problem, String... order) {
        return Solver.evaluate(problem, Map.of("s", List.of(order))).routes().getFirst();
    }

    @Test
    void whoIsHomeBeforeNeedsNoBreak() {
        Visit visit = Visit.at("a", 1).serviceSeconds(180 * MINUTE).build();

        Route route = route(problem(Objective.shortest(), visit), "a");

        assertThat(route.endSeconds()).isEqualTo(at(13, 0));
        assertThat(route.breakTaken()).isEmpty();
    }

    @Test
    void aLongerDayIsInterrupted() {
        Visit visit = Visit.at("a", 1).serviceSeconds(195 * MINUTE).build();

        Route route = route(problem(Objective.shortest(), visit), "a");

        // Reached at 12:45 after the service, eaten on the way home.
        assertThat(route.breakTaken()).contains(new BreakTaken(at(12, 45), at(13, 15), 1));
        assertThat(route.endSeconds()).isEqualTo(at(13, 45));
        assertThat(route.waitSeconds()).isZero();
    }

    @Test
    void waitingTimeIsUsedForTheBreak() {
        Visit morning = Visit.at("a", 1).serviceSeconds(130 * MINUTE).build();
        Visit afternoon = Visit.at("b", 2).window(at(13, 0), at(15, 0)).build();

        Route route = route(problem(Objective.shortest(), morning, afternoon), "a", "b");

        // At b by 12:10, eating until 12:40, 20 minutes left to wait.
        assertThat(route.breakTaken()).contains(new BreakTaken(at(12, 0), at(12, 30), 1));
        assertThat(route.stops().get(1).arrivalSeconds()).isEqualTo(at(12, 40));
        assertThat(route.stops().get(1).startSeconds()).isEqualTo(at(13, 0));
        assertThat(route.stops().get(1).waitSeconds()).isEqualTo(20 * MINUTE);
    }

    @Test
    void whoArrivesBeforeTheBreakMayBeginWaitsForIt() {
        Visit morning = Visit.at("a", 1).serviceSeconds(60 * MINUTE).build();
        Visit afternoon = Visit.at("b", 2).window(at(13, 30), at(15, 0)).build();

        Route route = route(problem(Objective.shortest(), morning, afternoon), "a", "b");

        assertThat(route.breakTaken()).contains(new BreakTaken(at(12, 0), at(12, 30), 1));
        assertThat(route.stops().get(1).arrivalSeconds()).isEqualTo(at(11, 0));
        assertThat(route.stops().get(1).waitSeconds()).isEqualTo(120 * MINUTE);
    }

    @Test
    void theBreakMovesToKeepAWindow() {
        Visit first = Visit.at("a", 1).serviceSeconds(150 * MINUTE).build();
        Visit second = Visit.at("b", 2).window(at(9, 0), at(12, 35)).build();

        Plan plan =
                Solver.evaluate(
                        problem(Objective.shortest(), first, second),
                        Map.of("s", List.of("a", "b")));

        assertThat(plan.violations()).isEmpty();
        assertThat(plan.routes().getFirst().breakTaken().orElseThrow().beforeStop()).isEqualTo(2);
    }

    @Test
    void aServiceAcrossTheWholeBreakWindowIsPutBehindTheBreak() {
        Visit visit = Visit.at("a", 1).serviceSeconds(300 * MINUTE).build();

        Route route = route(problem(Objective.shortest(), visit), "a");

        assertThat(route.breakTaken()).contains(new BreakTaken(at(12, 0), at(12, 30), 0));
        assertThat(route.endSeconds()).isEqualTo(at(18, 0));
    }

    @Test
    void theSolverCountsTheBreakIn() {
        // Two services of four hours fit nine hours, but not with the break.
        Visit one = Visit.at("a", 0).serviceSeconds(265 * MINUTE).build();
        Visit two = Visit.at("b", 0).serviceSeconds(265 * MINUTE).build();

        Plan plan =
                Solver.solve(
                                problem(Objective.shortest(), one, two),
                                Settings.of(StopRule.iterations(100)))
                        .plan();

        assertThat(plan.unassigned()).hasSize(1);
        assertThat(plan.feasible()).isTrue();
    }
}
