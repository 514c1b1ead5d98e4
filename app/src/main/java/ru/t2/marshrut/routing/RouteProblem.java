package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Solver;
import org.marshrut.solver.Stop;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.roads.RoadMatrix;
import ru.t2.marshrut.roads.Roads;

/// A task in the solver's terms: one shift, a required visit for each stop, lateness and overtime
/// priced so that every stop is always placed.
///
/// The stops are locations `0 … n-1` of the matrix and visits named by their number; start and end
/// follow.
final class RouteProblem {

    private static final String SHIFT = "day";

    /// More than any lateness can cost, so that no stop is ever left out.
    private static final long UNASSIGNED_COST = 10_000_000_000_000L;

    private static final int DAY_START_SECONDS = 9 * 3600;
    private static final int LUNCH_EARLIEST_SECONDS = 12 * 3600;
    private static final int LUNCH_LATEST_SECONDS = 14 * 3600;

    private final RouteTask task;
    private final Matrix matrix;
    private final RoadMatrix roads;
    private final List<Visit> visits;

    private RouteProblem(RouteTask task, RoadMatrix roads) {
        this.task = task;
        this.roads = roads;
        this.matrix = Matrix.of(roads.size(), roads.travelSeconds(), roads.distanceMetres());
        this.visits = visits(task);
    }

    /// @param allowed for looking ways up
    static RouteProblem of(RouteTask task, Roads roads, Duration allowed) {
        var points = new ArrayList<GeoPoint>();
        task.stops().forEach(stop -> points.add(stop.point()));
        task.start().ifPresent(points::add);
        task.end().ifPresent(points::add);
        return new RouteProblem(task, roads.matrix(points, task.transportMode(), allowed));
    }

    /// How much an early visit matters.
    static int weight(Category category) {
        return switch (category) {
            case A -> 8;
            case B -> 3;
            case C -> 1;
            case D -> 0;
        };
    }

    /// The number of a stop in the task.
    static int number(Stop stop) {
        return Integer.parseInt(stop.visitId());
    }

    /// The numbers of a plan's stops in visiting order.
    static List<Integer> order(Plan plan) {
        return plan.routes().getFirst().stops().stream().map(RouteProblem::number).toList();
    }

    RouteTask task() {
        return task;
    }

    RoadMatrix roads() {
        return roads;
    }

    /// Where the figures of a route in this order come from, the ways from its start and to its end
    /// included.
    DistanceSource source(List<Integer> order) {
        var places = new ArrayList<Integer>(order);
        int n = task.stops().size();
        task.start().ifPresent(_ -> places.addFirst(n));
        if (task.end().isPresent()) {
            places.add(task.start().isPresent() ? n + 1 : n);
        } else if (task.returnToStart()) {
            places.add(n);
        }
        return roads.sourceAlong(places.stream().mapToInt(place -> place).toArray());
    }

    int size() {
        return visits.size();
    }

    /// The problem under an objective.
    ///
    /// @param overtimePerSecond price of a second after the shift's end
    Problem under(Objective objective, long overtimePerSecond) {
        return problem(objective, overtimePerSecond)
                .pins(task.rules().pins())
                .precedences(task.rules().precedences())
                .build();
    }

    /// The problem with money in place of metres; empty when no order costs less than the shortest.
    Optional<Problem> cheapest(long latePerSecond) {
        return task.tariff()
                .legPrices(roads.distanceMetres())
                .map(prices -> Matrix.adopt(roads.size(), roads.travelSeconds().clone(), prices))
                .map(prices ->
                        problem(
                                        prices,
                                        Objective.shortest().withPerLateSecond(latePerSecond),
                                        latePerSecond)
                                .pins(task.rules().pins())
                                .precedences(task.rules().precedences())
                                .build());
    }

    /// The problem with one more rule: a search that has to find another order.
    Problem shortestWith(OrderRules.Before pair, long latePerSecond) {
        var rules = task.rules().with(pair);
        return problem(Objective.shortest().withPerLateSecond(latePerSecond), latePerSecond)
                .pins(rules.pins())
                .precedences(rules.precedences())
                .build();
    }

    /// The same without rules for the order, to measure any order.
    Problem anyOrderUnder(Objective objective, long overtimePerSecond) {
        return problem(objective, overtimePerSecond).build();
    }

    private Problem.Builder problem(Objective objective, long overtimePerSecond) {
        return problem(matrix, objective, overtimePerSecond);
    }

    private Problem.Builder problem(Matrix ways, Objective objective, long overtimePerSecond) {
        return Problem.of(ways)
                .visits(visits)
                .shifts(List.of(shift(overtimePerSecond)))
                .objective(objective);
    }

    /// All figures of an order, recomputed independently of any search.
    Plan evaluate(Problem problem, List<Integer> order) {
        return Solver.evaluate(
                problem, Map.of(SHIFT, order.stream().map(String::valueOf).toList()));
    }

    private Shift shift(long overtimePerSecond) {
        var shift =
                Shift.of(SHIFT, "rep", 0)
                        .hours(earliestStartSeconds(), task.shiftEndSeconds())
                        .startFree(task.departAt().isEmpty())
                        .overtimeCostPerSecond(overtimePerSecond);
        int n = task.stops().size();
        task.start().ifPresent(_ -> shift.from(n));
        if (task.end().isPresent()) {
            shift.to(task.start().isPresent() ? n + 1 : n);
        } else if (task.returnToStart()) {
            shift.to(n);
        }
        if (!task.lunch().isZero()) {
            shift.lunch(
                    new Break(
                            LUNCH_EARLIEST_SECONDS,
                            LUNCH_LATEST_SECONDS,
                            (int) task.lunch().toSeconds()));
        }
        return shift.build();
    }

    /// The working day begins at 09:00, or when the first store opens, if that is earlier.
    private int earliestStartSeconds() {
        if (task.departAt().isPresent()) {
            return task.departAt().get().toSecondOfDay();
        }
        int opening =
                task.stops().stream()
                        .mapToInt(stop -> stop.opens().toSecondOfDay())
                        .min()
                        .orElse(DAY_START_SECONDS);
        return Math.min(Math.min(opening, DAY_START_SECONDS), task.shiftEndSeconds());
    }

    private static List<Visit> visits(RouteTask task) {
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < task.stops().size(); i++) {
            var stop = task.stops().get(i);
            visits.add(
                    Visit.at(Integer.toString(i), i)
                            .serviceSeconds((int) stop.service().toSeconds())
                            .windows(
                                    stop.windows().stream()
                                            .map(window ->
                                                    new TimeWindow(
                                                            window.start().toSecondOfDay(),
                                                            window.end().toSecondOfDay()))
                                            .toList())
                            .required(UNASSIGNED_COST)
                            .priority(weight(stop.priority()))
                            .build());
        }
        return visits;
    }
}
