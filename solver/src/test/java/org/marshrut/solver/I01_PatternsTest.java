package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Several calls at one store.
class I01_PatternsTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(2_000));

    private static List<Shift> days(int count, int maxStops, String... reps) {
        List<Shift> shifts = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            for (String rep : reps) {
                shifts.add(
                        Shift.of(rep + d, rep, d)
                                .depot(0)
                                .hours(at(9, 0), at(18, 0))
                                .maxStops(maxStops)
                                .build());
            }
        }
        return shifts;
    }

    private static List<Visit> calls(String store, int location, int count) {
        List<Visit> visits = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            visits.add(Visit.at(store + "#" + k, location).build());
        }
        return visits;
    }

    private static List<String> ids(List<Visit> visits) {
        return visits.stream().map(Visit::id).toList();
    }

    private static List<Integer> daysOf(Plan plan, List<Visit> calls) {
        return calls.stream()
                .map(visit -> plan.slots().get(visit.id()))
                .filter(java.util.Objects::nonNull)
                .map(Slot::day)
                .toList();
    }

    @Test
    void callsKeepTheirGapInChronologicalOrder() {
        List<Visit> calls = calls("a", 1, 3);
        Problem problem =
                Problem.of(road(0, 20))
                        .visits(calls)
                        .shifts(days(11, 5, "Anna"))
                        .patterns(List.of(Pattern.spaced("a", ids(calls), 5)))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.complete()).isTrue();
        assertThat(plan.violations()).isEmpty();
        assertThat(daysOf(plan, calls)).containsExactly(0, 5, 10);
    }

    @Test
    void whenThereIsNoRoomForAllSomeAreLeftOut() {
        List<Visit> calls = calls("a", 1, 3);
        Problem problem =
                Problem.of(road(0, 20))
                        .visits(calls)
                        .shifts(days(10, 5, "Anna"))
                        .patterns(List.of(Pattern.spaced("a", ids(calls), 5)))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.unassigned()).hasSize(1);
        assertThat(plan.unassigned().getFirst().blocked())
                .allMatch(blocked -> blocked.rule() == Rule.SPACING);
        assertThat(plan.unassigned().getFirst().relaxation().orElseThrow().amount()).isEqualTo(1);
        assertThat(plan.feasible()).isTrue();
    }

    @Test
    void combinationsAreFollowedExactly() {
        List<Visit> calls = calls("a", 1, 2);
        Problem problem =
                Problem.of(road(0, 20, 20))
                        .visits(
                                java.util.stream.Stream.concat(
                                                calls.stream(),
                                                java.util.stream.Stream.of(
                                                        Visit.at("b", 2)
                                                                .allowedDays(Set.of(3))
                                                                .build()))
                                        .toList())
                        .shifts(days(5, 5, "Anna"))
                        .patterns(
                                List.of(
                                        Pattern.combinations(
                                                "a",
                                                ids(calls),
                                                List.of(List.of(0, 2), List.of(1, 3)))))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        // Day 3 is driven to anyway.
        assertThat(daysOf(plan, calls)).containsExactly(1, 3);
        assertThat(plan.totalCost()).isEqualTo(80_000);
        Plan wrong =
                Solver.evaluate(problem, Map.of("Anna0", List.of("a#1"), "Anna3", List.of("a#2")));
        assertThat(wrong.violations()).extracting(Violation::rule).containsOnly(Rule.SPACING);
        assertThat(wrong.feasible()).isFalse();
    }

    @Test
    void tooSmallAGapIsNamedInDays() {
        List<Visit> calls = calls("a", 1, 2);
        Problem problem =
                Problem.of(road(0, 20))
                        .visits(calls)
                        .shifts(days(5, 5, "Anna"))
                        .patterns(List.of(Pattern.spaced("a", ids(calls), 4)))
                        .build();

        Plan close =
                Solver.evaluate(problem, Map.of("Anna0", List.of("a#1"), "Anna2", List.of("a#2")));
        Plan reversed =
                Solver.evaluate(problem, Map.of("Anna4", List.of("a#1"), "Anna0", List.of("a#2")));

        assertThat(close.violations())
                .singleElement()
                .matches(v -> v.rule() == Rule.SPACING && v.amount() == 2);
        assertThat(reversed.violations())
                .singleElement()
                .matches(v -> v.rule() == Rule.SPACING && v.amount() == 8);
    }

    @Test
    void theSameRepComesBackWhereItCostsLittle() {
        List<Visit> visits = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        for (int store = 0; store < 4; store++) {
            List<Visit> calls = calls("s" + store, 1 + store % 2, 2);
            visits.addAll(calls);
            patterns.add(Pattern.spaced("s" + store, ids(calls), 1));
        }
        Problem problem =
                Problem.of(road(0, 10, 10))
                        .visits(visits)
                        .shifts(days(2, 2, "Anna", "Boris"))
                        .patterns(patterns)
                        .objective(Objective.builder().perMetre(1).perRepChange(3_000).build())
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.complete()).isTrue();
        assertThat(plan.cost().continuity()).isZero();
        Plan mixed =
                Solver.evaluate(
                        problem, Map.of("Anna0", List.of("s0#1"), "Boris1", List.of("s0#2")));
        assertThat(mixed.cost().continuity()).isEqualTo(3_000);
    }
}
