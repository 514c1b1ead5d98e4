package org.marshrut.benchmarks.solver;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningListVariable;
import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// Timefold's community edition with its default phases: a list variable per vehicle, lateness and
/// overload hard, metres soft.
final class Timefold implements Contender {

    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "timefold";
    }

    @Override
    public boolean models(Problem problem) {
        return OneDay.is(problem);
    }

    @Override
    public Answer solve(Problem problem, double seconds, long seed) {
        long begun = System.nanoTime();
        SolverConfig config =
                new SolverConfig()
                        .withSolutionClass(Fleet.class)
                        .withEntityClasses(Vehicle.class)
                        .withConstraintProviderClass(Rules.class)
                        .withRandomSeed(seed)
                        .withTerminationConfig(
                                new TerminationConfig()
                                        .withMillisecondsSpentLimit((long) (1000 * seconds)));
        Fleet fleet = new Fleet();
        fleet.visits = problem.visits();
        fleet.vehicles = problem.shifts().stream().map(s -> new Vehicle(problem, s)).toList();
        Fleet best = SolverFactory.<Fleet>create(config).buildSolver().solve(fleet);
        double elapsed = (System.nanoTime() - begun) / NANOS;
        Map<String, List<String>> orders = new HashMap<>();
        for (Vehicle vehicle : best.vehicles) {
            orders.put(vehicle.id, vehicle.visits.stream().map(Visit::id).toList());
        }
        return new Answer(orders, Answer.NO_CLAIM, 0, elapsed, elapsed);
    }

    /// A shift and the visits it makes in order.
    @PlanningEntity
    @NullUnmarked
    public static final class Vehicle {

        @PlanningId public String id;
        private Matrix matrix;
        private Shift shift;
        @PlanningListVariable public List<Visit> visits = new ArrayList<>();

        public Vehicle() {}

        private Vehicle(Problem problem, Shift shift) {
            this.id = shift.id();
            this.matrix = problem.matrix();
            this.shift = shift;
        }

        private long overload() {
            long load = 0;
            for (Visit visit : visits) {
                load += visit.load();
            }
            return Math.max(0, load - shift.capacity());
        }

        private long metres() {
            long metres = 0;
            int place = shift.startLocation();
            for (Visit visit : visits) {
                metres += matrix.distanceMetres(place, visit.location());
                place = visit.location();
            }
            return metres + matrix.distanceMetres(place, shift.endLocation());
        }

        private long late() {
            long late = 0;
            long clock = shift.earliestStartSeconds();
            int place = shift.startLocation();
            for (Visit visit : visits) {
                clock += matrix.travelSeconds(place, visit.location());
                for (TimeWindow window : visit.windowsOn(shift.day())) {
                    late += Math.max(0, clock - window.latestSeconds());
                    clock = Math.max(clock, window.earliestSeconds());
                }
                clock += visit.serviceSeconds();
                place = visit.location();
            }
            clock += matrix.travelSeconds(place, shift.endLocation());
            return late + Math.max(0, clock - shift.latestEndSeconds());
        }
    }

    /// The whole problem.
    @PlanningSolution
    @NullUnmarked
    public static final class Fleet {

        @ProblemFactCollectionProperty @ValueRangeProvider public List<Visit> visits;
        @PlanningEntityCollectionProperty public List<Vehicle> vehicles;
        @PlanningScore public HardSoftScore score;

        public Fleet() {}
    }

    /// What costs.
    public static final class Rules implements ConstraintProvider {

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEach(Vehicle.class)
                        .filter(vehicle -> vehicle.overload() > 0)
                        .penalize(HardSoftScore.ONE_HARD, Vehicle::overload)
                        .asConstraint("capacity"),
                factory.forEach(Vehicle.class)
                        .filter(vehicle -> vehicle.late() > 0)
                        .penalize(HardSoftScore.ONE_HARD, Vehicle::late)
                        .asConstraint("windows"),
                factory.forEach(Vehicle.class)
                        .filter(vehicle -> !vehicle.visits.isEmpty())
                        .penalize(HardSoftScore.ONE_SOFT, Vehicle::metres)
                        .asConstraint("metres")
            };
        }
    }
}
