package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.HOUR;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Cost;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.Visit;

/// Every part of the cost, by hand.
class CostTest {

    private static final Visit NEAR =
            Visit.at("near", 1)
                    .serviceSeconds(30 * MINUTE)
                    .priority(2)
                    .window(at(10, 0), at(11, 0))
                    .district("north")
                    .build();
    private static final Visit FAR =
            Visit.at("far", 2)
                    .serviceSeconds(30 * MINUTE)
                    .priority(5)
                    .window(at(9, 0), at(10, 50))
                    .district("south")
                    .preferredRep("Boris", 77)
                    .build();

    /// From 9:00 on. At "near" by 9:30, served from 10:00, at "far" by 11:00, ten minutes late,
    /// home by 12:30, half an hour after the end.
    private static final Shift DAY =
            Shift.of("s", "Anna", 3)
                    .depot(0)
                    .hours(at(9, 0), at(12, 0))
                    .overtimeCostPerSecond(6)
                    .fixedCost(5_000)
                    .build();

    private static Cost cost(Objective objective) {
        return plan(objective, DAY).cost();
    }

    private static Plan plan(Objective objective, Shift shift) {
        Problem problem =
                Problem.of(road(0, 30, 60))
                        .visits(List.of(NEAR, FAR))
                        .shifts(List.of(shift))
                        .objective(objective)
                        .build();
        return Oracle.figures(problem, Map.of("s", List.of("near", "far")));
    }

    private static Objective.Builder free() {
        return Objective.builder().perLateSecond(0);
    }

    @Test
    void everyPartHasItsPrice() {
        assertThat(
                        cost(
                                Objective.builder()
                                        .perMetre(2)
                                        .perTravelSecond(3)
                                        .perShiftSecond(4)
                                        .perFinishSecond(5)
                                        .perPrioritySecond(7)
                                        .perLateSecond(11)
                                        .perWaitSecond(13)
                                        .perSquaredStop(17)
                                        .perExtraDistrict(19)
                                        .perBalanceSecond(23)
                                        .perRepChange(29)
                                        .build()))
                .isEqualTo(
                        new Cost(
                                2 * 120_000,
                                3 * 2 * HOUR,
                                4 * 210 * MINUTE,
                                5 * 210 * MINUTE,
                                7 * (2 * HOUR + 5 * 2 * HOUR),
                                11 * 10 * MINUTE,
                                13 * 30 * MINUTE,
                                6 * 30 * MINUTE,
                                5_000,
                                77,
                                0,
                                17 * 4,
                                0,
                                19,
                                0,
                                0));
    }

    @Test
    void whatHasNoPriceCostsNothing() {
        Cost cost = cost(free().build());

        assertThat(cost.total()).isEqualTo(cost.overtime() + cost.fixed() + cost.preference());
    }

    @Test
    void whatIsForbiddenIsNotPriced() {
        Shift strict = Shift.of("s", "Anna", 3).depot(0).hours(at(9, 0), at(12, 0)).build();

        assertThat(plan(Objective.builder().build(), strict).cost().total()).isEqualTo(77);
    }

    @Test
    void theTimeCostIsTheSumOfWhatTheClockPrices() {
        Objective objective =
                Objective.builder()
                        .perMetre(1_000)
                        .perShiftSecond(1)
                        .perFinishSecond(2)
                        .perPrioritySecond(3)
                        .perLateSecond(4)
                        .perWaitSecond(5)
                        .build();
        Problem problem =
                Problem.of(road(0, 30, 60))
                        .visits(List.of(NEAR, FAR))
                        .shifts(List.of(DAY))
                        .objective(objective)
                        .build();

        long cost =
                RouteCost.timeCost(
                        problem,
                        DAY,
                        problem.visits(),
                        Timetable.route(problem, DAY, problem.visits()));

        assertThat(cost)
                .isEqualTo(
                        210 * MINUTE
                                + 2 * 210 * MINUTE
                                + 3 * 12 * HOUR
                                + 4 * 10 * MINUTE
                                + 5 * 30 * MINUTE
                                + 6 * 30 * MINUTE);
    }

    @Test
    void theFinishAndTheStartsCountFromTheOpeningEvenIfTheRouteBeginsLater() {
        Shift late =
                Shift.of("s", "Anna", 3)
                        .depot(0)
                        .hours(at(9, 0), at(13, 0))
                        .startFree(true)
                        .build();

        Cost cost =
                plan(free().perShiftSecond(1).perFinishSecond(1).perPrioritySecond(1).build(), late)
                        .cost();

        assertThat(cost.duration()).isEqualTo(3 * HOUR);
        assertThat(cost.finish()).isEqualTo(210 * MINUTE);
        assertThat(cost.priority()).isEqualTo(12 * HOUR);
    }

    @Test
    void twoStopsOfOneDistrictOrNoneAreNoExtra() {
        Visit none = Visit.at("none", 1).build();
        Visit north = Visit.at("north", 1).district("north").build();
        Visit also = Visit.at("also", 1).district("north").build();
        Problem problem =
                Problem.of(road(0, 30))
                        .visits(List.of(none, north, also))
                        .shifts(List.of(DAY))
                        .objective(free().perExtraDistrict(100).build())
                        .build();

        assertThat(districts(problem, "none")).isZero();
        assertThat(districts(problem, "none", "north")).isZero();
        assertThat(districts(problem, "none", "north", "also")).isZero();
    }

    private static long districts(Problem problem, String... order) {
        return Oracle.figures(problem, Map.of("s", List.of(order))).cost().districts();
    }

    @Test
    void movesAgainstTheReferenceCostForTheVisitAndForEachDay() {
        Problem problem =
                Problem.of(road(0, 30, 60))
                        .visits(List.of(NEAR, FAR))
                        .shifts(List.of(DAY))
                        .objective(free().perMovedVisit(1_000).perMovedDay(10).build())
                        .build();

        assertThat(stability(problem, Map.of())).isZero();
        assertThat(stability(problem, Map.of("near", new Slot("Anna", 3)))).isZero();
        assertThat(stability(problem, Map.of("near", new Slot("Boris", 3)))).isEqualTo(1_000);
        assertThat(stability(problem, Map.of("near", new Slot("Anna", 5)))).isEqualTo(1_020);
        assertThat(
                        stability(
                                problem,
                                Map.of("near", new Slot("Anna", 2), "far", new Slot("Boris", 0))))
                .isEqualTo(1_010 + 1_030);
    }

    private static long stability(Problem problem, Map<String, Slot> reference) {
        Problem with = problem.toBuilder().reference(reference).build();
        return Oracle.figures(with, Map.of("s", List.of("near", "far"))).cost().stability();
    }

    @Test
    void everyOtherRepAtAStoreIsAChange() {
        Problem problem =
                Problem.of(road(0, 30, 60))
                        .visits(List.of(NEAR, FAR))
                        .shifts(
                                List.of(
                                        Shift.of("a0", "Anna", 0).build(),
                                        Shift.of("a1", "Anna", 1).build(),
                                        Shift.of("b1", "Boris", 1).build()))
                        .patterns(List.of(Pattern.spaced("store", List.of("near", "far"), 1)))
                        .objective(free().perRepChange(40).build())
                        .build();

        assertThat(continuity(problem, Map.of())).isZero();
        assertThat(continuity(problem, Map.of("a0", List.of("near")))).isZero();
        assertThat(continuity(problem, Map.of("a0", List.of("near"), "a1", List.of("far"))))
                .isZero();
        assertThat(continuity(problem, Map.of("a0", List.of("near"), "b1", List.of("far"))))
                .isEqualTo(40);
    }

    private static long continuity(Problem problem, Map<String, List<String>> orders) {
        return Oracle.figures(problem, orders).cost().continuity();
    }

    @Test
    void workIsSharedByTheLengthOfTheShifts() {
        // Anna has two shifts of four hours, Boris one; three hours of work, all of them Boris's:
        // two too many for him, two too few for her.
        Problem problem =
                balanced(
                        Shift.of("a0", "Anna", 0).hours(at(9, 0), at(13, 0)).build(),
                        Shift.of("a1", "Anna", 1).hours(at(9, 0), at(13, 0)).build(),
                        Shift.of("b0", "Boris", 0).hours(at(14, 0), at(18, 0)).build());

        assertThat(balance(problem, Map.of("b0", List.of("x", "y"))))
                .isEqualTo(3L * 2 * (2 * HOUR) * (2 * HOUR) / 3_600);
        // Two hours of hers and one of his are the fair shares.
        assertThat(balance(problem, Map.of("a0", List.of("z"), "b0", List.of("x")))).isZero();
    }

    /// "x" takes an hour, "y" half an hour and is 90 minutes away from it, "z" takes two hours.
    private static Problem balanced(Shift... shifts) {
        return Problem.of(road(0, 90))
                .visits(
                        List.of(
                                Visit.at("x", 0).serviceSeconds(HOUR).build(),
                                Visit.at("y", 1).serviceSeconds(30 * MINUTE).build(),
                                Visit.at("z", 1).serviceSeconds(2 * HOUR).build()))
                .shifts(List.of(shifts))
                .objective(free().perBalanceSecond(3).build())
                .build();
    }

    @Test
    void withoutAnyHoursTheSharesAreEqual() {
        Problem problem =
                balanced(
                        Shift.of("a", "Anna", 0).hours(0, 0).overtimeCostPerSecond(0).build(),
                        Shift.of("b", "Boris", 0).hours(0, 0).overtimeCostPerSecond(0).build());

        // Two hours of Anna's and none of Boris's: an hour off for both.
        assertThat(balance(problem, Map.of("a", List.of("z")))).isEqualTo(3L * 2 * 3_600);
    }

    private static long balance(Problem problem, Map<String, List<String>> orders) {
        return Oracle.figures(problem, orders).cost().balance();
    }
}
