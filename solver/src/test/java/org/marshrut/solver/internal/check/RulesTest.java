package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.marshrut.solver.Violation;
import org.marshrut.solver.Visit;

/// Every rule, by how much it is broken, and what is said about it.
class RulesTest {

    /// Home at kilometre 0, four stores at 10, 20, 30 and 40; days 0 to 9 of Anna and Boris.
    private static Problem.Builder stores(Visit... visits) {
        List<Shift> shifts = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            shifts.add(anna(day).build());
            shifts.add(Shift.of("boris" + day, "Boris", day).depot(0).build());
        }
        return Problem.of(road(0, 10, 20, 30, 40)).visits(List.of(visits)).shifts(shifts);
    }

    private static Shift.Builder anna(int day) {
        return Shift.of("anna" + day, "Anna", day).depot(0).hours(at(9, 0), at(18, 0));
    }

    private static Visit.Builder store(int number) {
        return Visit.at("v" + number, number);
    }

    private static Visit[] plain(int count) {
        Visit[] visits = new Visit[count];
        for (int i = 0; i < count; i++) {
            visits[i] = store(i + 1).build();
        }
        return visits;
    }

    private static List<Violation> violations(Problem problem, Map<String, List<String>> orders) {
        return Oracle.figures(problem, orders).violations();
    }

    private static List<Violation> inOneShift(Shift.Builder shift, Visit... visits) {
        Problem problem = stores(visits).shifts(List.of(shift.build())).build();
        return violations(
                problem, Map.of("anna0", problem.visits().stream().map(Visit::id).toList()));
    }

    @Test
    void skillsRepsDaysAndClosing() {
        Visit visit =
                store(1).requiredSkills("sim")
                        .allowedReps(List.of("Boris"))
                        .allowedDays(Set.of(5))
                        .closedOn(0)
                        .build();

        assertThat(inOneShift(anna(0).skills(List.of("tv")), visit))
                .containsExactly(
                        hard(
                                Rule.SKILL,
                                "Visit v1 needs skills [sim], but rep Anna has [tv]."
                                        + " Send somebody else."),
                        hard(
                                Rule.REP,
                                "Visit v1 may be done by [Boris] only, not by Anna. Allow the rep."),
                        hard(
                                Rule.DAY,
                                "Visit v1 may be done on days [5] only, not on day 0. Allow the day."),
                        hard(Rule.CLOSED, "Visit v1 is closed on day 0. Choose another day."));
    }

    private static Violation hard(Rule rule, String message) {
        return new Violation(rule, "anna0", "v1", 1, true, message);
    }

    @Test
    void latenessIsCountedAtEveryStop() {
        Visit first = store(1).serviceSeconds(600).window(at(9, 0), at(9, 9)).build();
        Visit second = store(2).window(at(9, 0), at(9, 20)).build();

        assertThat(inOneShift(anna(0), first, second))
                .containsExactly(
                        new Violation(
                                Rule.WINDOW,
                                "anna0",
                                "v1",
                                60,
                                true,
                                "Visit v1 would start 60 s after its window."
                                        + " Widen it or move the visit."),
                        new Violation(
                                Rule.WINDOW,
                                "anna0",
                                "v2",
                                600,
                                true,
                                "Visit v2 would start 10 min after its window."
                                        + " Widen it or move the visit."));
        Problem soft = stores(first).objective(Objective.fewestLate()).build();
        assertThat(violations(soft, Map.of("anna0", List.of("v1"))))
                .singleElement()
                .matches(v -> v.rule() == Rule.WINDOW && v.amount() == 60 && !v.hard());
    }

    @Test
    void hoursDurationStopsAndCapacity() {
        Visit one = store(1).serviceSeconds(60 * MINUTE).load(3).build();
        Visit two = store(2).load(4).build();
        Shift.Builder tight =
                anna(0).hours(at(9, 0), at(10, 30))
                        .maxDurationSeconds(99 * MINUTE)
                        .maxStops(1)
                        .capacity(5);

        // Twenty minutes there, an hour's service, twenty minutes back: an hour and 40 minutes.
        assertThat(inOneShift(tight, one, two))
                .containsExactly(
                        whole(
                                Rule.HOURS,
                                600,
                                "Shift anna0 would end 10 min late. Take stops out or extend it."),
                        whole(
                                Rule.DURATION,
                                60,
                                "Shift anna0 would last 60 s too long. Take stops out."),
                        whole(
                                Rule.STOPS,
                                1,
                                "Shift anna0 would have 2 stops, but 1 is the limit. Take some out."),
                        whole(
                                Rule.CAPACITY,
                                2,
                                "Shift anna0 would carry 7, but 5 is its capacity. Take some out."));
        assertThat(
                        inOneShift(
                                anna(0).hours(at(9, 0), at(10, 40))
                                        .maxDurationSeconds(100 * MINUTE)
                                        .maxStops(2)
                                        .capacity(7),
                                one,
                                two))
                .isEmpty();
        assertThat(
                        inOneShift(
                                anna(0).hours(at(9, 0), at(10, 30)).overtimeCostPerSecond(0),
                                one,
                                two))
                .singleElement()
                .matches(v -> v.rule() == Rule.HOURS && v.amount() == 600 && !v.hard());
    }

    private static Violation whole(Rule rule, long amount, String message) {
        return new Violation(rule, "anna0", null, amount, true, message);
    }

    @Test
    void loadsWithoutLimitAreNeverTooMuch() {
        Visit[] heavy = new Visit[4];
        for (int i = 0; i < 4; i++) {
            heavy[i] = store(i + 1).load(1_000_000_000).build();
        }

        assertThat(inOneShift(anna(0), heavy)).isEmpty();
    }

    @Test
    void aPinNamesTheStopThatIsAndTheOneThatShouldBe() {
        Problem problem =
                stores(plain(4))
                        .pins(
                                List.of(
                                        Pin.last("v1"),
                                        Pin.at("v2", 3),
                                        Pin.first("v3"),
                                        Pin.toShift("v4", "boris3")))
                        .build();

        assertThat(violations(problem, Map.of("anna0", List.of("v1", "v2", "v3", "v4"))))
                .extracting(Violation::amount, Violation::message)
                .containsExactly(
                        tuple(3, "Visit v1 is stop 1, but pinned as stop 4. Lift the pin."),
                        tuple(2, "Visit v2 is stop 2, but pinned as stop 4. Lift the pin."),
                        tuple(2, "Visit v3 is stop 3, but pinned as stop 1. Lift the pin."),
                        tuple(
                                1,
                                "Visit v4 is pinned to shift boris3, not to anna0. Lift the pin."));
        assertThat(violations(problem, Map.of("boris3", List.of("v3", "v4", "v2", "v1"))))
                .singleElement()
                .extracting(Violation::visitId)
                .isEqualTo("v2");
    }

    private static Tuple tuple(long amount, String message) {
        return Assertions.tuple(amount, message);
    }

    @Test
    void precedenceIsAnEarlierDayOrPlaceInTheOrder() {
        Problem problem = stores(plain(2)).precedences(List.of(new Precedence("v1", "v2"))).build();

        assertThat(violations(problem, Map.of("anna3", List.of("v1", "v2")))).isEmpty();
        assertThat(violations(problem, Map.of("anna3", List.of("v2", "v1"))))
                .containsExactly(
                        new Violation(
                                Rule.PRECEDENCE,
                                "anna3",
                                "v2",
                                1,
                                true,
                                "Visit v2 must come after v1. Swap them or drop the rule."));
        assertThat(violations(problem, Map.of("anna3", List.of("v1"), "anna4", List.of("v2"))))
                .isEmpty();
        assertThat(violations(problem, Map.of("anna3", List.of("v1"), "boris3", List.of("v2"))))
                .hasSize(1);
        assertThat(violations(problem, Map.of("anna4", List.of("v1"), "anna3", List.of("v2"))))
                .hasSize(1);
        assertThat(violations(problem, Map.of("anna3", List.of("v2")))).isEmpty();
        assertThat(violations(problem, Map.of("anna3", List.of("v1")))).isEmpty();
    }

    @Test
    void callsKeepTheirGapWhoeverMakesThem() {
        Problem problem =
                stores(plain(3))
                        .patterns(List.of(Pattern.spaced("store", List.of("v1", "v2", "v3"), 3)))
                        .build();

        assertThat(
                        violations(
                                problem,
                                Map.of(
                                        "anna0", List.of("v1"),
                                        "boris3", List.of("v2"),
                                        "anna6", List.of("v3"))))
                .isEmpty();
        assertThat(
                        violations(
                                problem,
                                Map.of(
                                        "anna2", List.of("v1"),
                                        "boris3", List.of("v2"),
                                        "anna6", List.of("v3"))))
                .containsExactly(
                        new Violation(
                                Rule.SPACING,
                                "boris3",
                                "v2",
                                2,
                                true,
                                "Visit v2 comes 2 days too early after the call before it."
                                        + " Move one of them."));
        // The second is left out: the third keeps the gap to the first.
        assertThat(violations(problem, Map.of("anna3", List.of("v1"), "anna5", List.of("v3"))))
                .singleElement()
                .matches(v -> "v3".equals(v.visitId()) && v.amount() == 1);
        // The wrong way round: six days from where it may be.
        assertThat(violations(problem, Map.of("anna8", List.of("v1"), "anna5", List.of("v2"))))
                .singleElement()
                .matches(v -> v.amount() == 6);
    }

    @Test
    void callsAreOnTheDaysOfOneCombination() {
        Problem problem =
                stores(plain(2))
                        .patterns(
                                List.of(
                                        Pattern.combinations(
                                                "store",
                                                List.of("v1", "v2"),
                                                List.of(List.of(0, 3), List.of(1, 4)))))
                        .build();

        assertThat(violations(problem, Map.of("anna0", List.of("v1"), "anna3", List.of("v2"))))
                .isEmpty();
        assertThat(violations(problem, Map.of("anna1", List.of("v1"), "anna4", List.of("v2"))))
                .isEmpty();
        assertThat(violations(problem, Map.of("anna4", List.of("v2")))).isEmpty();
        assertThat(violations(problem, Map.of("anna0", List.of("v1"), "anna4", List.of("v2"))))
                .extracting(Violation::amount, Violation::message)
                .containsExactly(
                        tuple(
                                1,
                                "Visit v1 on day 0 fits no combination of pattern store."
                                        + " Move the store's calls."),
                        tuple(
                                1,
                                "Visit v2 on day 4 fits no combination of pattern store."
                                        + " Move the store's calls."));
        assertThat(violations(problem, Map.of("anna2", List.of("v1"))))
                .singleElement()
                .matches(v -> "v1".equals(v.visitId()));
    }

    @Test
    void secondsUpToTwoMinutesThenWholeMinutes() {
        assertThat(Rules.minutes(1)).isEqualTo("1 s");
        assertThat(Rules.minutes(119)).isEqualTo("119 s");
        assertThat(Rules.minutes(120)).isEqualTo("2 min");
        assertThat(Rules.minutes(121)).isEqualTo("3 min");
        assertThat(Rules.minutes(3_600)).isEqualTo("60 min");
    }

    @Test
    void ordersNameWhatExistsAndEachVisitOnce() {
        Problem problem = stores(plain(2)).build();

        assertThatThrownBy(() -> violations(problem, Map.of("nobody", List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Order of shift nobody: the shift is unknown."
                                + " Use an id of the problem's shifts.");
        assertThatThrownBy(() -> violations(problem, Map.of("anna0", List.of("nothing"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Order of shift anna0: visit nothing is unknown."
                                + " Use ids of the problem's visits.");
        assertThatThrownBy(() -> violations(problem, Map.of("anna0", List.of("v1", "v2", "v1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Order of shift anna0: visit v1 must appear once only. Drop one of them.");
    }
}
