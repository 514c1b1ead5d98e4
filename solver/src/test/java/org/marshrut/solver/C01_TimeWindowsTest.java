package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When service may start.
class C01_TimeWindowsTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(1_000));
    private static final Shift DAY =
            Shift.of("s", "Anna", 0).depot(0).hours(at(9, 0), at(18, 0)).build();

    private static Problem problem(Visit... visits) {
        return Problem.of(road(0, 30, 60)).visits(List.of(visits)).shifts(List.of(DAY)).build();
    }

    private static Stop only(Visit visit) {
        Plan plan = Solver.evaluate(problem(visit), Map.of("s", List.of(visit.id())));
        return plan.routes().getFirst().stops().getFirst();
    }

    @Test
    void earlyArrivalWaits() {
        Stop stop = only(Visit.at("a", 1).window(at(10, 0), at(11, 0)).build());

        assertThat(stop.arrivalSeconds()).isEqualTo(at(9, 30));
        assertThat(stop.startSeconds()).isEqualTo(at(10, 0));
        assertThat(stop.waitSeconds()).isEqualTo(30 * MINUTE);
        assertThat(stop.lateSeconds()).isZero();
    }

    @Test
    void lateArrivalStartsAtOnceAndIsCounted() {
        Stop stop = only(Visit.at("a", 1).window(at(9, 0), at(9, 10)).build());

        assertThat(stop.startSeconds()).isEqualTo(at(9, 30));
        assertThat(stop.lateSeconds()).isEqualTo(20 * MINUTE);
    }

    @Test
    void windowBoundsTheStartNotTheEnd() {
        Stop stop =
                only(
                        Visit.at("a", 1)
                                .serviceSeconds(60 * MINUTE)
                                .window(at(9, 0), at(9, 30))
                                .build());

        assertThat(stop.lateSeconds()).isZero();
        assertThat(stop.departureSeconds()).isEqualTo(at(10, 30));
    }

    @Test
    void betweenTwoWindowsTheSecondIsAwaited() {
        Visit visit =
                Visit.at("a", 1)
                        .windows(
                                List.of(
                                        new TimeWindow(at(9, 0), at(9, 20)),
                                        new TimeWindow(at(14, 0), at(15, 0))))
                        .build();

        assertThat(only(visit).startSeconds()).isEqualTo(at(14, 0));
    }

    @Test
    void windowsOfOneDayReplaceTheGeneralOnes() {
        Visit visit =
                Visit.at("a", 1)
                        .window(at(9, 0), at(10, 0))
                        .windowsOn(0, List.of(new TimeWindow(at(12, 0), at(13, 0))))
                        .build();

        assertThat(only(visit).startSeconds()).isEqualTo(at(12, 0));
    }

    @Test
    void theOrderObeysTheWindows() {
        Visit far = Visit.at("far", 2).window(at(9, 0), at(10, 0)).build();
        Visit close = Visit.at("close", 1).window(at(10, 0), at(12, 0)).build();

        Plan plan = Solver.solve(problem(far, close), SETTINGS).plan();

        assertThat(plan.routes().getFirst().visitIds()).containsExactly("far", "close");
        assertThat(plan.violations()).isEmpty();
        assertThat(plan.provenOptimal()).isTrue();
    }

    @Test
    void hardWindowsLeaveOutWhatWouldBeLate() {
        Visit far = Visit.at("far", 2).window(at(9, 0), at(9, 10)).build();

        Outcome outcome = Solver.solve(problem(far), SETTINGS);

        assertThat(outcome).isInstanceOf(Outcome.Infeasible.class);
        assertThat(outcome.plan().routes()).isEmpty();
        assertThat(outcome.plan().unassigned()).hasSize(1);
    }

    @Test
    void pricedLatenessPlacesEverythingAndNamesTheMinutes() {
        Visit far = Visit.at("far", 2).window(at(9, 0), at(9, 10)).build();
        Problem soft = problem(far).withObjective(Objective.fewestLate());

        Outcome outcome = Solver.solve(soft, SETTINGS);

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat(outcome.plan().lateSeconds()).isEqualTo(50 * MINUTE);
        assertThat(outcome.plan().violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.WINDOW);
                    assertThat(violation.hard()).isFalse();
                    assertThat(violation.amount()).isEqualTo(50 * MINUTE);
                    assertThat(violation.message()).contains("far").contains("50 min");
                });
    }

    @Test
    void closedDaysAreNotUsed() {
        Visit closed = Visit.at("a", 1).closedOn(0).build();

        Plan plan = Solver.solve(problem(closed), SETTINGS).plan();

        assertThat(plan.unassigned().getFirst().blocked().getFirst().rule()).isEqualTo(Rule.CLOSED);
    }

    @Test
    void aFreeStartIsPutOffUntilItWouldCostTime() {
        Shift free =
                Shift.of("s", "Anna", 0)
                        .depot(0)
                        .hours(at(9, 0), at(18, 0))
                        .startFree(true)
                        .build();
        Visit noon = Visit.at("a", 1).window(at(12, 0), at(13, 0)).build();
        Problem problem = problem(noon).toBuilder().shifts(List.of(free)).build();

        Route route = Solver.solve(problem, SETTINGS).plan().routes().getFirst();

        assertThat(route.startSeconds()).isEqualTo(at(11, 30));
        assertThat(route.endSeconds()).isEqualTo(at(12, 30));
        assertThat(route.waitSeconds()).isZero();
    }
}
