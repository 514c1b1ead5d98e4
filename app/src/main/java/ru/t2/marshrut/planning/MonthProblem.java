package ru.t2.marshrut.planning;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.marshrut.solver.Bound;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Solver;
import org.marshrut.solver.Visit;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.team.Rep;

/// Months in the solver's terms: a shift for each rep and open working day, a visit for each call,
/// the calls of one store tied by their spacing, what stays pinned to its shift.
final class MonthProblem {

    /// An hour's difference between a rep's work and his share costs this many kilometres: `price ×
    /// 3.6`. Dear enough for loads within a tenth of each other; twice as much makes a short search
    /// some 6 % longer on the road.
    private static final long BALANCE_PRICE = 2;

    /// Another rep than the store's own has to save so many metres.
    private static final long OTHER_REP_METRES = 4_000;

    /// A further district in a day has to save so many metres.
    private static final long EXTRA_DISTRICT_METRES = 500;

    private static final Objective OBJECTIVE =
            Objective.builder()
                    .perMetre(1)
                    .perBalanceSecond(BALANCE_PRICE)
                    .perRepChange(OTHER_REP_METRES)
                    .perExtraDistrict(EXTRA_DISTRICT_METRES)
                    .build();

    private final Problem problem;
    private final Map<String, DayKey> shifts;
    private final Map<String, Demand.Call> calls;
    private final Map<String, UUID> fixed;

    private MonthProblem(
            Problem problem,
            Map<String, DayKey> shifts,
            Map<String, Demand.Call> calls,
            Map<String, UUID> fixed) {
        this.problem = problem;
        this.shifts = shifts;
        this.calls = calls;
        this.fixed = fixed;
    }

    /// @param kept visits that stay where they are; those on days that are not planned are left out
    /// @param ownReps who went to a store last, by store
    static MonthProblem of(
            Region region,
            Roads roads,
            GenerationOrder order,
            WorkDays workDays,
            List<Demand.Call> calls,
            List<PlannedVisit> kept,
            Map<String, String> ownReps) {
        var reps =
                region.reps().values().stream()
                        .filter(rep -> rep.status() == Rep.Status.ACTIVE)
                        .filter(rep ->
                                order.repIds().isEmpty() || order.repIds().contains(rep.id()))
                        .toList();
        var points = new ArrayList<GeoPoint>();
        var locations = new HashMap<String, Integer>();
        var shiftDays = new LinkedHashMap<String, DayKey>();
        var numbers = new HashMap<LocalDate, Integer>();
        var homes = new HashMap<String, Integer>();
        for (var rep : reps) {
            homes.put(rep.id(), points.size());
            points.add(rep.home());
            for (var month : order.months()) {
                for (int number : workDays.open(month)) {
                    var date = workDays.date(number);
                    var key = new DayKey(rep.id(), date);
                    if (region.isPresent(key)) {
                        shiftDays.put(rep.id() + "@" + date, key);
                        numbers.put(date, number);
                    }
                }
            }
        }
        var visits = new ArrayList<Visit>();
        var pins = new ArrayList<Pin>();
        var fixed = new LinkedHashMap<String, UUID>();
        for (var visit : kept) {
            var key = visit.day().orElseThrow();
            var shift = key.repId() + "@" + key.date();
            if (visit.isInRoute() && shiftDays.containsKey(shift)) {
                var name = "=" + visit.id();
                int location = location(region.store(visit.storeId()), locations, points);
                // Without windows: where it stands it stands.
                visits.add(
                        region.visit(name, location, region.store(visit.storeId()))
                                .windows(List.of())
                                .build());
                pins.add(Pin.toShift(name, shift));
                fixed.put(name, visit.id());
            }
        }
        var byName = new LinkedHashMap<String, Demand.Call>();
        var byStore = new LinkedHashMap<String, List<String>>();
        for (var call : calls) {
            byName.put(call.name(), call);
            byStore.computeIfAbsent(call.store().id(), _ -> new ArrayList<>()).add(call.name());
            var visit =
                    region.visit(
                                    call.name(),
                                    location(call.store(), locations, points),
                                    call.store())
                            .allowedDays(call.days())
                            .priority(weight(call.store().category()));
            for (int day : call.days()) {
                if (region.isNarrowed(call.store(), workDays.date(day))) {
                    visit.windowsOn(day, region.openOn(call.store(), workDays.date(day)));
                }
            }
            var own = ownReps.get(call.store().id());
            if (own != null && reps.stream().anyMatch(rep -> rep.id().equals(own))) {
                visit.preferredRep(own, OTHER_REP_METRES);
            }
            visits.add(visit.build());
        }
        var patterns = new ArrayList<Pattern>();
        byStore.forEach((store, names) -> {
            if (names.size() > 1) {
                patterns.add(
                        Pattern.spaced(
                                store,
                                names,
                                region.norm(region.store(store).category()).minGapDays()));
            }
        });
        var shiftsOfDays = new Shifts(region, roads.matrix(points, TransportMode.CAR));
        var shifts = new ArrayList<Shift>();
        shiftDays.forEach((id, key) ->
                shifts.add(
                        shiftsOfDays
                                .shift(
                                        id,
                                        key,
                                        Objects.requireNonNull(numbers.get(key.date())),
                                        Objects.requireNonNull(homes.get(key.repId())))
                                .build()));
        var problem =
                Problem.of(shiftsOfDays.matrix())
                        .visits(visits)
                        .shifts(shifts)
                        .patterns(patterns)
                        .pins(pins)
                        .objective(OBJECTIVE)
                        .build();
        return new MonthProblem(problem, shiftDays, byName, fixed);
    }

    private static int location(
            Store store, Map<String, Integer> locations, List<GeoPoint> points) {
        return locations.computeIfAbsent(
                store.id(),
                _ -> {
                    points.add(store.position());
                    return points.size() - 1;
                });
    }

    Problem problem() {
        return problem;
    }

    boolean hasWork() {
        return !problem.visits().isEmpty();
    }

    /// A plan in the terms of months.
    ///
    /// @param routes names of calls and of what stays, in order
    /// @param waiting calls that found no place
    record Layout(Map<DayKey, List<Stop>> routes, Map<String, Unplaced> waiting) {}

    /// A stop: a call by name, or a visit that stays.
    record Stop(Optional<Demand.Call> call, Optional<UUID> kept) {}

    Layout layout(Plan plan) {
        Map<DayKey, List<Stop>> routes = new LinkedHashMap<>();
        for (var route : plan.routes()) {
            var stops = new ArrayList<Stop>();
            for (var name : route.visitIds()) {
                stops.add(
                        new Stop(
                                Optional.ofNullable(calls.get(name)),
                                Optional.ofNullable(fixed.get(name))));
            }
            var day = shifts.get(route.shiftId());
            if (day != null) {
                routes.put(day, stops);
            }
        }
        Map<String, Unplaced> waiting = new LinkedHashMap<>();
        for (var left : plan.unassigned()) {
            if (calls.containsKey(left.visitId())) {
                waiting.put(left.visitId(), Reasons.of(left, shifts));
            }
        }
        return new Layout(routes, waiting);
    }

    Optional<Demand.Call> findCall(String name) {
        return Optional.ofNullable(calls.get(name));
    }

    /// A way that no plan with these routes' stops can undercut, whoever goes where and whenever,
    /// as long as it keeps to working hours and limits. Takes some 600 ms, and a few seconds with
    /// ten thousand stops.
    Bound boundMetres(Layout layout) {
        var orders = new LinkedHashMap<String, List<String>>();
        layout.routes()
                .forEach((day, stops) -> {
                    var names = stops.stream().map(MonthProblem::nameOf).toList();
                    orders.put(day.repId() + "@" + day.date(), names);
                });
        var placed = orders.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        var ways =
                Problem.of(problem.matrix())
                        .visits(
                                problem.visits().stream()
                                        .filter(visit -> placed.contains(visit.id()))
                                        .toList())
                        .shifts(problem.shifts())
                        .patterns(
                                problem.patterns().stream()
                                        .filter(pattern -> placed.containsAll(pattern.visitIds()))
                                        .toList())
                        .objective(Objective.builder().perMetre(1).build())
                        .build();
        return Solver.bound(
                ways, Solver.evaluate(ways, orders), Duration.ofMillis(600 + placed.size() / 5));
    }

    private static String nameOf(Stop stop) {
        return stop.call().map(Demand.Call::name).orElseGet(() -> "=" + stop.kept().orElseThrow());
    }

    /// How much an early visit matters.
    private static int weight(Category category) {
        return switch (category) {
            case A -> 4;
            case B -> 3;
            case C -> 2;
            case D -> 1;
        };
    }
}
