package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Turns a wanted layout of one month into changes of its plan: visits that are there are used
/// again, by preference where they are now; what is missing is added, what is too many cancelled.
final class Reconciliation {

    /// A stop that is wanted: a visit that stays, or any call at a store.
    record Wanted(Optional<UUID> kept, String storeId, boolean extra) {}

    private final UUID planId;
    private final Map<String, List<PlannedVisit>> free = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<DayKey, List<UUID>> routes = new LinkedHashMap<>();
    private final Map<UUID, Unplaced> rest = new LinkedHashMap<>();

    private Reconciliation(UUID planId, List<PlannedVisit> free) {
        this.planId = planId;
        for (var visit : free) {
            this.free.computeIfAbsent(visit.storeId(), _ -> new ArrayList<>()).add(visit);
        }
        this.free
                .values()
                .forEach(visits -> visits.sort(Comparator.comparing(Reconciliation::chronology)));
    }

    private static String chronology(PlannedVisit visit) {
        return visit.day().map(day -> day.date().toString()).orElse("~") + visit.id();
    }

    /// @param free visits of the plan that may be used
    static List<Change> changes(
            UUID planId,
            List<PlannedVisit> free,
            Map<DayKey, List<Wanted>> routes,
            List<Map.Entry<Wanted, Unplaced>> waiting) {
        var work = new Reconciliation(planId, free);
        work.lay(routes, waiting);
        return work.changes;
    }

    private void lay(Map<DayKey, List<Wanted>> wanted, List<Map.Entry<Wanted, Unplaced>> waiting) {
        var slots = new LinkedHashMap<DayKey, List<UUID>>();
        var later = new ArrayList<Runnable>();
        var days = wanted.keySet().stream().sorted().toList();
        for (var day : days) {
            var ids = new ArrayList<UUID>();
            slots.put(day, ids);
            for (var stop : wanted.getOrDefault(day, List.of())) {
                int at = ids.size();
                var id = stop.kept().or(() -> takeThere(stop, day));
                // The rest is matched once every visit that may stay does.
                ids.add(id.orElse(planId));
                if (id.isEmpty()) {
                    later.add(() -> ids.set(at, takeAnyOrAdd(stop)));
                }
            }
        }
        later.forEach(Runnable::run);
        routes.putAll(slots);
        for (var call : waiting) {
            rest.put(takeAnyOrAdd(call.getKey()), call.getValue());
        }
        var surplus = new HashSet<UUID>();
        free.values().forEach(visits -> visits.forEach(visit -> surplus.add(visit.id())));
        surplus.forEach(id -> changes.add(new Change.Cancel(id)));
        changes.add(new Change.LayOut(planId, routes, rest, VisitStatus.PLANNED));
    }

    /// One that is on this day already.
    private Optional<UUID> takeThere(Wanted stop, DayKey day) {
        var candidates = free.getOrDefault(stop.storeId(), List.of());
        for (var visit : candidates) {
            if (visit.extra() == stop.extra() && visit.day().equals(Optional.of(day))) {
                candidates.remove(visit);
                return Optional.of(visit.id());
            }
        }
        return Optional.empty();
    }

    private UUID takeAnyOrAdd(Wanted stop) {
        var candidates = free.getOrDefault(stop.storeId(), List.of());
        for (var visit : candidates) {
            if (visit.extra() == stop.extra()) {
                candidates.remove(visit);
                return visit.id();
            }
        }
        var id = UUID.randomUUID();
        changes.add(new Change.Add(id, planId, stop.storeId(), stop.extra()));
        return id;
    }

    /// Wanted stops by month.
    static Map<YearMonth, Map<DayKey, List<Wanted>>> byMonth(Map<DayKey, List<Wanted>> routes) {
        Map<YearMonth, Map<DayKey, List<Wanted>>> months = new LinkedHashMap<>();
        routes.forEach((day, stops) ->
                months.computeIfAbsent(YearMonth.from(day.date()), _ -> new LinkedHashMap<>())
                        .put(day, stops));
        return months;
    }
}
