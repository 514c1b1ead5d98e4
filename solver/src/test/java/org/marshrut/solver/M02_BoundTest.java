package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.BruteForce;
import org.marshrut.solver.testing.RandomProblems;
import org.marshrut.solver.testing.Region;

/// What no plan can undercut, and how far a plan lies above it.
class M02_BoundTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    @Test
    void theBoundOfATourIsNearItsLength() {
        Problem problem = new Region(1, 60, 1, 1).day();
        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(3_000))).plan();

        Bound bound = Solver.bound(problem, plan, Duration.ofSeconds(2));

        assertThat(bound.name()).isEqualTo("1-tree ascent");
        assertThat(bound.cost()).isLessThanOrEqualTo(plan.totalCost());
        assertThat(bound.gap(plan.totalCost())).isBetween(0.0, 0.03);
    }

    @Test
    void noPlanOfAnythingUndercutsItsBound() {
        int above = 0;
        for (int seed = 0; seed < 60; seed++) {
            Problem problem = new RandomProblems(seed, 5, 1, 1).anything();
            long least = BruteForce.leastCost(problem);
            Plan nothing = Solver.evaluate(problem, java.util.Map.of());

            Bound bound = Solver.bound(problem, nothing, LIMIT);

            assertThat(bound.cost()).as("seed %d, %s", seed, bound).isLessThanOrEqualTo(least);
            above += bound.cost() > 0 ? 1 : 0;
        }
        assertThat(above).isGreaterThan(30);
    }

    @Test
    void severalShiftsAndDaysHaveABoundToo() {
        for (int seed = 0; seed < 20; seed++) {
            Problem problem = new RandomProblems(seed, 10, 2, 2).anything();
            Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(500))).plan();

            Bound bound = Solver.bound(problem, plan, LIMIT);

            assertThat(bound.cost()).as("seed %d", seed).isLessThanOrEqualTo(plan.totalCost());
        }
    }

    @Test
    void routesThatTheCapacityForcesAreCounted() {
        Problem shape = new Region(3, 40, 1, 1).day();
        List<Visit> visits =
                shape.visits().stream()
                        .map(visit -> Visit.at(visit.id(), visit.location()).load(1).build())
                        .toList();
        Problem one = shape.toBuilder().visits(visits).build();
        List<Shift> small =
                IntStream.range(0, 12)
                        .mapToObj(k -> Shift.of("k" + k, "r" + k, 0).depot(40).capacity(4).build())
                        .toList();
        Problem many = one.toBuilder().shifts(small).build();
        Plan plan = Solver.solve(many, Settings.of(StopRule.iterations(3_000))).plan();

        Bound tight = Solver.bound(many, plan, Duration.ofSeconds(1));
        Bound loose = Solver.bound(one, plan, Duration.ofSeconds(1));

        assertThat(tight.name()).isEqualTo("q-routes");
        assertThat(tight.cost()).isGreaterThan(loose.cost());
        assertThat(tight.gap(plan.totalCost())).isBetween(0.0, 0.5);
    }

    /// Two stores lie together in the east and two in the west, and a route has two stops: there is
    /// nothing between the bound and the best plan.
    @Test
    void routesOfFewStopsHaveATightBound() {
        int[] at = {0, 10_000, 10_100, -8_000, -8_300};
        int[] metres = new int[at.length * at.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                metres[i * at.length + j] = Math.abs(at[i] - at[j]);
            }
        }
        Problem problem =
                Problem.of(Matrix.of(at.length, metres, metres))
                        .visits(
                                IntStream.rangeClosed(1, 4)
                                        .mapToObj(k -> Visit.at("v" + k, k).build())
                                        .toList())
                        .shifts(
                                IntStream.range(0, 3)
                                        .mapToObj(k -> Shift.of("k" + k, "r" + k, 0).depot(0))
                                        .map(shift -> shift.maxStops(2).build())
                                        .toList())
                        .objective(Objective.builder().perMetre(1).build())
                        .build();
        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(500))).plan();

        assertThat(plan.totalCost()).isEqualTo(2 * (10_100 + 8_300));
        assertThat(Solver.bound(problem, plan, LIMIT))
                .isEqualTo(new Bound("q-routes", plan.totalCost()));
    }

    /// Small months, searched long enough to be the best or nearly.
    @Test
    void noGoodPlanUndercutsTheBoundOfItsRoutes() {
        int byRoutes = 0;
        for (int seed = 0; seed < 40; seed++) {
            int most = 2 + seed % 4;
            Problem month = new Region(seed, 12, 2, 4).month();
            List<Shift> shifts =
                    month.shifts().stream()
                            .map(shift -> Shift.of(shift.id(), shift.rep(), shift.day()))
                            .map(shift -> shift.maxStops(most))
                            .map(shift -> shift.depot(12).build())
                            .toList();
            Problem problem =
                    month.toBuilder()
                            .shifts(shifts)
                            .objective(Objective.builder().perMetre(1).build())
                            .build();
            Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(2_000))).plan();

            Bound bound = Solver.bound(problem, plan, LIMIT);

            assertThat(bound.cost())
                    .as("seed %d, %s", seed, bound)
                    .isLessThanOrEqualTo(plan.totalCost());
            byRoutes += bound.name().equals("q-routes") ? 1 : 0;
        }
        assertThat(byRoutes).isGreaterThan(20);
    }

    @Test
    void routesThatServiceTimeForcesArePaidFor() {
        List<Visit> visits =
                IntStream.range(0, 7)
                        .mapToObj(k -> Visit.at("v" + k, 0).serviceSeconds(1_800).build())
                        .toList();
        List<Shift> hourly =
                IntStream.range(0, 5)
                        .mapToObj(k -> Shift.of("k" + k, "r" + k, 0).depot(0))
                        .map(shift -> shift.hours(0, 3_600).fixedCost(1_000).build())
                        .toList();
        Problem problem =
                new Region(8, 1, 1, 1).day().toBuilder().visits(visits).shifts(hourly).build();
        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(500))).plan();

        // Two visits fill a shift: seven need four of them, at no way at all.
        assertThat(plan.totalCost()).isEqualTo(4_000);
        assertThat(Solver.bound(problem, plan, LIMIT).cost()).isEqualTo(4_000);
    }

    @Test
    void callsOfOneStoreDoNotFollowEachOther() {
        Problem month = new Region(4, 40, 2, 12).month();
        Problem loose = month.toBuilder().patterns(List.of()).build();
        Plan plan = Solver.solve(month, Settings.of(StopRule.iterations(500))).plan();

        Bound bound = Solver.bound(month, plan, Duration.ofSeconds(1));

        assertThat(bound.cost()).isLessThanOrEqualTo(plan.totalCost());
        assertThat(bound.cost())
                .isGreaterThan(Solver.bound(loose, plan, Duration.ofSeconds(1)).cost());
    }

    @Test
    void aProvenPlanIsItsOwnBound() {
        Problem problem = new Region(5, 8, 1, 1).day();
        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(10))).plan();

        assertThat(Solver.bound(problem, plan, LIMIT))
                .isEqualTo(new Bound("exact", plan.totalCost()));
    }

    @Test
    void noShiftsMeanThatEverythingIsPaidFor() {
        Problem problem = new Region(6, 3, 1, 1).day().toBuilder().shifts(List.of()).build();
        Plan plan = Solver.evaluate(problem, java.util.Map.of());

        assertThat(Solver.bound(problem, plan, LIMIT).cost()).isEqualTo(plan.totalCost());
    }

    @Test
    void theTimeIsKeptOnManyVisits() {
        Problem problem = new Region(7, 4_000, 1, 1).day();
        Plan nothing =
                Solver.evaluate(problem.toBuilder().visits(List.of()).build(), java.util.Map.of());
        long begun = System.nanoTime();

        Bound bound = Solver.bound(problem, nothing, Duration.ofMillis(50));

        assertThat(bound.cost()).isNotNegative();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
