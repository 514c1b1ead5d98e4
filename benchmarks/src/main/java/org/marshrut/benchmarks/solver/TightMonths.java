package org.marshrut.benchmarks.solver;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// The reference month made harder: fewer reps, two hours a store, homes in the farthest corner,
/// every third day off, and all of these at once.
final class TightMonths {

    private static final int HALF_HOUR = 1800;
    private static final int TWO_HOURS = 7200;

    private TightMonths() {}

    static List<Instance> of(Path stores) {
        return List.of(
                month("three-reps", stores, 3, problem -> problem),
                month("two-reps", stores, 2, problem -> problem),
                month("narrow-windows", stores, 4, TightMonths::narrow),
                month("remote-homes", stores, 4, TightMonths::remote),
                month("holidays", stores, 4, TightMonths::holidays),
                month("all-at-once", stores, 3, problem -> holidays(remote(narrow(problem)))));
    }

    private static Instance month(
            String name, Path stores, int reps, UnaryOperator<Problem> harder) {
        return new Instance(
                "tight",
                name,
                1,
                OptionalDouble.empty(),
                () -> harder.apply(ReferenceMonth.read(stores, reps)));
    }

    /// Each store lets in for two hours, spread over the hours it is open.
    private static Problem narrow(Problem problem) {
        return problem.toBuilder()
                .visits(problem.visits().stream().map(TightMonths::narrow).toList())
                .build();
    }

    private static Visit narrow(Visit visit) {
        TimeWindow open = visit.windows().getFirst();
        int last = open.latestSeconds() + visit.serviceSeconds() - TWO_HOURS;
        int slots = 1 + Math.max(0, (last - open.earliestSeconds()) / HALF_HOUR);
        int from = open.earliestSeconds() + visit.location() * 7 % slots * HALF_HOUR;
        return Visit.at(visit.id(), visit.location())
                .serviceSeconds(visit.serviceSeconds())
                .priority(visit.priority())
                .district(visit.district())
                .window(from, from + TWO_HOURS - visit.serviceSeconds())
                .build();
    }

    /// Everybody lives at the place that is farthest from all others.
    private static Problem remote(Problem problem) {
        Matrix matrix = problem.matrix();
        long[] away =
                IntStream.range(0, matrix.size())
                        .mapToLong(i ->
                                IntStream.range(0, matrix.size())
                                        .mapToLong(j -> matrix.distanceMetres(i, j))
                                        .sum())
                        .toArray();
        int corner =
                IntStream.range(0, away.length)
                        .reduce((a, b) -> away[b] > away[a] ? b : a)
                        .orElseThrow();
        return problem.toBuilder()
                .shifts(
                        problem.shifts().stream()
                                .map(shift ->
                                        Shift.of(shift.id(), shift.rep(), shift.day())
                                                .depot(corner)
                                                .hours(
                                                        shift.earliestStartSeconds(),
                                                        shift.latestEndSeconds())
                                                .lunch(shift.lunch())
                                                .maxStops(shift.maxStops())
                                                .build())
                                .toList())
                .build();
    }

    private static Problem holidays(Problem problem) {
        return problem.toBuilder()
                .shifts(problem.shifts().stream().filter(shift -> shift.day() % 3 != 1).toList())
                .build();
    }
}
