package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Every refusal names the value, the rule and the remedy.
class ValidationTest {

    private static void refused(ThrowingCallable code, String... parts) {
        assertThatThrownBy(code)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void windows() {
        refused(
                () -> new TimeWindow(at(9, 0), at(8, 0)),
                "latest (08:00) must not precede earliest (09:00)",
                "Swap them");
        refused(() -> new TimeWindow(-1, 5), "earliest (-1)", "between 0 and");
        refused(
                () ->
                        Visit.at("V17", 0)
                                .windows(List.of(new TimeWindow(5, 9), new TimeWindow(9, 12)))
                                .build(),
                "V17",
                "must begin after");
        assertThat(new TimeWindow(at(9, 0), at(9, 30)).contains(at(9, 30))).isTrue();
        assertThat(new TimeWindow(at(9, 0), at(9, 30)).contains(at(9, 31))).isFalse();
        assertThat(new TimeWindow(at(9, 0), at(9, 0) + 5)).hasToString("09:00–09:00:05");
    }

    @Test
    void matrices() {
        refused(
                () -> Matrix.of(2, new int[] {0, 1, 2}, new int[4]),
                "travelSeconds has 3 entries",
                "needs 4");
        refused(
                () -> Matrix.of(2, new int[4], new int[] {0, 1, -7, 0}),
                "distanceMetres from 1 to 0 (-7)",
                "Replace unroutable pairs");
        refused(() -> Matrix.ofSame(0, new int[0]), "size (0)");
        int[] entries = {0, 5, 6, 0};
        Matrix matrix = Matrix.of(2, entries, entries);
        entries[1] = 99;
        assertThat(matrix.travelSeconds(0, 1)).isEqualTo(5);
        assertThat(matrix.distanceMetres(1, 0)).isEqualTo(6);
        assertThat(matrix.maxTravelSeconds()).isEqualTo(6);
        assertThat(matrix.maxDistanceMetres()).isEqualTo(6);
        assertThat(matrix).hasToString("Matrix[2 × 2]");
        assertThat(Matrix.adopt(1, new int[1], new int[1]).size()).isEqualTo(1);
    }

    @Test
    void visitsShiftsAndTheirParts() {
        refused(() -> Visit.at(" ", 0).build(), "must not be blank");
        refused(() -> Visit.at("v", -1).build(), "location (-1)", "row of the place");
        refused(() -> Visit.at("v", 0).serviceSeconds(-5).build(), "service (-5)");
        refused(() -> Visit.at("v", 0).load(-5).build(), "load (-5)");
        refused(() -> Visit.at("v", 0).optional(-5).build(), "unassigned cost (-5)");
        refused(() -> Visit.at("v", 0).preferredRep("r", -1).build(), "other rep's cost (-1)");
        refused(
                () -> Shift.of("s", "r", 0).hours(at(18, 0), at(9, 0)).build(),
                "latest end (09:00) must not precede earliest start (18:00)");
        refused(() -> Shift.of("s", "r", -1).build(), "day (-1)");
        refused(() -> Shift.of("s", "", 0).build(), "rep", "blank");
        refused(
                () -> Shift.of("s", "r", 0).overtimeCostPerSecond(-2).build(),
                "overtime cost (-2)");
        refused(() -> new Break(10, 5, 1), "latest start (5)");
        refused(() -> new Break(10, 15, -1), "duration (-1)");
        refused(() -> new Precedence("a", "a"), "must not precede itself");
        refused(() -> new Pin("a", null, Pin.Place.FIRST, 3), "index (3) must be 0");
        refused(() -> Objective.builder().perMetre(-1).build(), "perMetre (-1)");
        refused(() -> Objective.shortest().withPerLateSecond(-2), "perLateSecond (-2)");
    }

    @Test
    void patterns() {
        refused(() -> Pattern.spaced("p", List.of("a", "a"), 1), "must differ");
        refused(() -> Pattern.spaced("p", List.of("a", "b"), 0), "minimal gap (0)");
        refused(() -> Pattern.spaced("p", List.of(), 1), "number of visits (0)");
        refused(() -> Pattern.combinations("p", List.of("a"), List.of()), "must not be empty");
        refused(
                () -> Pattern.combinations("p", List.of("a", "b"), List.of(List.of(3, 3))),
                "combination [3, 3]",
                "rising order");
        refused(
                () -> Pattern.combinations("p", List.of("a", "b"), List.of(List.of(3))),
                "must name 2 days");
    }

    @Test
    void aProblemReportsAllItsFaultsAtOnce() {
        Shift shift = Shift.of("s", "Anna", 0).depot(9).build();
        assertThatThrownBy(() ->
                        Problem.of(road(0, 1))
                                .visits(List.of(Visit.at("a", 1).build(), Visit.at("a", 7).build()))
                                .shifts(List.of(shift, shift))
                                .patterns(
                                        List.of(
                                                Pattern.spaced("p", List.of("a", "x"), 1),
                                                Pattern.spaced("p", List.of("a"), 1)))
                                .pins(
                                        List.of(
                                                Pin.toShift("y", "s"),
                                                Pin.toShift("a", "t"),
                                                Pin.first("a")))
                                .precedences(List.of(new Precedence("a", "z")))
                                .reference(Map.of("w", new Slot("Anna", 0)))
                                .build())
                .isInstanceOfSatisfying(
                        InvalidProblemException.class,
                        e -> {
                            assertThat(e.faults()).hasSizeGreaterThanOrEqualTo(13);
                            assertThat(e)
                                    .hasMessageContainingAll(
                                            "Visit a: the id must be unique",
                                            "location (7) must be below the matrix size (2)",
                                            "start location (9)",
                                            "Shift s: the id must be unique",
                                            "visit x is unknown",
                                            "Pattern p: the id must be unique",
                                            "patterns p and p",
                                            "visit y is unknown",
                                            "shift t is unknown",
                                            "only one is allowed",
                                            "visit z is unknown",
                                            "visit w is unknown");
                        });
    }

    @Test
    void contradictoryPins() {
        Visit visit =
                Visit.at("v", 1)
                        .allowedDays(Set.of(1))
                        .allowedReps(List.of("Boris"))
                        .requiredSkills("sim")
                        .closedOn(0)
                        .build();
        Problem.Builder problem =
                Problem.of(road(0, 1))
                        .visits(List.of(visit, Visit.at("u", 0).build()))
                        .shifts(List.of(Shift.of("s", "Anna", 0).build()));

        refused(
                () -> problem.pins(List.of(Pin.toShift("v", "s"))).build(),
                "may only be done on days [1]",
                "may only be done by [Boris]",
                "skills [] lack some of [sim]",
                "is closed on day 0");
        refused(
                () -> problem.pins(List.of(Pin.first("v"), Pin.at("u", 0))).build(),
                "pinned to the same place (INDEX 0)");
        refused(
                () ->
                        problem.pins(List.of())
                                .precedences(
                                        List.of(new Precedence("u", "v"), new Precedence("v", "u")))
                                .build(),
                "circle");
    }

    @Test
    void sumsThatCouldOverflow() {
        Visit slow = Visit.at("v", 1).serviceSeconds(TimeWindow.MAX_SECONDS).build();
        Visit slower = Visit.at("u", 1).serviceSeconds(TimeWindow.MAX_SECONDS).build();
        Problem.Builder problem =
                Problem.of(road(0, 1)).shifts(List.of(Shift.of("s", "Anna", 0).build()));

        refused(
                () -> problem.visits(List.of(slow, slower)).build(),
                "could last until second",
                "coarser unit");
        refused(
                () ->
                        problem.visits(List.of(Visit.at("v", 1).serviceSeconds(86_400).build()))
                                .objective(
                                        Objective.builder()
                                                .perShiftSecond(Objective.MAX_PRICE)
                                                .perLateSecond(Objective.MAX_PRICE)
                                                .perFinishSecond(Objective.MAX_PRICE)
                                                .perMetre(Objective.MAX_PRICE)
                                                .perPrioritySecond(Objective.MAX_PRICE)
                                                .perBalanceSecond(Objective.MAX_PRICE)
                                                .build())
                                .build(),
                "could cost",
                "Divide all prices by");
        assertThatCode(() -> problem.visits(List.of()).objective(Objective.shortest()).build())
                .doesNotThrowAnyException();
    }

    @Test
    void ordersToEvaluate() {
        Problem problem =
                Problem.of(road(0, 1))
                        .visits(List.of(Visit.at("v", 1).build()))
                        .shifts(List.of(Shift.of("s", "Anna", 0).build()))
                        .build();

        refused(() -> Solver.evaluate(problem, Map.of("t", List.of())), "shift is unknown");
        refused(() -> Solver.evaluate(problem, Map.of("s", List.of("w"))), "visit w is unknown");
        refused(() -> Solver.evaluate(problem, Map.of("s", List.of("v", "v"))), "once only");
    }
}
