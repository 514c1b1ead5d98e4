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
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Break;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;

/// Which of the things in the way is proposed to be eased, and how much work that takes.
class EasiestTest {

    @Test
    void easyThingsAreProposedBeforeHardOnes() {
        easing(15 * MINUTE, left(), anna(0).maxStops(0), Rule.STOPS);
        easing(30 * MINUTE, left(), anna(0).capacity(0), Rule.CAPACITY);
        easing(4 * HOUR, left().allowedReps(List.of("Boris")), anna(0), Rule.REP);
        easing(4 * HOUR, left().allowedDays(Set.of(9)), anna(0), Rule.DAY);
        easing(24 * HOUR, left().closedOn(0), anna(0), Rule.CLOSED);
        easing(24 * HOUR, left().requiredSkills("sim"), anna(0), Rule.SKILL);
        easing(5 * MINUTE, left(), anna(0).maxDurationSeconds(15 * MINUTE), Rule.DURATION);
        easing(5 * MINUTE, left(), anna(0).hours(0, 15 * MINUTE), Rule.HOURS);
    }

    private static Visit.Builder left() {
        return Visit.at("left", 1).load(1);
    }

    /// One shift with something in the way, another that is late by a minute less, as much, or a
    /// minute more than the first is said to weigh.
    private static void easing(int weight, Visit.Builder visit, Shift.Builder shift, Rule rule) {
        easing(weight, visit, shift, rule, towns -> towns);
    }

    private static void easing(
            int weight,
            Visit.Builder visit,
            Shift.Builder shift,
            Rule rule,
            UnaryOperator<Problem.Builder> ties) {
        assertThat(easiest(weight - MINUTE, visit, shift, ties)).isEqualTo(Rule.WINDOW);
        assertThat(easiest(weight, visit, shift, ties)).isEqualTo(rule);
        assertThat(easiest(weight + MINUTE, visit, shift, ties)).isEqualTo(rule);
    }

    private static Rule easiest(
            int late,
            Visit.Builder visit,
            Shift.Builder shift,
            UnaryOperator<Problem.Builder> ties) {
        Visit left = visit.windowsOn(9, List.of(new TimeWindow(0, at(9, 0)))).build();
        Shift.Builder other =
                Shift.of("boris9", "Boris", 9)
                        .depot(0)
                        .skills(List.of("sim"))
                        .hours(at(8, 50) + late, at(72, 0));
        Shift.Builder full = Shift.of("full5", "Clara", 5).depot(0).maxStops(1).capacity(0);
        Visit there = Visit.at("there", 1).build();
        Problem problem = ties.apply(towns(List.of(left, there), shift, other, full)).build();
        Unassigned explained = explain(problem, Map.of("full5", List.of("there")));
        assertThat(explained.blocked().get(1).amount()).isEqualTo(late);
        return explained.relaxation().orElseThrow().rule();
    }

    @Test
    void everyStopOverTheLimitWeighs() {
        Visit there = Visit.at("there", 1).build();
        Visit left = left().window(0, at(9, 0)).build();
        Problem problem =
                towns(
                                List.of(left, there),
                                anna(0).hours(0, at(18, 0)).maxStops(0),
                                anna(1).hours(at(9, 19), at(18, 0)))
                        .build();

        // Two stops too many are half an hour, one alone less than 29 minutes late.
        assertThat(explain(problem, Map.of("anna0", ids("there"))).relaxation().orElseThrow())
                .matches(b -> b.rule() == Rule.WINDOW && b.amount() == 29 * MINUTE);
        assertThat(explain(problem, Map.of()).relaxation().orElseThrow().rule())
                .isEqualTo(Rule.STOPS);
    }

    @Test
    void tiesToOtherVisitsAreHardToEase() {
        easing(
                2 * HOUR,
                left(),
                anna(6),
                Rule.SPACING,
                towns -> towns.patterns(List.of(Pattern.spaced("store", ids("there", "left"), 3))));
        easing(
                4 * HOUR,
                left(),
                anna(4),
                Rule.PRECEDENCE,
                towns -> towns.precedences(List.of(new Precedence("there", "left"))));
        easing(
                4 * HOUR,
                left(),
                anna(4),
                Rule.PIN,
                towns -> towns.pins(List.of(Pin.toShift("left", "boris9"))));
    }

    private static List<String> ids(String... ids) {
        return List.of(ids);
    }

    @Test
    void whatIsCertainlyHarderIsNotDriven() {
        Visit left = Visit.at("left", 1).window(at(9, 0), at(9, 5)).build();
        Unassigned explained =
                explain(
                        towns(
                                List.of(left),
                                anna(0),
                                anna(1).hours(at(9, 3), at(18, 0)),
                                anna(2).hours(at(8, 59), at(18, 0))));

        assertThat(explained.blocked())
                .extracting(Blocked::message)
                .containsExactly(
                        "Visit left would start 5 min after its window. Widen it or move the visit.",
                        "Visit left would start at least 8 min after its window."
                                + " Widen it or move the visit.",
                        "Visit left would start 4 min after its window."
                                + " Widen it or move the visit.");
        assertThat(explained.relaxation().orElseThrow().shiftId()).isEqualTo("anna2");
    }

    @Test
    void whatIsNeededAtLeastMayNotSuffice() {
        // Without the break in it, the second shift looks as if four minutes were enough.
        Visit left = Visit.at("left", 1).serviceSeconds(HOUR).build();
        Shift.Builder lunch =
                anna(1).hours(at(9, 0), at(10, 16)).lunch(new Break(at(9, 0), at(9, 30), 600));
        Unassigned explained =
                explain(towns(List.of(left), anna(0).hours(at(9, 0), at(10, 15)), lunch));

        assertThat(explained.blocked())
                .extracting(Blocked::amount)
                .containsExactly(5L * MINUTE, 14L * MINUTE);
        assertThat(explained.relaxation()).contains(explained.blocked().getFirst());
    }

    @Test
    void theWorkIsBounded() {
        // A long route, and many cheap visits that cost more than they bring: after some hundreds
        // nothing is driven any more, after a hundred thousand entries nothing listed.
        List<Visit> visits = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            visits.add(Visit.at("v" + i, 1).build());
            order.add("v" + i);
        }
        for (int i = 0; i < 600; i++) {
            visits.add(Visit.at("cheap" + i, 4).optional(1).build());
        }
        Shift.Builder[] shifts = new Shift.Builder[200];
        for (int s = 0; s < 200; s++) {
            shifts[s] = anna(s).maxStops(s == 0 ? 1_000 : 0);
        }
        Problem problem = towns(visits, shifts).build();

        List<Unassigned> left = Oracle.evaluate(problem, Map.of("anna0", order)).unassigned();

        assertThat(left.getFirst().blocked().getFirst().rule()).isEqualTo(Rule.PRICE);
        assertThat(left.get(200).blocked().getFirst().rule()).isEqualTo(Rule.PRICE);
        assertThat(left.get(300).blocked().getFirst().rule()).isEqualTo(Rule.SEARCH);
        assertThat(left.get(499).blocked()).hasSize(200);
        assertThat(left.get(500).blocked()).isEmpty();
        assertThat(left.get(599).blocked()).isEmpty();
    }
}
