package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// Keep what is, change what must be.
class K01_ReplanTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(1_500));

    private static Problem stable(Problem problem, Plan plan) {
        return problem.toBuilder()
                .objective(
                        problem.objective().toBuilder()
                                .perMovedVisit(1_000_000)
                                .perMovedDay(100_000)
                                .build())
                .reference(plan.slots())
                .build();
    }

    @Test
    void nothingToImproveChangesNothing() {
        Problem problem = new Region(1, 80, 3, 8).month();
        Plan plan = Solver.solve(problem, SETTINGS).plan();
        Problem stable = stable(problem, plan);
        // The order inside the routes may still gain: settle it first.
        Plan settled = Solver.improve(stable, plan, SETTINGS).plan();

        Plan again = Solver.improve(stable, settled, SETTINGS.withSeed(99)).plan();

        assertThat(settled.slots()).isEqualTo(plan.slots());
        assertThat(again.slots()).isEqualTo(plan.slots());
        assertThat(again.cost().stability()).isZero();
    }

    @Test
    void aProvenDayIsReturnedAsItStands() {
        Problem problem = new Region(5, 9, 1, 1).day();
        Plan plan = Solver.solve(problem, SETTINGS).plan();
        List<String> reversed = plan.routes().getFirst().visitIds().reversed();

        Plan again = Solver.improve(problem, Map.of("day", reversed), SETTINGS).plan();

        // The way round costs the same in a symmetric matrix, so there is no reason to turn it.
        assertThat(plan.provenOptimal()).isTrue();
        assertThat(again.routes().getFirst().visitIds()).isEqualTo(reversed);
        assertThat(again.provenOptimal()).isTrue();
    }

    @Test
    void fewButTheVisitsOfASickRepMove() {
        int affectedInAll = 0;
        int movedInAll = 0;
        for (int seed : new int[] {1, 2, 3, 5}) {
            Problem problem = new Region(seed, 80, 3, 8).month();
            Plan plan = Solver.solve(problem, SETTINGS).plan();
            Route busiest =
                    plan.routes().stream()
                            .max(Comparator.comparingInt(route -> route.stops().size()))
                            .orElseThrow();
            Problem sick =
                    stable(problem, plan).toBuilder()
                            .shifts(
                                    problem.shifts().stream()
                                            .filter(shift -> !shift.id().equals(busiest.shiftId()))
                                            .toList())
                            .build();
            Set<String> affected = Set.copyOf(busiest.visitIds());

            Plan changed = Solver.improve(sick, plan, SETTINGS).plan();

            assertThat(affected).hasSizeGreaterThan(5);
            assertThat(changed.complete()).isTrue();
            assertThat(changed.violations()).isEmpty();
            Set<String> moved = moved(plan, changed);
            assertThat(moved).containsAll(affected);
            affectedInAll += affected.size();
            movedInAll += moved.size();
        }
        // Here and there a neighbour must make room, or for a pattern to keep its gaps.
        assertThat(movedInAll - affectedInAll).isLessThanOrEqualTo(affectedInAll / 4);
    }

    private static Set<String> moved(Plan before, Plan after) {
        Map<String, Slot> now = after.slots();
        return before.slots().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(now.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void unknownNamesInAnOldPlanArePassedOver() {
        Problem problem = new Region(3, 20, 1, 1).day();

        Plan plan =
                Solver.improve(
                                problem,
                                Map.of(
                                        "day",
                                        List.of("gone", "store3", "store3", "store1"),
                                        "no such shift",
                                        List.of("store2")),
                                SETTINGS)
                        .plan();

        assertThat(plan.complete()).isTrue();
    }

    @Test
    void whatBreaksARuleNowIsPlacedAnew() {
        Problem problem = new Region(4, 60, 2, 6).month();
        Plan plan = Solver.solve(problem, SETTINGS).plan();
        Problem tighter =
                problem.toBuilder()
                        .shifts(
                                problem.shifts().stream()
                                        .map(shift ->
                                                Shift.of(shift.id(), shift.rep(), shift.day())
                                                        .depot(shift.startLocation())
                                                        .hours(9 * 3600, 18 * 3600)
                                                        .maxStops(9)
                                                        .build())
                                        .toList())
                        .build();

        Plan changed = Solver.improve(tighter, plan, SETTINGS).plan();

        assertThat(changed.feasible()).isTrue();
        assertThat(changed.routes()).allMatch(route -> route.stops().size() <= 9);
    }
}
