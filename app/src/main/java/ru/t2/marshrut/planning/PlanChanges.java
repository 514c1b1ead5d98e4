package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.planning.ChangeOutcome.DayChange;
import ru.t2.marshrut.planning.ChangeOutcome.StaleThing;
import ru.t2.marshrut.planning.PlanEdit.RouteKey;

/// Makes sets of changes. Thread-safe.
///
/// Reads what is touched, works the changes out and evaluates the routes outside of any
/// transaction; then locks the plans, checks that nothing of what it read has changed, and writes.
/// If something has, it starts again; only what the author himself says he has seen makes a set
/// stale. All writers lock the plans' rows first and in the same order, so there are no deadlocks.
@Component
class PlanChanges {

    private static final int ATTEMPTS = 20;

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final DayRepository days;
    private final Regions regions;
    private final DayRoutes dayRoutes;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PlanChanges(
            PlanRepository plans,
            VisitRepository visits,
            DayRepository days,
            Regions regions,
            DayRoutes dayRoutes,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.days = days;
        this.regions = regions;
        this.dayRoutes = dayRoutes;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /// What making a set would do; nothing is changed.
    ChangeOutcome preview(ChangeSet set) {
        return make(set, true, UUID.randomUUID(), _ -> {});
    }

    ChangeOutcome make(ChangeSet set) {
        return make(set, false, UUID.randomUUID(), _ -> {});
    }

    /// @param changeId names the set in the plans' histories
    ChangeOutcome make(ChangeSet set, UUID changeId) {
        return make(set, false, changeId, _ -> {});
    }

    /// @param finish a last touch before the routes are evaluated
    ChangeOutcome make(ChangeSet set, Consumer<PlanEdit> finish) {
        return make(set, false, UUID.randomUUID(), finish);
    }

    private ChangeOutcome make(
            ChangeSet set, boolean dryRun, UUID changeId, Consumer<PlanEdit> finish) {
        for (int attempt = 1; ; attempt++) {
            var before = read(set);
            var stale = stale(set, before);
            if (!stale.isEmpty()) {
                return new ChangeOutcome.Stale(stale);
            }
            var edit =
                    new PlanEdit(
                            before.region,
                            dayRoutes,
                            before.plans,
                            List.copyOf(before.visits.values()),
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
            edit.make(set.changes());
            edit.refuseDoubles();
            if (!edit.refusals().isEmpty()) {
                return new ChangeOutcome.Refused(edit.refusals());
            }
            finish.accept(edit);
            var work = work(before, edit);
            if (dryRun) {
                return new ChangeOutcome.Applied(
                        Optional.empty(), work.dayChanges(before), work.requested(edit));
            }
            Boolean written = transaction.execute(_ -> write(set, before, work, changeId));
            if (Boolean.TRUE.equals(written)) {
                return new ChangeOutcome.Applied(
                        Optional.of(changeId), work.dayChanges(before), work.requested(edit));
            }
            if (attempt == ATTEMPTS) {
                return new ChangeOutcome.Stale(
                        before.visits.values().stream()
                                .filter(visit -> edit.changed().contains(visit.id()))
                                .map(visit -> new StaleThing(visit.id(), null, visit.version()))
                                .toList());
            }
        }
    }

    /// What was read.
    private record Before(
            List<PlanHead> plans,
            Map<UUID, PlannedVisit> visits,
            Map<RouteKey, DayRepository.Row> days,
            Set<RouteKey> routes,
            Region region) {}

    private Before read(ChangeSet set) {
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
                        var keys = daysOf(routes, plan.id());
                        days.listByDays(plan.id(), keys)
                                .forEach(row -> rows.put(new RouteKey(plan.id(), row.key()), row));
                        visits.listByDays(plan.id(), keys)
                                .forEach(visit -> found.put(visit.id(), visit));
                        visits.listByStores(plan.id(), storeIds)
                                .forEach(visit -> found.putIfAbsent(visit.id(), visit));
                    }
                    return new Before(heads, found, rows, routes, EMPTY);
                });
        return withRegion(before, storeIds);
    }

    private static final Region EMPTY =
            new Region(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private Before withRegion(@Nullable Before before, Set<String> storeIds) {
        if (before == null) {
            throw new IllegalStateException("A transaction has no result.");
        }
        var all = new HashSet<>(storeIds);
        before.visits.values().forEach(visit -> all.add(visit.storeId()));
        var dates = before.routes.stream().map(key -> key.day().date()).sorted().toList();
        var first = dates.isEmpty() ? LocalDate.EPOCH : dates.getFirst();
        var last = dates.isEmpty() ? LocalDate.EPOCH : dates.getLast();
        return new Before(
                before.plans,
                before.visits,
                before.days,
                before.routes,
                regions.of(all, first, last));
    }

    private static Collection<DayKey> daysOf(Set<RouteKey> routes, UUID planId) {
        return routes.stream()
                .filter(key -> key.planId().equals(planId))
                .map(RouteKey::day)
                .toList();
    }

    private static List<StaleThing> stale(ChangeSet set, Before before) {
        var stale = new ArrayList<StaleThing>();
        set.expectedVisits()
                .forEach((id, version) -> {
                    var visit = before.visits.get(id);
                    if (visit != null && visit.version() != version) {
                        stale.add(new StaleThing(id, null, visit.version()));
                    }
                });
        set.expectedDays()
                .forEach((day, version) -> {
                    var row =
                            before.days.entrySet().stream()
                                    .filter(entry -> entry.getKey().day().equals(day))
                                    .findFirst();
                    int current = row.map(entry -> entry.getValue().version()).orElse(0);
                    if (current != version) {
                        stale.add(new StaleThing(null, day, current));
                    }
                });
        return stale;
    }

    /// What is to be written.
    ///
    /// @param visits changed ones, with new versions, by plan
    private record Work(
            Map<UUID, List<PlannedVisit>> visits,
            Map<RouteKey, RepDay> routes,
            Set<RouteKey> gone) {

        List<DayChange> dayChanges(Before before) {
            var stops = stopsByRoute(before);
            var changes = new ArrayList<DayChange>();
            routes.forEach((key, day) -> changes.add(change(key, Optional.of(day), before, stops)));
            gone.forEach(key -> changes.add(change(key, Optional.empty(), before, stops)));
            changes.sort((a, b) -> a.key().compareTo(b.key()));
            return changes;
        }

        private static Map<RouteKey, List<PlannedVisit>> stopsByRoute(Before before) {
            return before.visits.values().stream()
                    .filter(PlannedVisit::isInRoute)
                    .sorted(Comparator.comparingInt(Work::position))
                    .collect(
                            Collectors.groupingBy(visit ->
                                    new RouteKey(visit.planId(), visit.day().orElseThrow())));
        }

        private static int position(PlannedVisit visit) {
            return visit.placement().orElseThrow().position();
        }

        private static DayChange change(
                RouteKey key,
                Optional<RepDay> after,
                Before before,
                Map<RouteKey, List<PlannedVisit>> stops) {
            return new DayChange(
                    key.day(),
                    Optional.ofNullable(before.days.get(key))
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
    }

    private Work work(Before before, PlanEdit edit) {
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
            var evaluated = dayRoutes.evaluate(before.region, key.day(), stops);
            var timed = new ArrayList<PlannedVisit>();
            for (int i = 0; i < stops.size(); i++) {
                var stop = stops.get(i);
                timed.add(
                        PlanEdit.at(
                                stop,
                                stop.placement().orElseThrow(),
                                Optional.of(evaluated.times().get(i))));
            }
            timed.forEach(visit -> after.put(visit.id(), visit));
            var row = before.days.get(key);
            boolean own = edit.ownOrder(key).orElse(row != null && row.ownOrder());
            int version = head(before, key.planId()).version() + 1;
            routes.put(
                    key,
                    new RepDay(key.planId(), key.day(), version, own, evaluated.figures(), timed));
        }
        // A stop that is pinned or unpinned keeps its place and times.
        after.replaceAll((id, visit) -> keepingTimes(visit, before.visits.get(id)));
        Map<UUID, List<PlannedVisit>> changed = new LinkedHashMap<>();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var written = new HashMap<UUID, PlannedVisit>();
        for (var visit : after.values()) {
            var old = before.visits.get(visit.id());
            if (old == null || !visit.equals(old)) {
                var next = nextVersion(visit, old, now);
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
        return new Work(changed, routes, gone);
    }

    private static PlanHead head(Before before, UUID planId) {
        return before.plans.stream()
                .filter(plan -> plan.id().equals(planId))
                .findFirst()
                .orElseThrow();
    }

    /// The times of a visit that is in no route any more go; those of one that is in a route follow
    /// with it.
    private static PlannedVisit withoutRoute(PlannedVisit visit) {
        return visit.isInRoute()
                ? visit
                : new PlannedVisit(
                        visit.id(),
                        visit.planId(),
                        visit.month(),
                        visit.storeId(),
                        visit.extra(),
                        visit.placement(),
                        visit.status(),
                        visit.pinned(),
                        visit.unplaced(),
                        visit.deferredUntil(),
                        Optional.empty(),
                        visit.version(),
                        visit.createdAt(),
                        visit.updatedAt());
    }

    private static PlannedVisit keepingTimes(PlannedVisit visit, @Nullable PlannedVisit old) {
        return old != null && visit.isInRoute() && visit.times().isEmpty()
                ? PlanEdit.at(visit, visit.placement().orElseThrow(), old.times())
                : visit;
    }

    private static PlannedVisit nextVersion(
            PlannedVisit visit, @Nullable PlannedVisit old, java.time.Instant now) {
        return new PlannedVisit(
                visit.id(),
                visit.planId(),
                visit.month(),
                visit.storeId(),
                visit.extra(),
                visit.placement(),
                visit.status(),
                visit.pinned(),
                visit.unplaced(),
                visit.deferredUntil(),
                visit.times(),
                old == null ? 1 : old.version() + 1,
                visit.createdAt(),
                now);
    }

    /// @return false if something that was read has changed since
    private boolean write(ChangeSet set, Before before, Work work, UUID changeId) {
        var heads = plans.lock(before.plans.stream().map(PlanHead::id).toList());
        if (heads.size() != before.plans.size() || !isUnchanged(before, work)) {
            return false;
        }
        if (set.cause() == ChangeSet.Cause.RESTORED || set.cause() == ChangeSet.Cause.UNDONE) {
            visits.announceCorrection();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var head : heads) {
            var changed = work.visits.getOrDefault(head.id(), List.of());
            var touched =
                    work.routes.keySet().stream()
                            .filter(key -> key.planId().equals(head.id()))
                            .toList();
            var gone = daysOf(work.gone, head.id());
            if (changed.isEmpty() && touched.isEmpty() && gone.isEmpty()) {
                continue;
            }
            int number = head.version() + 1;
            visits.insert(
                    changed.stream().filter(v -> !before.visits.containsKey(v.id())).toList());
            visits.update(changed.stream().filter(v -> before.visits.containsKey(v.id())).toList());
            days.save(
                    head.id(),
                    touched.stream()
                            .map(key -> {
                                var day = Optional.ofNullable(work.routes.get(key)).orElseThrow();
                                return new DayRepository.Row(
                                        key.day(), number, day.ownOrder(), day.figures());
                            })
                            .toList());
            days.delete(head.id(), gone);
            record(set, before, head, number, changeId, changed, touched, work, now);
            plans.setVersion(head.id(), number, now);
            announce(set, before, head, number, changeId, changed, touched, gone, now);
        }
        return true;
    }

    private boolean isUnchanged(Before before, Work work) {
        var ids =
                work.visits.values().stream()
                        .flatMap(List::stream)
                        .map(PlannedVisit::id)
                        .filter(before.visits::containsKey)
                        .collect(Collectors.toSet());
        for (var plan : before.plans) {
            var keys = daysOf(before.routes, plan.id());
            var rows = days.listByDays(plan.id(), keys);
            var versions = new HashMap<DayKey, Integer>();
            rows.forEach(row -> versions.put(row.key(), row.version()));
            for (var key : keys) {
                var old = before.days.get(new RouteKey(plan.id(), key));
                if ((old == null ? 0 : old.version()) != versions.getOrDefault(key, 0)) {
                    return false;
                }
            }
            for (var visit : visits.listByDays(plan.id(), keys)) {
                if (!isAsRead(visit, before)) {
                    return false;
                }
                ids.remove(visit.id());
            }
        }
        for (var visit : visits.listByIds(ids)) {
            if (!isAsRead(visit, before)) {
                return false;
            }
        }
        // Another visit to the same store may have come to the same day.
        for (var plan : before.plans) {
            var stores =
                    work.visits.getOrDefault(plan.id(), List.of()).stream()
                            .filter(visit -> isOnAnotherDay(visit, before))
                            .map(PlannedVisit::storeId)
                            .collect(Collectors.toSet());
            for (var visit : visits.listByStores(plan.id(), stores)) {
                if (!isAsRead(visit, before)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOnAnotherDay(PlannedVisit visit, Before before) {
        var old = before.visits.get(visit.id());
        return visit.isInRoute() && (old == null || !old.day().equals(visit.day()));
    }

    private static boolean isAsRead(PlannedVisit visit, Before before) {
        var old = before.visits.get(visit.id());
        return old != null && old.version() == visit.version();
    }

    private void record(
            ChangeSet set,
            Before before,
            PlanHead head,
            int number,
            UUID changeId,
            List<PlannedVisit> changed,
            List<RouteKey> touched,
            Work work,
            java.time.Instant now) {
        var deltas = new ArrayList<PlanRepository.VisitDelta>();
        for (var visit : changed) {
            var old = Optional.ofNullable(before.visits.get(visit.id())).map(VisitState::of);
            var state = VisitState.of(visit);
            if (!old.equals(Optional.of(state))) {
                deltas.add(new PlanRepository.VisitDelta(visit.id(), old, state));
            }
        }
        plans.insertVersion(
                new PlanVersion(
                        head.id(),
                        number,
                        changeId,
                        now,
                        set.author(),
                        set.cause(),
                        set.comment(),
                        deltas.size(),
                        0,
                        ru.t2.marshrut.kernel.Money.ZERO,
                        0));
        plans.insertVisitChanges(head.id(), number, deltas);
        var dayDeltas = new ArrayList<PlanRepository.DayDelta>();
        for (var key : touched) {
            var row = before.days.get(key);
            boolean own = row != null && row.ownOrder();
            boolean ownNow = Optional.ofNullable(work.routes.get(key)).orElseThrow().ownOrder();
            if (own != ownNow) {
                dayDeltas.add(new PlanRepository.DayDelta(key.day(), own, ownNow));
            }
        }
        plans.insertDayChanges(head.id(), number, dayDeltas);
    }

    private void announce(
            ChangeSet set,
            Before before,
            PlanHead head,
            int number,
            UUID changeId,
            List<PlannedVisit> changed,
            List<RouteKey> touched,
            Collection<DayKey> gone,
            java.time.Instant now) {
        if (head.kind() != PlanHead.Kind.PUBLISHED) {
            return;
        }
        for (var visit : changed) {
            var old = before.visits.get(visit.id());
            if (old != null && old.status() != visit.status()) {
                visits.insertStatusChange(
                        visit.id(),
                        now,
                        set.author(),
                        old.status(),
                        visit.status(),
                        set.comment(),
                        false);
                events.publishEvent(
                        new VisitStatusChanged(visit, old.status(), false, set.author(), now));
            }
        }
        var keys = new ArrayList<DayKey>(gone);
        touched.forEach(key -> keys.add(key.day()));
        keys.sort(DayKey::compareTo);
        events.publishEvent(
                new PlanChanged(head.id(), head.month(), number, changeId, set.cause(), keys));
    }
}
