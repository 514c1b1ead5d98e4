package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;
import ru.t2.marshrut.planning.ReplanTask.Closure;
import ru.t2.marshrut.planning.ReplanTask.Slowdown;
import ru.t2.marshrut.roads.RoadMatrix;
import ru.t2.marshrut.team.Rep;

/// A re-plan in the solver's terms. Follows the window it is made of; not thread-safe.
final class ReplanProblem {

    /// Leaving out a visit that is in place costs more than any affected one.
    private static final long AFFECTED_COST = 1_000_000_000_000L;

    private static final long IN_PLACE_COST = 10 * AFFECTED_COST;

    /// A day later is worth three kilometres.
    private static final long METRES_PER_DAY = 3_000;

    private final ReplanWindow window;
    private final ReplanTask task;
    private final Region region;
    private final NavigableMap<LocalDate, Integer> dayNumbers;
    private final Map<String, DayKey> shifts;
    private final Map<UUID, DayKey> inPlace;
    private final RoadMatrix matrix;

    ReplanProblem(ReplanWindow window) {
        this.window = window;
        task = window.task();
        region = window.region();
        dayNumbers = window.dayNumbers();
        shifts = window.days();
        inPlace = window.inPlace();
        matrix = window.matrix();
    }

    /// @param affected visits without a place of their own
    /// @param free visits that need not stay on their rep and day
    /// @param allowed reps who may take an affected visit
    Problem build(Set<UUID> affected, Set<UUID> free, Map<UUID, Set<String>> allowed) {
        var visits = new ArrayList<Visit>();
        for (var id : window.ids()) {
            boolean isFree = free.contains(id);
            if (affected.contains(id)) {
                visits.add(
                        affectedVisit(
                                id, isFree, allowed.getOrDefault(id, Set.of(ReplanWindow.NOBODY))));
            } else {
                visits.add(isFree ? otherVisit(id) : fixedVisit(id));
            }
        }
        var reference = new HashMap<String, Slot>();
        window.ids()
                .forEach(id ->
                        window.slot(id).ifPresent(slot -> reference.put(id.toString(), slot)));
        var shiftsOfDays = new Shifts(region, matrix);
        var days = shifts.entrySet().stream().map(day -> shift(shiftsOfDays, day)).toList();
        return Problem.of(shiftsOfDays.matrix())
                .visits(visits)
                .shifts(days)
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
        var days = free ? allowedDays(id, true) : Set.of(ReplanWindow.NO_DAY);
        return base(id).required(AFFECTED_COST)
                .allowedReps(reps)
                .allowedDays(days.isEmpty() ? Set.of(ReplanWindow.NO_DAY) : days)
                .build();
    }

    private Visit otherVisit(UUID id) {
        return base(id).required(IN_PLACE_COST)
                .allowedReps(window.everybody(id))
                .allowedDays(allowedDays(id, false))
                .build();
    }

    private Visit fixedVisit(UUID id) {
        var key = Optional.ofNullable(inPlace.get(id)).orElseThrow();
        var visit = window.visit(id);
        var fixed = base(id).required(IN_PLACE_COST);
        if (!window.isSettled(visit, key)) {
            fixed.allowedReps(Set.of(key.repId())).allowedDays(Set.of(window.number(key.date())));
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
        var store = region.store(window.visit(id).storeId());
        var builder = region.visit(id.toString(), window.location("store " + store.id()), store);
        var settled = inPlace.get(id);
        if (settled != null && window.isSettled(window.visit(id), settled)) {
            // What is done is done, and needs neither window nor day.
            return builder.windows(List.of());
        }
        for (var date : dayNumbers.subMap(task.from(), true, task.to(), true).keySet()) {
            var open = openOn(store.id(), date);
            if (!open.isEmpty() || isNarrowed(store.id(), date)) {
                builder.windowsOn(window.number(date), open);
            }
        }
        return builder;
    }

    private boolean isNarrowed(String storeId, LocalDate date) {
        return window.isFirstPartly(date)
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
        if (window.isFirstPartly(date)) {
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

    /// Days on which a call keeps its distance from the store's other calls that stay.
    private Set<Integer> allowedDays(UUID id, boolean affected) {
        var visit = window.visit(id);
        var store = region.store(visit.storeId());
        int gap = region.norm(store.category()).minGapDays();
        var gone = window.affected();
        var others =
                window.callsAt(store.id()).stream()
                        .filter(other -> !other.id().equals(id) && other.isInRoute())
                        .filter(other -> other.status() != VisitStatus.SKIPPED)
                        .filter(other -> !gone.contains(other.id()))
                        .filter(other -> !window.isReleased(other.id()))
                        .map(other -> placeOf(other))
                        .toList();
        var days = new HashSet<Integer>();
        for (var date : dayNumbers.subMap(task.from(), true, task.to(), true).keySet()) {
            boolean shut = region.isShut(store, date) || (affected && isShut(store.id(), date));
            boolean early = visit.deferredUntil().filter(until -> date.isBefore(until)).isPresent();
            boolean near =
                    others.stream()
                            .anyMatch(other ->
                                    Math.abs(window.number(other) - window.number(date)) < gap);
            if (!shut && !early && !near) {
                days.add(window.number(date));
            }
        }
        if (!affected) {
            window.slot(id).ifPresent(slot -> days.add(slot.day()));
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
        free.forEach(id -> stores.add(window.visit(id).storeId()));
        for (String storeId : stores) {
            var calls =
                    window.callsAt(storeId).stream()
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
            for (var stop : window.stops(key)) {
                boolean here = key.equals(inPlace.get(stop.id())) && !affected.contains(stop.id());
                if (here && window.isSettled(stop, key) && !free.contains(stop.id())) {
                    pins.add(Pin.at(stop.id().toString(), index).inShift(shift));
                    index++;
                }
            }
        });
        return pins;
    }

    private Shift shift(Shifts shiftsOfDays, Map.Entry<String, DayKey> entry) {
        var key = entry.getValue();
        var rep = region.rep(key.repId());
        var shift =
                shiftsOfDays.shift(
                        entry.getKey(),
                        key,
                        window.number(key.date()),
                        window.location("home " + rep.id()));
        if (window.isAwayPartly(key) || rep.status() != Rep.Status.ACTIVE) {
            shift.maxStops(Math.max(window.staying(key), 1));
        }
        return shift.build();
    }
}
