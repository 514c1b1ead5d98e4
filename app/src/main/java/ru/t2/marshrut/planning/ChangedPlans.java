package ru.t2.marshrut.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.ChangeOutcome.DayChange;
import ru.t2.marshrut.planning.PlanEdit.RouteKey;

/// Plans after a set of changes, as they are to be written.
///
/// @param visits changed ones, with new versions, by plan
record ChangedPlans(
        Map<UUID, List<PlannedVisit>> visits, Map<RouteKey, RepDay> routes, Set<RouteKey> gone) {

    List<DayChange> dayChanges(PlanExcerpt before) {
        var stops = stopsByRoute(before);
        var changes = new ArrayList<DayChange>();
        routes.forEach((key, day) -> changes.add(change(key, Optional.of(day), before, stops)));
        gone.forEach(key -> changes.add(change(key, Optional.empty(), before, stops)));
        changes.sort((a, b) -> a.key().compareTo(b.key()));
        return changes;
    }

    private static Map<RouteKey, List<PlannedVisit>> stopsByRoute(PlanExcerpt before) {
        return before.visits().values().stream()
                .filter(PlannedVisit::isInRoute)
                .sorted(Comparator.comparingInt(ChangedPlans::position))
                .collect(
                        Collectors.groupingBy(
                                visit -> new RouteKey(visit.planId(), visit.day().orElseThrow())));
    }

    private static int position(PlannedVisit visit) {
        return visit.placement().orElseThrow().position();
    }

    private static DayChange change(
            RouteKey key,
            Optional<RepDay> after,
            PlanExcerpt before,
            Map<RouteKey, List<PlannedVisit>> stops) {
        return new DayChange(
                key.day(),
                Optional.ofNullable(before.days().get(key))
                        .map(row ->
                                new RepDay(
                                        key.planId(),
                                        key.day(),
                                        row.version(),
                                        row.ownOrder(),
                                        row.figures(),
                                        stops.getOrDefault(key, List.of()))),
                after);
    }

    List<PlannedVisit> requested(PlanEdit edit) {
        return visits.values().stream()
                .flatMap(List::stream)
                .filter(visit -> edit.changed().contains(visit.id()))
                .toList();
    }

    /// Evaluates the routes that an edit has touched and counts versions up.
    static ChangedPlans of(PlanExcerpt before, PlanEdit edit, DayRoutes dayRoutes, Instant now) {
        var routes = new LinkedHashMap<RouteKey, RepDay>();
        var gone = new HashSet<RouteKey>();
        var after = new LinkedHashMap<UUID, PlannedVisit>();
        edit.changed().forEach(id -> after.put(id, withoutRoute(edit.visit(id))));
        for (var key : edit.dirtyRoutes()) {
            var stops = edit.stops(key);
            if (stops.isEmpty()) {
                gone.add(key);
                continue;
            }
            var evaluated = dayRoutes.evaluate(before.region(), key.day(), stops);
            var timed = new ArrayList<PlannedVisit>();
            for (int i = 0; i < stops.size(); i++) {
                timed.add(stops.get(i).withTimes(Optional.of(evaluated.times().get(i))));
            }
            timed.forEach(visit -> after.put(visit.id(), visit));
            var row = before.days().get(key);
            boolean own = edit.ownOrder(key).orElse(row != null && row.ownOrder());
            int version = before.plan(key.planId()).version() + 1;
            routes.put(
                    key,
                    new RepDay(key.planId(), key.day(), version, own, evaluated.figures(), timed));
        }
        // A stop that is pinned or unpinned keeps its place and times.
        after.replaceAll((id, visit) -> keepingTimes(visit, before.visits().get(id)));
        Map<UUID, List<PlannedVisit>> changed = new LinkedHashMap<>();
        var written = new HashMap<UUID, PlannedVisit>();
        for (var visit : after.values()) {
            var old = before.visits().get(visit.id());
            if (old == null || !visit.equals(old)) {
                var next = visit.withVersion(old == null ? 1 : old.version() + 1, now);
                written.put(next.id(), next);
                changed.computeIfAbsent(visit.planId(), _ -> new ArrayList<>()).add(next);
            }
        }
        routes.replaceAll((key, day) ->
                new RepDay(
                        day.planId(),
                        day.key(),
                        day.version(),
                        day.ownOrder(),
                        day.figures(),
                        day.visits().stream()
                                .map(visit -> written.getOrDefault(visit.id(), visit))
                                .toList()));
        return new ChangedPlans(changed, routes, gone);
    }

    /// The times of a visit that is in no route any more go; those of one that is in a route follow
    /// with it.
    private static PlannedVisit withoutRoute(PlannedVisit visit) {
        return visit.isInRoute() ? visit : visit.withTimes(Optional.empty());
    }

    private static PlannedVisit keepingTimes(PlannedVisit visit, @Nullable PlannedVisit old) {
        return old != null && visit.isInRoute() && visit.times().isEmpty()
                ? visit.withTimes(old.times())
                : visit;
    }
}
