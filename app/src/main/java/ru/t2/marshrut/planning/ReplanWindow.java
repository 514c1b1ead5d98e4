package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Slot;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.ReplanTask.Absence;
import ru.t2.marshrut.roads.RoadMatrix;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.team.Rep;

/// The part of a plan that a re-plan looks at: the rep-days of the window that keep all their
/// promises, with their stops, and the affected visits. Rep-days that break a promise already, or
/// whose rep is away, are left alone, so that their stops are not taken for affected. Not
/// thread-safe.
final class ReplanWindow {

    /// A number that no day has: "empty" would mean every day.
    static final int NO_DAY = 10_000;

    /// A rep that nobody is.
    static final String NOBODY = "-";

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
    ReplanWindow(
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

    List<UUID> ids() {
        var ids = new TreeSet<>(inPlace.keySet());
        ids.addAll(affected());
        return List.copyOf(ids);
    }

    Region region() {
        return region;
    }

    /// Numbers of all working days.
    NavigableMap<LocalDate, Integer> dayNumbers() {
        return dayNumbers;
    }

    /// Where visits that need not move are now; follows what is frozen.
    Map<UUID, DayKey> inPlace() {
        return inPlace;
    }

    /// All visits of the months around to a store.
    List<PlannedVisit> callsAt(String storeId) {
        return byStore.getOrDefault(storeId, List.of());
    }

    RoadMatrix matrix() {
        return matrix;
    }

    boolean isReleased(UUID id) {
        return released.contains(id);
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
    List<PlannedVisit> stops(DayKey key) {
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

    boolean isFirstPartly(LocalDate date) {
        return task.notBefore().filter(time -> time.isAfter(LocalTime.MIN)).isPresent()
                && date.equals(task.from());
    }

    boolean isSettled(PlannedVisit visit, DayKey key) {
        boolean begun =
                isFirstPartly(key.date())
                        && visit.times().map(StopTimes::startSeconds).orElse(Integer.MAX_VALUE)
                                < task.notBefore().orElseThrow().toSecondOfDay();
        return !visit.status().isOpen() || begun;
    }

    /// Stops of a route that are not affected.
    int staying(DayKey key) {
        var gone = affected();
        return (int) stops(key).stream().filter(stop -> !gone.contains(stop.id())).count();
    }

    boolean isAwayPartly(DayKey key) {
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

    int number(LocalDate date) {
        var floor = dayNumbers.floorEntry(date);
        return floor == null ? 0 : floor.getValue();
    }

    int location(String name) {
        return Optional.ofNullable(locations.get(name)).orElseThrow();
    }

    PlannedVisit visit(UUID id) {
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
