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

/// What a shift can hold, and who may do what.
class E01_LimitsTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(1_000));

    private static Shift.Builder shift(String rep, int day) {
        return Shift.of(rep + day, rep, day).depot(0).hours(at(9, 0), at(18, 0));
    }

    private static List<Visit> visits(int count) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            visits.add(Visit.at("v" + i, i).serviceSeconds(15 * MINUTE).load(1).build());
        }
        return visits;
    }

    private static Plan solve(List<Visit> visits, Shift.Builder... shifts) {
        Problem problem =
                Problem.of(road(0, 10, 20, 30, 40))
                        .visits(visits)
                        .shifts(java.util.Arrays.stream(shifts).map(Shift.Builder::build).toList())
                        .build();
        Plan plan = Solver.solve(problem, SETTINGS).plan();
        assertThat(plan.feasible()).isTrue();
        return plan;
    }

    @Test
    void limitOfStopsSplitsTheWork() {
        Plan plan = solve(visits(4), shift("Anna", 0).maxStops(2), shift("Boris", 0).maxStops(2));

        assertThat(plan.complete()).isTrue();
        assertThat(plan.routes()).allSatisfy(route -> assertThat(route.stops()).hasSize(2));
    }

    @Test
    void capacityLimitsTheLoad() {
        Plan plan = solve(visits(4), shift("Anna", 0).capacity(3));

        assertThat(plan.unassigned()).hasSize(1);
        assertThat(plan.routes().getFirst().load()).isEqualTo(3);
    }

    @Test
    void theWayHomeCountsAsWorkingTime() {
        // To kilometre 40 and back takes 80 minutes and the services an hour.
        assertThat(solve(visits(4), shift("Anna", 0).hours(at(9, 0), at(11, 20))).complete())
                .isTrue();
        assertThat(solve(visits(4), shift("Anna", 0).hours(at(9, 0), at(11, 19))).complete())
                .isFalse();
    }

    @Test
    void durationIsLimitedWhenTheStartIsFreeToo() {
        Visit noon = Visit.at("noon", 1).serviceSeconds(600).window(at(12, 0), at(12, 10)).build();
        Visit evening =
                Visit.at("evening", 1).serviceSeconds(600).window(at(16, 0), at(16, 10)).build();
        // Left at noon at the latest, at home by 16:20.
        Shift.Builder enough = shift("Anna", 0).startFree(true).maxDurationSeconds(260 * MINUTE);
        Shift.Builder tight = shift("Anna", 0).startFree(true).maxDurationSeconds(260 * MINUTE - 1);

        Plan plan = solve(List.of(noon, evening), enough);

        assertThat(plan.complete()).isTrue();
        assertThat(plan.routes().getFirst().startSeconds()).isEqualTo(at(12, 0));
        assertThat(plan.routes().getFirst().durationSeconds()).isEqualTo(260 * MINUTE);
        assertThat(solve(List.of(noon, evening), tight).complete()).isFalse();
    }

    @Test
    void overtimeIsPossibleAtAPrice() {
        Shift.Builder strict = shift("Anna", 0).hours(at(9, 0), at(11, 0));
        Shift.Builder paid = shift("Anna", 0).hours(at(9, 0), at(11, 0)).overtimeCostPerSecond(2);

        assertThat(solve(visits(4), strict).complete()).isFalse();
        Plan plan = solve(visits(4), paid);
        assertThat(plan.complete()).isTrue();
        assertThat(plan.overtimeSeconds()).isEqualTo(20 * MINUTE);
        assertThat(plan.cost().overtime()).isEqualTo(2 * 20 * MINUTE);
        assertThat(plan.violations())
                .singleElement()
                .matches(violation -> violation.rule() == Rule.HOURS && !violation.hard());
    }

    @Test
    void skillsRepsAndDaysDecideWhoGoes() {
        Visit skilled = Visit.at("skilled", 1).requiredSkills("sim").build();
        Visit annas = Visit.at("annas", 2).allowedReps(List.of("Anna")).build();
        Visit second = Visit.at("second", 3).allowedDays(Set.of(1)).build();

        Plan plan =
                solve(
                        List.of(skilled, annas, second),
                        shift("Anna", 0),
                        shift("Boris", 0).skills(List.of("sim")),
                        shift("Anna", 1),
                        shift("Boris", 1));

        assertThat(plan.slots())
                .containsEntry("skilled", new Slot("Boris", 0))
                .hasEntrySatisfying("annas", slot -> assertThat(slot.rep()).isEqualTo("Anna"))
                .hasEntrySatisfying("second", slot -> assertThat(slot.day()).isEqualTo(1));
    }

    @Test
    void fixedCostKeepsShiftsAtHome() {
        Plan plan =
                solve(
                        visits(4),
                        shift("Anna", 0).fixedCost(1_000_000),
                        shift("Boris", 0).fixedCost(1_000_000));

        assertThat(plan.routes()).hasSize(1);
        assertThat(plan.cost().fixed()).isEqualTo(1_000_000);
    }

    @Test
    void brokenLimitsAreNamedWhateverTheOrder() {
        Problem problem =
                Problem.of(road(0, 10, 20, 30, 40))
                        .visits(
                                List.of(
                                        Visit.at("a", 1)
                                                .requiredSkills("sim")
                                                .allowedReps(List.of("Boris"))
                                                .allowedDays(Set.of(5))
                                                .closedOn(0)
                                                .load(9)
                                                .build(),
                                        Visit.at("b", 2).serviceSeconds(10 * 3600).build()))
                        .shifts(
                                List.of(
                                        shift("Anna", 0)
                                                .capacity(5)
                                                .maxStops(1)
                                                .maxDurationSeconds(3600)
                                                .build()))
                        .build();

        Plan plan = Solver.evaluate(problem, Map.of("Anna0", List.of("a", "b")));

        assertThat(plan.violations().stream().map(Violation::rule))
                .contains(
                        Rule.SKILL,
                        Rule.REP,
                        Rule.DAY,
                        Rule.CLOSED,
                        Rule.HOURS,
                        Rule.DURATION,
                        Rule.STOPS,
                        Rule.CAPACITY);
        assertThat(plan.violations()).allMatch(Violation::hard);
        assertThat(plan.feasible()).isFalse();
    }
}
