package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Break;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;
import org.marshrut.solver.testing.RandomProblems;

/// What is certain to be in the way without driving.
class HeadroomTest {

    private static final Visit NEAR = Visit.at("near", 1).serviceSeconds(60 * MINUTE).build();
    private static final Visit FAR = Visit.at("far", 2).serviceSeconds(20 * MINUTE).build();

    /// Home at kilometre 0, "near" at 30, "far" at 60.
    private static Problem problem(Shift shift, Visit... visits) {
        return Problem.of(road(0, 30, 60)).visits(List.of(visits)).shifts(List.of(shift)).build();
    }

    private static Shift.Builder until(int hour, int minute) {
        return Shift.of("s", "Anna", 0).depot(0).hours(at(9, 0), at(hour, minute));
    }

    private static Headroom headroom(Problem problem, String... order) {
        return new Headroom(problem, new Placement(problem, Map.of("s", List.of(order))));
    }

    @Test
    void neverMoreThanTheLongerRouteBreaks() {
        int sharp = 0;
        int slack = 0;
        for (int seed = 0; seed < 400; seed++) {
            RandomProblems random = new RandomProblems(seed, 8, 2, 2);
            Problem problem = random.anything();
            Map<String, List<String>> orders = new HashMap<>(random.anyOrders(problem));
            String gone = orders.keySet().stream().sorted().findFirst().orElseThrow();
            Placement whole = new Placement(problem, orders);
            List<Visit> visits = whole.stops(shift(problem, gone));
            orders.remove(gone);
            Placement placement = new Placement(problem, orders);
            Headroom headroom = new Headroom(problem, placement);
            for (Shift shift : problem.shifts()) {
                for (int place = 0; place <= placement.stops(shift).size(); place++) {
                    List<Visit> longer = new ArrayList<>(placement.stops(shift));
                    longer.add(place, visits.getFirst());
                    long truth =
                            Timetable.forbiddenSeconds(
                                    problem, shift, Timetable.route(problem, shift, longer));

                    long bound = headroom.atLeast(visits.getFirst(), shift, place);

                    assertThat(bound).as("seed %d", seed).isBetween(0L, truth);
                    sharp += bound > 0 && bound == truth ? 1 : 0;
                    slack += bound < truth ? 1 : 0;
                }
            }
        }
        assertThat(sharp).isGreaterThan(20);
        assertThat(slack).isGreaterThan(100);
    }

    private static Shift shift(Problem problem, String id) {
        return problem.shifts().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void aWindowIsMissedByTheWayFromTheStopBefore() {
        Visit early =
                Visit.at("v", 2).serviceSeconds(10 * MINUTE).window(at(9, 0), at(9, 50)).build();
        Problem problem = problem(until(18, 0).build(), NEAR, early);
        Headroom headroom = headroom(problem, "near");
        Shift shift = problem.shifts().getFirst();

        // From home at 10:00; from "near", left at 10:30, at 11:00.
        assertThat(headroom.atLeast(early, shift, 0)).isEqualTo(10 * MINUTE);
        assertThat(headroom.atLeast(early, shift, 1)).isEqualTo(70 * MINUTE);
        assertThat(headroom.atLeast(early, shift))
                .isEqualTo(
                        new Blocked(
                                "s",
                                Rule.WINDOW,
                                10 * MINUTE,
                                "Visit v would start at least 10 min after its window."
                                        + " Widen it or move the visit."));
    }

    @Test
    void theLastOfSeveralWindowsCounts() {
        Visit twice =
                Visit.at("v", 2)
                        .windows(
                                List.of(
                                        new TimeWindow(at(9, 0), at(9, 10)),
                                        new TimeWindow(at(9, 20), at(9, 59))))
                        .build();
        Problem problem = problem(until(18, 0).build(), twice);

        assertThat(headroom(problem).atLeast(twice, problem.shifts().getFirst(), 0))
                .isEqualTo(MINUTE);
    }

    @Test
    void hoursAreExceededByWaysAndServicesAlone() {
        // Near and back with an hour's service are two hours, a call at "far" 60 and 20 more.
        Problem problem = problem(until(12, 0).build(), NEAR, FAR);
        Headroom headroom = headroom(problem, "near");
        Shift shift = problem.shifts().getFirst();

        assertThat(headroom.detour(FAR, shift, 0)).isEqualTo(80 * MINUTE);
        assertThat(headroom.detour(FAR, shift, 1)).isEqualTo(80 * MINUTE);
        assertThat(headroom.atLeast(FAR, shift, 1)).isEqualTo(20 * MINUTE);
        assertThat(headroom.atLeast(FAR, shift))
                .isEqualTo(
                        new Blocked(
                                "s",
                                Rule.HOURS,
                                20 * MINUTE,
                                "Shift s would end at least 20 min late with visit far."
                                        + " Take stops out or extend it."));
        Problem enough = problem(until(12, 20).build(), NEAR, FAR);
        assertThat(headroom(enough, "near").atLeast(FAR, enough.shifts().getFirst())).isNull();
    }

    @Test
    void anEmptyShiftHoldsOneVisitsWayAndService() {
        Problem problem = problem(until(11, 0).build(), FAR);

        assertThat(headroom(problem).atLeast(FAR, problem.shifts().getFirst(), 0))
                .isEqualTo(20 * MINUTE);
    }

    @Test
    void fromOneEndToAnotherTheWayIsDrivenAnyhow() {
        Shift through = Shift.of("s", "Anna", 0).from(0).to(2).hours(at(9, 0), at(10, 0)).build();
        Problem problem = problem(through, NEAR);

        assertThat(headroom(problem).atLeast(NEAR, through, 0)).isEqualTo(60 * MINUTE);
    }

    @Test
    void openEndsCostNoWay() {
        Shift open = Shift.of("s", "Anna", 0).hours(at(9, 0), at(9, 15)).build();
        Problem problem = problem(open, FAR);

        assertThat(headroom(problem).atLeast(FAR, open, 0)).isEqualTo(5 * MINUTE);
    }

    @Test
    void aBreakThatIsDueIsPartOfTheShift() {
        Break early = new Break(at(10, 0), at(10, 30), 15 * MINUTE);
        Break late = new Break(at(11, 0), at(11, 0), 15 * MINUTE);
        Shift due = until(12, 0).lunch(early).build();
        Shift home = until(12, 0).lunch(late).build();

        // Home again at 11:00 without "far": a break that starts by then is not yet due.
        assertThat(headroom(problem(due, NEAR, FAR), "near").atLeast(FAR, due, 1))
                .isEqualTo(35 * MINUTE);
        assertThat(headroom(problem(home, NEAR, FAR), "near").atLeast(FAR, home, 1))
                .isEqualTo(20 * MINUTE);
    }

    @Test
    void whatIsPricedIsNotInTheWay() {
        Visit early = Visit.at("v", 2).window(at(9, 0), at(9, 50)).build();
        Problem soft = problem(until(18, 0).build(), early).withObjective(Objective.fewestLate());
        Shift paid = until(11, 0).overtimeCostPerSecond(1).build();

        assertThat(headroom(soft).atLeast(early, soft.shifts().getFirst())).isNull();
        assertThat(headroom(problem(paid, FAR)).atLeast(FAR, paid)).isNull();
    }

    @Test
    void theLargerOfTwoIsNamed() {
        Visit both =
                Visit.at("v", 2).serviceSeconds(20 * MINUTE).window(at(9, 0), at(9, 50)).build();

        // 10 minutes late, and back at home at 11:20.
        assertThat(inTheWay(both, until(11, 9).build()))
                .matches(b -> b.rule() == Rule.HOURS && b.amount() == 11 * MINUTE);
        assertThat(inTheWay(both, until(11, 10).build()))
                .matches(b -> b.rule() == Rule.WINDOW && b.amount() == 10 * MINUTE);
        assertThat(
                        headroom(problem(until(11, 10).build(), both))
                                .atLeast(both, until(11, 10).build(), 0))
                .isEqualTo(20 * MINUTE);
    }

    private static Blocked inTheWay(Visit visit, Shift shift) {
        Blocked blocked = headroom(problem(shift, visit)).atLeast(visit, shift);
        return Objects.requireNonNull(blocked);
    }
}
