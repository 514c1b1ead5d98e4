package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.ReplanTask.Absence;
import ru.t2.marshrut.planning.ReplanTask.Closure;
import ru.t2.marshrut.planning.ReplanTask.Slowdown;
import ru.t2.marshrut.roads.RoadMatrix;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.team.Rep;

/// A re-plan in the solver's terms: the rep-days of the window that keep all their promises, with
/// their stops, and the affected visits. Rep-days that break a promise already are left alone, so
/// that their stops are not taken for affected. Not thread-safe.
final class ReplanProblem {

    /// Leaving out a visit that is in place costs more than any affected one.
    private static final long AFFECTED_COST = 1_000_000_000_000L;

    private static final long IN_PLACE_COST = 10 * AFFECTED_COST;

    /// A day later is worth three kilometres.
    private static final long METRES_PER_DAY = 3_000;

    /// A number that no day has: "empty" would mean every day.
    private static final int NO_DAY = 10_000;

    private static final String NOBODY = "-";

    private final ReplanTask task;
    private final UUID planId;
    private final Region region;
    private final Map<DayKey, RepDay> routes;
    private final Map<UUID, PlannedVisit> all;
    private final Map<String, List<PlannedVisit>> byStore;
    private final TreeMap<LocalDate, Integer> dayNumbers = new TreeMap<>();
    private final Map<String, DayKey> shifts = new LinkedHashMap<>();
    private final Map<String, Integer> locations = new HashMap<>();
    private final Map<UUID, DayKey> inPlace = new LinkedHashMap<>();
    private final Set<UUID> released = new HashSet<>();
    private final RoadMatrix matrix;

    /// @param days routes of the task's days
    /// @param visits all of the plan and those of the months around
    /// @param region with the calendar of all these months
    ReplanProblem(
            ReplanTask task,
            UUID planId,
            List<RepDay> days,
            List<PlannedVisit> visits,
            Region region,
            Roads roads) {
        this.task = task;
        this.planId = planId;
        this.region = region;
        routes = days.stream().collect(Collectors.toMap(RepDay::key, day -> day));
        all =
                visits.stream()
                        .filter(visit -> visit.planId().equals(planId))
                        .collect(Collectors.toMap(PlannedVisit::id, visit -> visit));
        byStore = visits.stream().collect(Collectors.groupingBy(PlannedVisit::storeId));
        region.days().values().stream()
                .filter(day -> day.isWorking())
                .forEach(day -> dayNumbers.put(day.date(), 0));
        int number = 0;
        for (var entry : dayNumbers.entrySet()) {
            entry.setValue(number++);
        }
        chooseShifts();
        matrix = roads.matrix(points(), TransportMode.CAR);
    }

    private void chooseShifts() {
        for (var date : dayNumbers.subMap(task.from(), true, task.to(), true).keySet()) {
            for (var rep : region.reps().values()) {
                var key = new DayKey(rep.id(), date);
                var route = routes.get(key);
                boolean works =
                        region.isPresent(key)
                                && (rep.status() == Rep.Status.ACTIVE || route != null);
                boolean kept = route == null || route.figures().violations().isEmpty();
                boolean left = isAwayPartly(key) && staying(key) == 0;
                if (works && kept && !isAwayAllDay(key) && !left) {
                    shifts.put(rep.id() + "|" + date, key);
                    stops(key).forEach(stop -> inPlace.put(stop.id(), key));
                }
            }
        }
    }

    private List<GeoPoint> points() {
        var points = new ArrayList<GeoPoint>();
        for (var id : ids()) {
            var store = region.store(visit(id).storeId());
            if (locations.putIfAbsent("store " + store.id(), points.size()) == null) {
                points.add(store.position());
            }
        }
        for (var rep : region.reps().values()) {
            locations.put("home " + rep.id(), points.size());
            points.add(rep.home());
        }
        return points;
    }

    private List<UUID> ids() {
        var ids = new TreeSet<>(inPlace.keySet());
        ids.addAll(affected());
        return List.copyOf(ids);
    }

    ReplanTask task() {
        return task;
    }

    UUID planId() {
        return planId;
    }

    Map<String, DayKey> days() {
        return shifts;
    }

    DayKey day(String shiftId) {
        return Optional.ofNullable(shifts.get(shiftId)).orElseThrow();
    }

    /// The number of the last day that there is.
    int lastDay() {
        return Math.max(0, dayNumbers.size() - 1);
    }

    /// The visits of the task that are still to be made.
    Set<UUID> affected() {
        return task.affected().stream()
                .filter(id -> all.containsKey(id) && visit(id).status().isOpen())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A visit turned out not to fit any more where it is.
    void release(UUID id) {
        released.add(id);
    }

    boolean isOpen(UUID id) {
        return visit(id).status().isOpen();
    }

    boolean wasOn(UUID id, DayKey day) {
        return visit(id).day().equals(Optional.of(day));
    }

    Optional<Slot> slot(UUID id) {
        return visit(id)
                .placement()
                .map(placement ->
                        new Slot(
                                placement.repId(),
                                dayNumbers.getOrDefault(placement.date(), NO_DAY)));
    }

    /// Stops of a route in order: what is done first, as it will be written.
    private List<PlannedVisit> stops(DayKey key) {
        var route = routes.get(key);
        if (route == null) {
            return List.of();
        }
        var stops = new ArrayList<PlannedVisit>();
        route.visits().stream()
                .filter(visit -> visit.isInRoute() && !visit.status().isOpen())
                .forEach(stops::add);
        route.visits().stream()
                .filter(visit -> visit.isInRoute() && visit.status().isOpen())
                .forEach(stops::add);
        return stops;
    }

    Map<String, List<String>> startOrders() {
        var gone = affected();
        var orders = new LinkedHashMap<String, List<String>>();
        shifts.forEach((shift, key) ->
                orders.put(
                        shift,
                        stops(key).stream()
                                .map(PlannedVisit::id)
                                .filter(id -> !gone.contains(id))
                                .map(UUID::toString)
                                .toList()));
        return orders;
    }

    /// Reps among whom affected visits are shared out: those who work on some day of the window and
    /// are never away in it; without any, those who are away only for a part of it.
    List<String> receivers() {
        var withShifts =
                shifts.values().stream()
                        .map(DayKey::repId)
                        .filter(rep -> region.rep(rep).status() == Rep.Status.ACTIVE)
                        .collect(Collectors.toCollection(TreeSet::new));
        var away = task.absences().stream().map(Absence::repId).collect(Collectors.toSet());
        var free = withShifts.stream().filter(rep -> !away.contains(rep)).toList();
        return free.isEmpty() ? List.copyOf(withShifts) : free;
    }

    /// Every rep who may take a visit.
    Set<String> everybody(UUID id) {
        var reps =
                shifts.values().stream()
                        .map(DayKey::repId)
                        .filter(rep -> region.rep(rep).status() == Rep.Status.ACTIVE)
                        .collect(Collectors.toSet());
        return reps.isEmpty() ? Set.of(NOBODY) : reps;
    }

    /// How far a visit is from the nearest stop of a rep in the window, or from his home.
    long way(UUID id, String rep) {
        int n = matrix.size();
        int to = location("store " + visit(id).storeId());
        long best = matrix.distanceMetres()[location("home " + rep) * n + to];
        for (var entry : inPlace.entrySet()) {
            if (entry.getValue().repId().equals(rep) && !entry.getKey().equals(id)) {
                int from = location("store " + visit(entry.getKey()).storeId());
                best = Math.min(best, matrix.distanceMetres()[from * n + to]);
            }
        }
        return best;
    }

    /// Visits that are not affected and that a search might move.
    Set<UUID> movable() {
        var gone = affected();
        return inPlace.entrySet().stream()
                .filter(entry -> !gone.contains(entry.getKey()))
                .filter(entry -> !released.contains(entry.getKey()))
                .filter(entry -> !isSettled(visit(entry.getKey()), entry.getValue()))
                .filter(entry -> !visit(entry.getKey()).pinned())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Others that have moved stay where a search has put them.
    void freeze(List<UUID> moved, Plan plan) {
        for (var id : moved) {
            var slot = plan.slots().get(id.toString());
            if (slot != null) {
                inPlace.put(
                        id,
                        shifts.values().stream()
                                .filter(key -> key.repId().equals(slot.rep()))
                                .filter(key -> number(key.date()) == slot.day())
                                .findFirst()
                                .orElseThrow());
            }
        }
    }

    /// @param affected visits without a place of their own
    /// @param free visits that need not stay on their rep and day
    /// @param allowed reps who may take an affected visit
    Problem build(Set<UUID> affected, Set<UUID> free, Map<UUID, Set<String>> allowed) {
        var visits = new ArrayList<Visit>();
        for (var id : ids()) {
            boolean isFree = free.contains(id);
            if (affected.contains(id)) {
                visits.add(affectedVisit(id, isFree, allowed.getOrDefault(id, Set.of(NOBODY))));
            } else {
                visits.add(isFree ? otherVisit(id) : fixedVisit(id));
            }
        }
        var reference = new HashMap<String, Slot>();
        ids().forEach(id -> slot(id).ifPresent(slot -> reference.put(id.toString(), slot)));
        return Problem.of(Matrix.of(matrix.size(), matrix.travelSeconds(), matrix.distanceMetres()))
                .visits(visits)
                .shifts(shifts.entrySet().stream().map(this::shift).toList())
                .patterns(patterns(free))
                .pins(pins(affected, free))
                .reference(reference)
                .objective(
                        Objective.builder()
                                .perMetre(1)
                                .perLateSecond(Objective.FORBIDDEN)
                                .perMovedVisit(task.metresPerOtherMove())
                                .perMovedDay(METRES_PER_DAY)
                                .build())
                .build();
    }

    private Visit affectedVisit(UUID id, boolean free, Set<String> reps) {
        var days = free ? allowedDays(id, true) : Set.of(NO_DAY);
        return base(id).required(AFFECTED_COST)
                .allowedReps(reps)
                .allowedDays(days.isEmpty() ? Set.of(NO_DAY) : days)
                .build();
    }

    private Visit otherVisit(UUID id) {
        return base(id).required(IN_PLACE_COST)
                .allowedReps(everybody(id))
                .allowedDays(allowedDays(id, false))
                .build();
    }

    private Visit fixedVisit(UUID id) {
        var key = Optional.ofNullable(inPlace.get(id)).orElseThrow();
        var visit = visit(id);
        var fixed = base(id).required(IN_PLACE_COST);
        if (!isSettled(visit, key)) {
            fixed.allowedReps(Set.of(key.repId())).allowedDays(Set.of(number(key.date())));
        }
        return fixed.serviceSeconds(serviceSeconds(visit, key)).build();
    }

    /// Service with what the way there takes longer than usual.
    private int serviceSeconds(PlannedVisit visit, DayKey key) {
        int service = (int) region.serviceTime(region.store(visit.storeId())).toSeconds();
        int travel = visit.times().map(StopTimes::travelSeconds).orElse(0);
        int start = visit.times().map(StopTimes::startSeconds).orElse(0);
        for (var slow : task.slowdowns()) {
            if (slow.storeIds().contains(visit.storeId())
                    && slow.date().equals(key.date())
                    && start >= slow.start().toSecondOfDay()
                    && start <= slow.end().toSecondOfDay()) {
                service += travel * (slow.percent() - 100) / 100;
            }
        }
        return service;
    }

    private Visit.Builder base(UUID id) {
        var store = region.store(visit(id).storeId());
        var builder = region.visit(id.toString(), location("store " + store.id()), store);
        var settled = inPlace.get(id);
        if (settled != null && isSettled(visit(id), settled)) {
            // What is done is done, and needs neither window nor day.
            return builder.windows(List.of());
        }
        for (var date : dayNumbers.subMap(task.from(), true, task.to(), true).keySet()) {
            var open = openOn(store.id(), date);
            if (!open.isEmpty() || isNarrowed(store.id(), date)) {
                builder.windowsOn(number(date), open);
            }
        }
        return builder;
    }

    private boolean isNarrowed(String storeId, LocalDate date) {
        return isFirstPartly(date)
                || region.isNarrowed(region.store(storeId), date)
                || task.closures().stream()
                        .anyMatch(c -> c.date().equals(date) && c.storeIds().contains(storeId));
    }

    /// A store's windows on a day, without the hours that are closed or past.
    private List<TimeWindow> openOn(String storeId, LocalDate date) {
        if (!isNarrowed(storeId, date)) {
            return List.of();
        }
        var open = region.openOn(region.store(storeId), date);
        if (isFirstPartly(date)) {
            open = OpenHours.without(open, 0, task.notBefore().orElseThrow().toSecondOfDay() - 1);
        }
        for (Closure closure : task.closures()) {
            if (closure.date().equals(date) && closure.storeIds().contains(storeId)) {
                open =
                        OpenHours.without(
                                open,
                                closure.start().toSecondOfDay(),
                                closure.end().toSecondOfDay());
            }
        }
        return open;
    }

    private boolean isFirstPartly(LocalDate date) {
        return task.notBefore().filter(time -> time.isAfter(LocalTime.MIN)).isPresent()
                && date.equals(task.from());
    }

    /// Days on which a call keeps its distance from the store's other calls that stay.
    private Set<Integer> allowedDays(UUID id, boolean affected) {
        var visit = visit(id);
        var store = region.store(visit.storeId());
        int gap = region.norm(store.category()).minGapDays();
        var gone = affected();
        var others =
                byStore.getOrDefault(store.id(), List.of()).stream()
                        .filter(other -> !other.id().equals(id) && other.isInRoute())
                        .filter(other -> other.status() != VisitStatus.SKIPPED)
                        .filter(other -> !gone.contains(other.id()))
                        .filter(other -> !released.contains(other.id()))
                        .map(other -> placeOf(other))
                        .toList();
        var days = new HashSet<Integer>();
        for (var date : dayNumbers.subMap(task.from(), true, task.to(), true).keySet()) {
            boolean shut = region.isShut(store, date) || (affected && isShut(store.id(), date));
            boolean early = visit.deferredUntil().filter(until -> date.isBefore(until)).isPresent();
            boolean near =
                    others.stream().anyMatch(other -> Math.abs(number(other) - number(date)) < gap);
            if (!shut && !early && !near) {
                days.add(number(date));
            }
        }
        if (!affected) {
            slot(id).ifPresent(slot -> days.add(slot.day()));
        }
        return days;
    }

    private LocalDate placeOf(PlannedVisit visit) {
        var moved = inPlace.get(visit.id());
        return moved != null ? moved.date() : visit.placement().orElseThrow().date();
    }

    private boolean isShut(String storeId, LocalDate date) {
        return task.closures().stream()
                        .anyMatch(c -> c.date().equals(date) && c.storeIds().contains(storeId))
                || task.slowdowns().stream()
                        .anyMatch((Slowdown s) ->
                                s.date().equals(date) && s.storeIds().contains(storeId));
    }

    /// Calls of one store that a search places keep their distance from each other.
    private List<Pattern> patterns(Set<UUID> free) {
        var patterns = new ArrayList<Pattern>();
        var stores = new TreeSet<String>();
        free.forEach(id -> stores.add(visit(id).storeId()));
        for (String storeId : stores) {
            var calls =
                    byStore.getOrDefault(storeId, List.of()).stream()
                            .filter(visit -> free.contains(visit.id()))
                            .sorted(
                                    Comparator.comparing((PlannedVisit visit) ->
                                                    visit.placement()
                                                            .map(Placement::date)
                                                            .orElse(LocalDate.MAX))
                                            .thenComparing(PlannedVisit::id))
                            .map(visit -> visit.id().toString())
                            .toList();
            if (calls.size() > 1) {
                patterns.add(
                        Pattern.spaced(
                                storeId,
                                calls,
                                region.norm(region.store(storeId).category()).minGapDays()));
            }
        }
        return patterns;
    }

    /// What is done or begins before the first hour keeps its place at the beginning.
    private List<Pin> pins(Set<UUID> affected, Set<UUID> free) {
        var pins = new ArrayList<Pin>();
        shifts.forEach((shift, key) -> {
            int index = 0;
            for (var stop : stops(key)) {
                boolean here = key.equals(inPlace.get(stop.id())) && !affected.contains(stop.id());
                if (here && isSettled(stop, key) && !free.contains(stop.id())) {
                    pins.add(Pin.at(stop.id().toString(), index).inShift(shift));
                    index++;
                }
            }
        });
        return pins;
    }

    private boolean isSettled(PlannedVisit visit, DayKey key) {
        boolean begun =
                isFirstPartly(key.date())
                        && visit.times().map(StopTimes::startSeconds).orElse(Integer.MAX_VALUE)
                                < task.notBefore().orElseThrow().toSecondOfDay();
        return !visit.status().isOpen() || begun;
    }

    private Shift shift(Map.Entry<String, DayKey> entry) {
        var key = entry.getValue();
        var rep = region.rep(key.repId());
        var shift =
                region.shift(
                        entry.getKey(),
                        rep,
                        key.date(),
                        number(key.date()),
                        location("home " + rep.id()));
        if (isAwayPartly(key) || rep.status() != Rep.Status.ACTIVE) {
            shift.maxStops(Math.max(staying(key), 1));
        }
        return shift.build();
    }

    /// Stops of a route that are not affected.
    private int staying(DayKey key) {
        var gone = affected();
        return (int) stops(key).stream().filter(stop -> !gone.contains(stop.id())).count();
    }

    private boolean isAwayPartly(DayKey key) {
        return task.absences().stream()
                .anyMatch(a ->
                        a.repId().equals(key.repId())
                                && a.date().equals(key.date())
                                && a.since().isPresent());
    }

    private boolean isAwayAllDay(DayKey key) {
        return task.absences().stream()
                .anyMatch(a ->
                        a.repId().equals(key.repId())
                                && a.date().equals(key.date())
                                && a.since().isEmpty());
    }

    private int number(LocalDate date) {
        var floor = dayNumbers.floorEntry(date);
        return floor == null ? 0 : floor.getValue();
    }

    private int location(String name) {
        return Optional.ofNullable(locations.get(name)).orElseThrow();
    }

    private PlannedVisit visit(UUID id) {
        return Optional.ofNullable(all.get(id)).orElseThrow();
    }

    /// With the versions of everything it is made from: the visits that move, and all stops of the
    /// routes they leave and enter.
    ReplanProposal proposal(
            Change.LayOut change,
            List<UUID> affected,
            Map<String, Integer> received,
            List<UUID> movedOthers,
            Map<UUID, Unplaced> unplaced) {
        var touched = new TreeSet<>(change.routes().keySet());
        var moving = new HashSet<>(affected);
        moving.addAll(movedOthers);
        moving.forEach(id -> visit(id).day().ifPresent(touched::add));
        var versions = new HashMap<UUID, Integer>();
        moving.forEach(id -> versions.put(id, visit(id).version()));
        var dayVersions = new HashMap<DayKey, Integer>();
        for (var key : touched) {
            var route = routes.get(key);
            dayVersions.put(key, route == null ? 0 : route.version());
            stops(key).forEach(stop -> versions.put(stop.id(), stop.version()));
        }
        return new ReplanProposal(
                change, affected, received, movedOthers, unplaced, versions, dayVersions);
    }
}
