package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.planning.PlanEdit.RouteKey;

/// Reads what sets of changes touch, and whether it is still so. Thread-safe.
@Component
class PlanExcerpts {

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final DayRepository days;
    private final Regions regions;
    private final TransactionOperations transaction;

    PlanExcerpts(
            PlanRepository plans,
            VisitRepository visits,
            DayRepository days,
            Regions regions,
            TransactionOperations transaction) {
        this.plans = plans;
        this.visits = visits;
        this.days = days;
        this.regions = regions;
        this.transaction = transaction;
    }

    PlanExcerpt read(ChangeSet set) {
        var ids = new HashSet<UUID>(set.expectedVisits().keySet());
        var planIds = new HashSet<UUID>();
        var storeIds = new HashSet<String>();
        var targets = new ArrayList<Map.Entry<UUID, DayKey>>();
        var routes = new HashSet<RouteKey>();
        var planOfNew = new HashMap<UUID, UUID>();
        for (var change : set.changes()) {
            switch (change) {
                case Change.Place place -> {
                    ids.add(place.visitId());
                    targets.add(
                            Map.entry(place.visitId(), new DayKey(place.repId(), place.date())));
                }
                case Change.TakeOut takeOut -> ids.add(takeOut.visitId());
                case Change.Cancel cancel -> ids.add(cancel.visitId());
                case Change.Pin pin -> ids.add(pin.visitId());
                case Change.Defer defer -> ids.add(defer.visitId());
                case Change.Add add -> {
                    planIds.add(add.planId());
                    storeIds.add(add.storeId());
                    planOfNew.put(add.visitId(), add.planId());
                }
                case Change.Reorder reorder -> {
                    planIds.add(reorder.planId());
                    routes.add(new RouteKey(reorder.planId(), reorder.day()));
                }
                case Change.LayOut layOut -> {
                    planIds.add(layOut.planId());
                    layOut.routes()
                            .forEach((day, visitIds) -> {
                                routes.add(new RouteKey(layOut.planId(), day));
                                ids.addAll(visitIds);
                            });
                    ids.addAll(layOut.rest().keySet());
                }
                case Change.Restore restore -> {
                    ids.add(restore.visitId());
                    restore.state()
                            .placement()
                            .ifPresent(placement ->
                                    targets.add(Map.entry(restore.visitId(), placement.day())));
                }
            }
        }
        var before =
                transaction.execute(_ -> {
                    var found = new LinkedHashMap<UUID, PlannedVisit>();
                    visits.listByIds(ids).forEach(visit -> found.put(visit.id(), visit));
                    found.values()
                            .forEach(visit -> {
                                planIds.add(visit.planId());
                                storeIds.add(visit.storeId());
                                visit.day()
                                        .ifPresent(day ->
                                                routes.add(new RouteKey(visit.planId(), day)));
                            });
                    for (var target : targets) {
                        var visit = found.get(target.getKey());
                        var planId =
                                visit == null ? planOfNew.get(target.getKey()) : visit.planId();
                        if (planId != null) {
                            routes.add(new RouteKey(planId, target.getValue()));
                        }
                    }
                    // Versions of days before the visits: a change in between shows in the check.
                    var heads = planIds.stream().flatMap(id -> plans.find(id).stream()).toList();
                    var rows = new HashMap<RouteKey, DayRepository.Row>();
                    for (var plan : heads) {
                        var keys = PlanExcerpt.daysOf(routes, plan.id());
                        days.listByDays(plan.id(), keys)
                                .forEach(row -> rows.put(new RouteKey(plan.id(), row.key()), row));
                        visits.listByDays(plan.id(), keys)
                                .forEach(visit -> found.put(visit.id(), visit));
                        visits.listByStores(plan.id(), storeIds)
                                .forEach(visit -> found.putIfAbsent(visit.id(), visit));
                    }
                    return new PlanExcerpt(heads, found, rows, routes, EMPTY);
                });
        return withRegion(before, storeIds);
    }

    private static final Region EMPTY =
            new Region(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private PlanExcerpt withRegion(@Nullable PlanExcerpt before, Set<String> storeIds) {
        if (before == null) {
            throw new IllegalStateException("A transaction has no result.");
        }
        var all = new HashSet<>(storeIds);
        before.visits().values().forEach(visit -> all.add(visit.storeId()));
        var dates = before.routes().stream().map(key -> key.day().date()).sorted().toList();
        var first = dates.isEmpty() ? LocalDate.EPOCH : dates.getFirst();
        var last = dates.isEmpty() ? LocalDate.EPOCH : dates.getLast();
        return before.with(regions.of(all, first, last));
    }

    /// Whether everything that was read is as it was; for whoever has locked the plans.
    boolean isUnchanged(PlanExcerpt before, ChangedPlans work) {
        var ids =
                work.visits().values().stream()
                        .flatMap(List::stream)
                        .map(PlannedVisit::id)
                        .filter(before.visits()::containsKey)
                        .collect(Collectors.toSet());
        for (var plan : before.plans()) {
            var keys = PlanExcerpt.daysOf(before.routes(), plan.id());
            var rows = days.listByDays(plan.id(), keys);
            var versions = new HashMap<DayKey, Integer>();
            rows.forEach(row -> versions.put(row.key(), row.version()));
            for (var key : keys) {
                var old = before.days().get(new RouteKey(plan.id(), key));
                if ((old == null ? 0 : old.version()) != versions.getOrDefault(key, 0)) {
                    return false;
                }
            }
            for (var visit : visits.listByDays(plan.id(), keys)) {
                if (!before.isAsRead(visit)) {
                    return false;
                }
                ids.remove(visit.id());
            }
        }
        for (var visit : visits.listByIds(ids)) {
            if (!before.isAsRead(visit)) {
                return false;
            }
        }
        // Another visit to the same store may have come to the same day.
        for (var plan : before.plans()) {
            var stores =
                    work.visits().getOrDefault(plan.id(), List.of()).stream()
                            .filter(visit -> isOnAnotherDay(visit, before))
                            .map(PlannedVisit::storeId)
                            .collect(Collectors.toSet());
            for (var visit : visits.listByStores(plan.id(), stores)) {
                if (!before.isAsRead(visit)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOnAnotherDay(PlannedVisit visit, PlanExcerpt before) {
        var old = before.visits().get(visit.id());
        return visit.isInRoute() && (old == null || !old.day().equals(visit.day()));
    }
}
