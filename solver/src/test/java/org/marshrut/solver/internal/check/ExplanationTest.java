package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.internal.check.LeftOut.anna;
import static org.marshrut.solver.internal.check.LeftOut.explain;
import static org.marshrut.solver.internal.check.LeftOut.towns;
import static org.marshrut.solver.testing.Towns.HOUR;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;

/// What keeps a visit out of a shift, in numbers and words, and what is the easiest to ease.
class ExplanationTest {

    private static final Visit LEFT = Visit.at("left", 1).load(3).build();

    private static void only(Unassigned left, Rule rule, long amount, String message) {
        Blocked blocked = new Blocked("anna0", rule, amount, message);
        assertThat(left.blocked()).containsExactly(blocked);
        assertThat(left.relaxation()).contains(blocked);
    }

    private static void nothing(Unassigned left) {
        assertThat(left.blocked()).extracting(Blocked::rule).containsOnly(Rule.SEARCH);
        assertThat(left.relaxation()).isEmpty();
    }

    @Test
    void nothingInTheWayIsSaidAndNothingProposed() {
        Unassigned left = explain(towns(List.of(LEFT), anna(0)));

        assertThat(left.blocked())
                .containsExactly(
                        new Blocked(
                                "anna0",
                                Rule.SEARCH,
                                0,
                                "Nothing in the way was found in shift anna0."
                                        + " Give the search more time."));
        nothing(left);
    }

    @Test
    void figuresAloneGiveNoReasons() {
        Problem problem = towns(List.of(LEFT), anna(0).maxStops(0)).build();

        assertThat(Oracle.figures(problem, Map.of()).unassigned())
                .singleElement()
                .matches(left -> left.blocked().isEmpty() && left.relaxation().isEmpty());
    }

    @Test
    void stopsAndLoadsCountWhatIsThereAlready() {
        Visit there = Visit.at("there", 2).load(4).build();
        Map<String, List<String>> orders = Map.of("anna0", List.of("there"));

        only(
                explain(towns(List.of(LEFT, there), anna(0).maxStops(1)).build(), orders),
                Rule.STOPS,
                1,
                "Shift anna0 has 1 stops already, 1 is the limit. Raise the limit.");
        only(
                explain(towns(List.of(LEFT, there), anna(0).maxStops(0)).build(), orders),
                Rule.STOPS,
                2,
                "Shift anna0 has 1 stops already, 0 is the limit. Raise the limit.");
        nothing(explain(towns(List.of(LEFT, there), anna(0).maxStops(2)).build(), orders));
        only(
                explain(towns(List.of(LEFT, there), anna(0).capacity(5)).build(), orders),
                Rule.CAPACITY,
                2,
                "Shift anna0 would carry 7, but 5 is its capacity. Raise the capacity.");
        nothing(explain(towns(List.of(LEFT, there), anna(0).capacity(7)).build(), orders));
    }

    @Test
    void callsTooCloseToOthersMissDaysOnEitherSide() {
        Visit before = Visit.at("before", 2).build();
        Visit after = Visit.at("after", 2).build();
        Problem problem =
                towns(List.of(LEFT, before, after), anna(0), anna(1), anna(3), anna(5), anna(8))
                        .patterns(
                                List.of(
                                        Pattern.spaced(
                                                "store", List.of("before", "left", "after"), 3)))
                        .build();

        Unassigned left =
                explain(problem, Map.of("anna0", List.of("before"), "anna8", List.of("after")));

        assertThat(left.blocked())
                .extracting(Blocked::rule, Blocked::amount)
                .containsExactly(
                        tuple(Rule.SPACING, 3),
                        tuple(Rule.SPACING, 2),
                        tuple(Rule.SEARCH, 0),
                        tuple(Rule.SEARCH, 0),
                        tuple(Rule.SPACING, 3));
        assertThat(left.blocked().get(1).message())
                .isEqualTo(
                        "Visit left on day 1 is too close to other calls of pattern store."
                                + " Move them or shorten the gap.");
        assertThat(left.relaxation()).contains(left.blocked().get(1));
        nothing(explain(problem, Map.of()));
    }

    private static Tuple tuple(Rule rule, long amount) {
        return Assertions.tuple(rule, amount);
    }

    @Test
    void aCombinationOfDaysNeedsAllPlacedCalls() {
        Visit first = Visit.at("first", 2).build();
        Problem problem =
                towns(List.of(first, LEFT), anna(0), anna(1), anna(2), anna(3))
                        .patterns(
                                List.of(
                                        Pattern.combinations(
                                                "store",
                                                List.of("first", "left"),
                                                List.of(List.of(0, 2), List.of(1, 3)))))
                        .build();

        assertThat(explain(problem, Map.of("anna1", List.of("first"))).blocked())
                .extracting(Blocked::rule, Blocked::amount)
                .containsExactly(
                        tuple(Rule.SPACING, 1),
                        tuple(Rule.SPACING, 1),
                        tuple(Rule.SPACING, 1),
                        tuple(Rule.SEARCH, 0));
        assertThat(explain(problem, Map.of()).blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.SPACING, Rule.SPACING, Rule.SEARCH, Rule.SEARCH);
    }

    @Test
    void precedenceIsOnAnotherDayOrInTheSameRoute() {
        Visit other = Visit.at("other", 2).build();
        Problem.Builder towns =
                towns(
                        List.of(LEFT, other),
                        anna(0),
                        anna(1),
                        Shift.of("boris1", "Boris", 1).depot(0),
                        anna(2));
        Map<String, List<String>> orders = Map.of("anna1", List.of("other"));

        Unassigned before =
                explain(
                        towns.precedences(List.of(new Precedence("left", "other"))).build(),
                        orders);
        assertThat(before.blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.SEARCH, Rule.SEARCH, Rule.PRECEDENCE, Rule.PRECEDENCE);
        assertThat(before.blocked().get(3))
                .isEqualTo(
                        new Blocked(
                                "anna2",
                                Rule.PRECEDENCE,
                                1,
                                "Visit left must come before a visit on day 1. Drop the rule."));

        Unassigned after =
                explain(
                        towns.precedences(List.of(new Precedence("other", "left"))).build(),
                        orders);
        assertThat(after.blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.PRECEDENCE, Rule.SEARCH, Rule.PRECEDENCE, Rule.SEARCH);
        assertThat(after.blocked().getFirst().message())
                .isEqualTo("Visit left must come after a visit on day 1. Drop the rule.");
    }

    @Test
    void withinARoutePrecedenceSaysWhereItMayGo() {
        // On time as the first or second of three stops only.
        Visit left = Visit.at("left", 2).window(at(9, 0), at(9, 20)).build();
        Visit near = Visit.at("near", 1).build();
        Visit far = Visit.at("far", 3).serviceSeconds(10 * MINUTE).build();
        Problem.Builder towns = towns(List.of(left, near, far), anna(0));
        Map<String, List<String>> orders = Map.of("anna0", List.of("near", "far"));

        nothing(
                explain(
                        towns.precedences(
                                        List.of(
                                                new Precedence("near", "left"),
                                                new Precedence("left", "far")))
                                .build(),
                        orders));
        only(
                explain(towns.precedences(List.of(new Precedence("far", "left"))).build(), orders),
                Rule.WINDOW,
                30 * MINUTE,
                "Visit left would start 30 min after its window. Widen it or move the visit.");
        only(
                explain(
                        towns.precedences(
                                        List.of(
                                                new Precedence("left", "near"),
                                                new Precedence("far", "left")))
                                .build(),
                        orders),
                Rule.PRECEDENCE,
                1,
                "Visit left must come after far. Swap them or drop the rule.");
    }

    @Test
    void aPlaceThatPrecedenceAsksForIsTriedHoweverLongTheDetour() {
        List<Visit> visits = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            visits.add(Visit.at("v" + i, i == 20 || i == 21 ? 1 : 4).build());
            order.add("v" + i);
        }
        visits.add(Visit.at("left", 4).build());
        Problem.Builder towns = towns(visits, Shift.of("anna0", "Anna", 0).from(4).to(4));
        Map<String, List<String>> orders = Map.of("anna0", order);

        nothing(
                explain(
                        towns.precedences(
                                        List.of(
                                                new Precedence("v20", "left"),
                                                new Precedence("left", "v21")))
                                .build(),
                        orders));
        nothing(explain(towns.precedences(List.of(new Precedence("left", "v0"))).build(), orders));
        nothing(explain(towns.precedences(List.of(new Precedence("v39", "left"))).build(), orders));
    }

    @Test
    void thePriceOfTheCheapestPlaceIsCompared() {
        // A way of 20 kilometres on its own; none on the way to a store beyond.
        Visit cheap = Visit.at("left", 1).optional(19_999).build();
        Visit beyond = Visit.at("beyond", 2).build();
        Problem problem = towns(List.of(cheap, beyond), anna(0)).build();

        only(
                explain(problem, Map.of()),
                Rule.PRICE,
                1,
                "Visit left would cost 20000 in shift anna0, leaving it out costs 19999."
                        + " Raise its price.");
        nothing(explain(towns(List.of(Visit.at("left", 1).optional(20_000).build()), anna(0))));
        nothing(explain(problem, Map.of("anna0", List.of("beyond"))));
    }

    @Test
    void thePriceOfTheClockIsCountedAtEveryPlace() {
        // Both places on the way are equally long, but first "left" has to be waited for.
        Visit later = Visit.at("left", 1).window(at(10, 0), at(18, 0)).optional(599).build();
        Visit busy = Visit.at("busy", 1).serviceSeconds(40 * MINUTE).build();
        Problem problem =
                towns(List.of(later, busy), anna(0))
                        .objective(Objective.builder().perWaitSecond(1).build())
                        .build();

        // After "busy" it is 9:50: ten minutes are waited, not fifty.
        assertThat(explain(problem, Map.of("anna0", List.of("busy"))).blocked())
                .singleElement()
                .matches(b -> b.rule() == Rule.PRICE && b.amount() == 1);
    }

    @Test
    void aShiftOutOfUseAddsItsFixedCost() {
        Visit cheap = Visit.at("left", 1).optional(50_000).build();
        Visit there = Visit.at("there", 1).build();
        Problem problem = towns(List.of(cheap, there), anna(0).fixedCost(40_000)).build();

        assertThat(explain(problem, Map.of()).blocked())
                .singleElement()
                .matches(b -> b.rule() == Rule.PRICE && b.amount() == 10_000);
        nothing(explain(problem, Map.of("anna0", List.of("there"))));
    }

    @Test
    void theClockIsAskedAtTheBestPlace() {
        // Three hours at "long" from 9:30 on; a window until 9:15 is five minutes off before it.
        Visit late = Visit.at("left", 2).window(at(9, 0), at(9, 15)).build();
        Visit longer = Visit.at("long", 3).serviceSeconds(3 * HOUR).build();

        only(
                explain(
                        towns(List.of(late, longer), anna(0)).build(),
                        Map.of("anna0", List.of("long"))),
                Rule.WINDOW,
                5 * MINUTE,
                "Visit left would start 5 min after its window. Widen it or move the visit.");
        only(
                explain(
                        towns(
                                        List.of(
                                                Visit.at("left", 4).serviceSeconds(HOUR).build(),
                                                longer),
                                        anna(0).hours(at(9, 0), at(14, 0)))
                                .build(),
                        Map.of("anna0", List.of("long"))),
                Rule.HOURS,
                20 * MINUTE,
                "Shift anna0 would end 20 min late. Take stops out or extend it.");
        only(
                explain(towns(List.of(LEFT), anna(0).maxDurationSeconds(19 * MINUTE))),
                Rule.DURATION,
                60,
                "Shift anna0 would last 60 s too long. Take stops out.");
    }

    @Test
    void othersWindowsAreInTheWayToo() {
        // Wherever an hour is spent, "there" comes too late or "left" does.
        Visit there = Visit.at("there", 2).serviceSeconds(HOUR).window(at(9, 0), at(9, 25)).build();
        Visit left = Visit.at("left", 1).serviceSeconds(HOUR).window(at(9, 0), at(9, 30)).build();

        only(
                explain(
                        towns(List.of(left, there), anna(0)).build(),
                        Map.of("anna0", List.of("there"))),
                Rule.WINDOW,
                55 * MINUTE,
                "Visit there would start 55 min after its window. Widen it or move the visit.");
    }

    @Test
    void softWindowsAndPaidOvertimeAreNotInTheWay() {
        Visit late = Visit.at("left", 2).window(at(9, 0), at(9, 15)).build();

        nothing(
                explain(
                        towns(
                                        List.of(late),
                                        anna(0).hours(at(9, 0), at(9, 30)).overtimeCostPerSecond(1))
                                .objective(Objective.fewestLate())));
    }

    @Test
    void twoThingsInTheWayAreNoSingleEasing() {
        Unassigned left =
                explain(towns(List.of(LEFT), anna(0).maxStops(0).capacity(2), anna(1).maxStops(0)));

        assertThat(left.blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.STOPS, Rule.STOPS);
        assertThat(left.relaxation()).contains(left.blocked().get(1));
        assertThat(
                        explain(
                                        towns(
                                                List.of(LEFT),
                                                anna(0).maxStops(0).hours(at(9, 0), at(9, 10))))
                                .relaxation())
                .isEmpty();
    }

    @Test
    void thePinOfAnotherKeepsItsPlace() {
        Visit first = Visit.at("first", 4).build();
        Visit left = Visit.at("left", 1).window(at(9, 0), at(9, 49)).build();
        Problem problem =
                towns(List.of(first, left), anna(0)).pins(List.of(Pin.first("first"))).build();

        // First at kilometre 10 it would be on time, but "first" would be second.
        only(
                explain(problem, Map.of("anna0", List.of("first"))),
                Rule.WINDOW,
                21 * MINUTE,
                "Visit left would start 21 min after its window. Widen it or move the visit.");
        Problem worse =
                towns(
                                List.of(
                                        first,
                                        Visit.at("left", 1).window(at(9, 0), at(9, 10)).build()),
                                anna(0).hours(at(3, 0), at(18, 0)))
                        .pins(List.of(Pin.first("first")))
                        .build();
        nothing(explain(worse, Map.of("anna0", List.of("first"))));
        Visit never =
                Visit.at("first", 4).serviceSeconds(5 * HOUR).window(at(9, 0), at(9, 50)).build();
        only(
                explain(
                        towns(List.of(never, left), anna(0))
                                .pins(List.of(Pin.first("first")))
                                .build(),
                        Map.of("anna0", List.of("first"))),
                Rule.PIN,
                1,
                "Visit first is stop 2, but pinned as stop 1. Lift the pin.");
    }

    @Test
    void aVisitsOwnPinSaysWhereItMayGo() {
        // In the middle it would do; as the last stop it is too late.
        Visit left = Visit.at("left", 2).window(at(9, 0), at(9, 20)).build();
        Visit near = Visit.at("near", 1).build();
        Visit far = Visit.at("far", 3).serviceSeconds(10 * MINUTE).build();
        Problem.Builder towns = towns(List.of(left, near, far), anna(0));
        Map<String, List<String>> orders = Map.of("anna0", List.of("near", "far"));

        nothing(explain(towns.build(), orders));
        only(
                explain(towns.pins(List.of(Pin.last("left"))).build(), orders),
                Rule.WINDOW,
                30 * MINUTE,
                "Visit left would start 30 min after its window. Widen it or move the visit.");
        only(
                explain(towns.pins(List.of(Pin.at("left", 5))).build(), orders),
                Rule.PIN,
                4,
                "Visit left is stop 2, but pinned as stop 6. Lift the pin.");
    }

    @Test
    void aPinnedPlaceIsTriedHoweverLongTheDetour() {
        List<Visit> visits = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            visits.add(Visit.at("v" + i, 1).build());
            order.add("v" + i);
        }
        visits.add(Visit.at("left", 1).build());
        Problem problem =
                towns(visits, Shift.of("anna0", "Anna", 0).from(4).to(4))
                        .pins(List.of(Pin.last("left")))
                        .build();

        nothing(explain(problem, Map.of("anna0", order)));
    }

    @Test
    void ofManyPlacesThoseWithSmallDetoursAreTried() {
        // Twenty stops at the far end, one at home in between: only there the detour is none.
        List<Visit> visits = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            visits.add(Visit.at("v" + i, i == 16 ? 0 : 4).build());
            order.add("v" + i);
        }
        visits.add(Visit.at("left", 0).optional(0).build());

        nothing(
                explain(
                        towns(visits, Shift.of("anna0", "Anna", 0).from(4).to(4)).build(),
                        Map.of("anna0", order)));
    }
}
