package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Unassigned.Blocked;

/// What is left out, and why.
class H01_UnassignedTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(500));

    private static Problem problem(Visit visit, Shift... shifts) {
        return Problem.of(road(0, 30, 60)).visits(List.of(visit)).shifts(List.of(shifts)).build();
    }

    private static Shift.Builder anna(int day) {
        return Shift.of("anna" + day, "Anna", day).depot(0).hours(at(9, 0), at(18, 0));
    }

    private static Unassigned only(Problem problem) {
        Plan plan = Solver.solve(problem, SETTINGS).plan();
        assertThat(plan.unassigned()).hasSize(1);
        assertThat(plan.cost().unassigned()).isEqualTo(plan.unassigned().getFirst().cost());
        return plan.unassigned().getFirst();
    }

    @Test
    void theHoursInTheWayAreCounted() {
        Visit visit = Visit.at("v", 2).serviceSeconds(60 * MINUTE).build();

        Unassigned left = only(problem(visit, anna(0).hours(at(9, 0), at(11, 45)).build()));

        assertThat(left.required()).isTrue();
        assertThat(left.blocked())
                .singleElement()
                .satisfies(blocked -> {
                    assertThat(blocked.rule()).isEqualTo(Rule.HOURS);
                    assertThat(blocked.amount()).isEqualTo(15 * MINUTE);
                    assertThat(blocked.message()).contains("15 min");
                });
        assertThat(left.relaxation()).isEqualTo(left.blocked().stream().findFirst());
    }

    @Test
    void theSmallestRelaxationOfAllShiftsIsProposed() {
        Visit visit =
                Visit.at("v", 1).window(at(9, 0), at(9, 20)).allowedDays(Set.of(0, 1)).build();

        Unassigned left =
                only(
                        problem(
                                visit,
                                anna(0).build(),
                                anna(1).hours(at(8, 55), at(18, 0)).build(),
                                anna(2).hours(at(8, 0), at(18, 0)).build()));

        assertThat(left.blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.WINDOW, Rule.WINDOW, Rule.DAY);
        assertThat(left.relaxation().orElseThrow().shiftId()).isEqualTo("anna1");
        assertThat(left.relaxation().orElseThrow().amount()).isEqualTo(5 * MINUTE);
    }

    @Test
    void eachRuleHasItsName() {
        Visit skilled = Visit.at("v", 1).requiredSkills("sim").load(9).build();

        assertThat(
                        only(problem(
                                        skilled,
                                        anna(0).build(),
                                        anna(1).skills(List.of("sim")).maxStops(0).build(),
                                        anna(2).skills(List.of("sim")).capacity(5).build(),
                                        anna(3).skills(List.of("sim"))
                                                .maxDurationSeconds(600)
                                                .build()))
                                .blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.SKILL, Rule.STOPS, Rule.CAPACITY, Rule.DURATION);
    }

    @Test
    void pinsAndRepsAreNamed() {
        Visit visit = Visit.at("v", 1).allowedReps(List.of("Boris")).build();

        Unassigned left = only(problem(visit, anna(0).build()));

        assertThat(left.blocked()).extracting(Blocked::rule).containsExactly(Rule.REP);

        Problem pinned =
                problem(
                                Visit.at("v", 1).build(),
                                anna(0).build(),
                                anna(1).hours(at(9, 0), at(9, 30)).build())
                        .toBuilder()
                        .pins(List.of(Pin.toShift("v", "anna1")))
                        .build();
        assertThat(only(pinned).blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.PIN, Rule.HOURS);
    }

    @Test
    void optionalVisitsAreLeftOutWhenTheyCostMoreThanTheirPrice() {
        Visit cheap = Visit.at("v", 1).optional(59_999).build();
        Visit dear = Visit.at("v", 1).optional(60_001).build();

        Unassigned left = only(problem(cheap, anna(0).build()));

        assertThat(left.required()).isFalse();
        assertThat(left.blocked())
                .singleElement()
                .matches(blocked -> blocked.rule() == Rule.PRICE && blocked.amount() == 1);
        assertThat(Solver.solve(problem(cheap, anna(0).build()), SETTINGS))
                .isInstanceOf(Outcome.Solved.class);
        assertThat(Solver.solve(problem(dear, anna(0).build()), SETTINGS).plan().unassigned())
                .isEmpty();
    }

    @Test
    void ofTooManyRequiredVisitsTheDearestAreDone() {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            visits.add(
                    Visit.at("v" + i, 1)
                            .required(Visit.REQUIRED_COST * (i % 2 == 0 ? 1 : 2))
                            .build());
        }
        Problem problem =
                Problem.of(road(0, 30))
                        .visits(visits)
                        .shifts(List.of(anna(0).maxStops(5).build(), anna(1).maxStops(5).build()))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.unassigned()).hasSize(10);
        assertThat(plan.unassigned())
                .allMatch(left -> left.cost() == Visit.REQUIRED_COST)
                .allMatch(left ->
                        left.blocked().stream().allMatch(blocked -> blocked.rule() == Rule.STOPS));
    }

    @Test
    void precedenceAndSpacingAreNamed() {
        Visit first = Visit.at("first", 1).build();
        Visit second = Visit.at("second", 1).build();
        Problem base =
                Problem.of(road(0, 30))
                        .visits(List.of(first, second))
                        .shifts(List.of(anna(0).build(), anna(1).build()))
                        .patterns(List.of(Pattern.spaced("store", List.of("first", "second"), 5)))
                        .build();

        Plan spaced = Solver.evaluate(base, Map.of("anna0", List.of("first")));

        assertThat(spaced.unassigned().getFirst().blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.SPACING, Rule.SPACING);
        assertThat(spaced.unassigned().getFirst().blocked().get(1).amount()).isEqualTo(4);

        Problem ordered =
                base.toBuilder()
                        .patterns(List.of())
                        .precedences(List.of(new Precedence("second", "first")))
                        .build();
        Plan after = Solver.evaluate(ordered, Map.of("anna1", List.of("first")));
        assertThat(after.unassigned().getFirst().blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.SEARCH, Rule.SEARCH);
        Plan before = Solver.evaluate(ordered, Map.of("anna0", List.of("second")));
        assertThat(before.unassigned().getFirst().blocked())
                .extracting(Blocked::rule)
                .containsExactly(Rule.SEARCH, Rule.SEARCH);
        Plan tooEarly = Solver.evaluate(ordered, Map.of("anna1", List.of("second")));
        assertThat(tooEarly.unassigned().getFirst().blocked().getFirst().rule())
                .isEqualTo(Rule.PRECEDENCE);
    }
}
