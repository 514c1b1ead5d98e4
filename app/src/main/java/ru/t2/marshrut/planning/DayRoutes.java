package ru.t2.marshrut.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.LongStream;
import org.marshrut.solver.BreakTaken;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.Visit;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.DayFigures.DayViolation;
import ru.t2.marshrut.roads.RoadMatrix;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.stores.Store;

/// One rep's day: figures of an order, the best place for one more stop, the best order.
/// Thread-safe.
@Component
class DayRoutes {

    private static final String SHIFT = "day";

    /// A second late or over the hours is worth a hundred metres: promises come before the way.
    private static final long PER_BROKEN_SECOND = 100;

    private static final Objective OBJECTIVE =
            Objective.builder().perMetre(1).perLateSecond(PER_BROKEN_SECOND).build();

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final int STAGNATION = 2_000;

    private final Roads roads;

    DayRoutes(Roads roads) {
        this.roads = roads;
    }

    /// A day with its figures.
    ///
    /// @param times of each stop, in order
    record Evaluated(DayFigures figures, List<StopTimes> times) {}

    /// All figures of an order, recomputed independently of any search.
    ///
    /// @param stops at least one
    Evaluated evaluate(Region region, DayKey day, List<PlannedVisit> stops) {
        return new Task(region, day, stops).evaluate(names(stops));
    }

    /// Where one more stop costs least.
    ///
    /// @param after so many stops at the beginning stay before it
    /// @return 0-based index
    int cheapestIndex(
            Region region, DayKey day, List<PlannedVisit> stops, PlannedVisit more, int after) {
        var all = new ArrayList<>(stops);
        all.add(more);
        var task = new Task(region, day, all);
        int best = after;
        long bestCost = Long.MAX_VALUE;
        for (int index = after; index <= stops.size(); index++) {
            var order = new ArrayList<>(names(stops));
            order.add(index, more.id().toString());
            long cost = task.plan(order).totalCost();
            if (cost < bestCost) {
                best = index;
                bestCost = cost;
            }
        }
        return best;
    }

    /// The best order that the solver finds.
    ///
    /// @param fixed so many stops at the beginning stay as they are
    List<UUID> optimise(Region region, DayKey day, List<PlannedVisit> stops, int fixed) {
        if (stops.size() - fixed < 2) {
            return stops.stream().map(PlannedVisit::id).toList();
        }
        var task = new Task(region, day, stops);
        var found =
                Solver.improve(
                                task.problem(fixed),
                                Map.of(SHIFT, names(stops)),
                                Settings.of(StopRule.after(LIMIT).andStagnation(STAGNATION)))
                        .plan();
        var order = found.findRoute(SHIFT).map(Route::visitIds).orElse(List.of());
        // A rule that the given order breaks can cost the search a stop; then the order stays.
        return (order.size() == stops.size() ? order : names(stops))
                .stream().map(UUID::fromString).toList();
    }

    private static List<String> names(List<PlannedVisit> stops) {
        return stops.stream().map(stop -> stop.id().toString()).toList();
    }

    /// A day in the solver's terms: stores are locations `0 … n-1`, home is `n`.
    private final class Task {

        private final Region region;
        private final DayKey day;
        private final List<PlannedVisit> stops;
        private final RoadMatrix matrix;
        private final Problem problem;

        Task(Region region, DayKey day, List<PlannedVisit> stops) {
            this.region = region;
            this.day = day;
            this.stops = stops;
            var rep = region.rep(day.repId());
            var points = new ArrayList<GeoPoint>();
            var visits = new ArrayList<Visit>();
            for (var stop : stops) {
                var store = region.store(stop.storeId());
                visits.add(visit(stop, points.size(), store));
                points.add(store.position());
            }
            points.add(rep.home());
            matrix = roads.matrix(points, TransportMode.CAR);
            var shifts = new Shifts(region, matrix);
            var shift =
                    shifts.shift(SHIFT, day, 0, stops.size())
                            .overtimeCostPerSecond(PER_BROKEN_SECOND)
                            .build();
            problem =
                    Problem.of(shifts.matrix())
                            .visits(visits)
                            .shifts(List.of(shift))
                            .objective(OBJECTIVE)
                            .build();
        }

        private Visit visit(PlannedVisit stop, int location, Store store) {
            var visit = region.visit(stop.id().toString(), location, store);
            var open = region.openOn(store, day.date());
            // What is done is done; a store that is shut all day is told as such.
            if (stop.status().isOpen() && region.isNarrowed(store, day.date()) && !open.isEmpty()) {
                visit.windows(open);
            }
            return visit.build();
        }

        Problem problem(int fixed) {
            var pins = new ArrayList<org.marshrut.solver.Pin>();
            for (int i = 0; i < fixed; i++) {
                pins.add(
                        org.marshrut.solver.Pin.at(stops.get(i).id().toString(), i).inShift(SHIFT));
            }
            return problem.toBuilder().pins(pins).build();
        }

        Plan plan(List<String> order) {
            return Solver.evaluate(problem, Map.of(SHIFT, order));
        }

        Evaluated evaluate(List<String> order) {
            var plan = plan(order);
            var route = plan.routes().getFirst();
            var times = route.stops().stream().map(Task::times).toList();
            var lunch = route.breakTaken();
            int homeTravelSeconds = homeTravelSeconds(order);
            // The shift's end knows nothing of that part of the way home.
            int unboundSeconds = homeTravelSeconds - route.travelToEndSeconds();
            long[] legs =
                    LongStream.concat(
                                    route.stops().stream().mapToLong(stop -> stop.distanceMetres()),
                                    LongStream.of(route.distanceToEndMetres()))
                            .toArray();
            return new Evaluated(
                    new DayFigures(
                            route.startSeconds(),
                            route.endSeconds() + unboundSeconds,
                            lunch.map(BreakTaken::startSeconds)
                                    .map(OptionalInt::of)
                                    .orElse(OptionalInt.empty()),
                            lunch.isPresent()
                                    ? (int) region.rep(day.repId()).lunch().toSeconds()
                                    : 0,
                            route.distanceMetres(),
                            route.travelSeconds() + unboundSeconds,
                            route.serviceSeconds(),
                            route.waitSeconds(),
                            route.lateSeconds(),
                            route.overtimeSeconds(),
                            homeTravelSeconds,
                            route.distanceToEndMetres(),
                            region.tariff(region.rep(day.repId())).cost(legs),
                            matrix.source(),
                            violations(plan)),
                    times);
        }

        private int homeTravelSeconds(List<String> order) {
            int last = names(stops).indexOf(order.getLast());
            return matrix.travelSeconds()[last * matrix.size() + stops.size()];
        }

        private List<DayViolation> violations(Plan plan) {
            var violations = new ArrayList<DayViolation>();
            if (!region.day(day.date()).isWorking()) {
                violations.add(new DayViolation("day_off", null, stops.size()));
            } else if (!region.isPresent(day)) {
                violations.add(new DayViolation("absent", null, stops.size()));
            }
            for (var stop : stops) {
                if (stop.status().isOpen()
                        && region.isShut(region.store(stop.storeId()), day.date())) {
                    violations.add(new DayViolation("closed", stop.id(), 1));
                }
            }
            for (var violation : plan.violations()) {
                String visitId = violation.visitId();
                violations.add(
                        new DayViolation(
                                Reasons.word(violation.rule()),
                                visitId == null ? null : UUID.fromString(visitId),
                                violation.amount()));
            }
            return violations;
        }

        private static StopTimes times(org.marshrut.solver.Stop stop) {
            return new StopTimes(
                    stop.travelSeconds(),
                    stop.distanceMetres(),
                    stop.arrivalSeconds(),
                    stop.startSeconds(),
                    stop.departureSeconds(),
                    stop.lateSeconds());
        }
    }
}
