package ru.t2.marshrut.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.ChangeOutcome.Refusal;
import ru.t2.marshrut.planning.ChangeOutcome.Rule;

/// A working copy of the part of plans that a set of changes touches. Changes are made on it one by
/// one; those that a rule forbids are noted and leave it as it is. Not thread-safe.
final class PlanEdit {

    /// One route of one plan.
    record RouteKey(UUID planId, DayKey day) {}

    private final Region region;
    private final DayRoutes dayRoutes;
    private final Instant now;
    private final Map<UUID, PlanHead> plans = new HashMap<>();
    private final Map<UUID, PlannedVisit> visits = new LinkedHashMap<>();
    private final Map<RouteKey, List<UUID>> routes = new HashMap<>();
    private final Set<RouteKey> dirty = new HashSet<>();
    private final Map<RouteKey, Boolean> ownOrders = new HashMap<>();
    private final Set<UUID> changed = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<UUID> refusedNew = new HashSet<>();
    private int index;

    /// @param visits all that the changes name, all of the routes they touch, and all others to the
    ///   same stores
    PlanEdit(
            Region region,
            DayRoutes dayRoutes,
            List<PlanHead> plans,
            List<PlannedVisit> visits,
            Instant now) {
        this.region = region;
        this.dayRoutes = dayRoutes;
        this.now = now;
        plans.forEach(plan -> this.plans.put(plan.id(), plan));
        visits.forEach(visit -> this.visits.put(visit.id(), visit));
        visits.stream()
                .filter(PlannedVisit::isInRoute)
                .sorted(Comparator.comparingInt(PlanEdit::position))
                .forEach(visit -> route(key(visit)).add(visit.id()));
    }

    void make(List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            index = i;
            make(changes.get(i));
        }
    }

    private void make(Change change) {
        switch (change) {
            case Change.Place place -> place(place);
            case Change.TakeOut(var id, var because) ->
                    movable(id).ifPresent(visit -> wait(visit, because, null));
            case Change.Cancel(var id) -> movable(id).ifPresent(this::cancel);
            case Change.Pin(var id, var pinned) ->
                    movable(id)
                            .ifPresent(visit -> {
                                if (visit.placement().isEmpty()) {
                                    refuse(Rule.NOT_PLACED, id);
                                } else {
                                    put(visit, VisitState.of(visit).withPinned(pinned));
                                }
                            });
            case Change.Defer(var id, var until) ->
                    movable(id)
                            .ifPresent(visit -> {
                                if (!visit.isToPlace()) {
                                    refuse(Rule.NOT_WAITING, id);
                                } else {
                                    wait(
                                            visit,
                                            visit.unplaced()
                                                    .orElse(Unplaced.of(Unplaced.Code.SKIPPED)),
                                            until);
                                }
                            });
            case Change.Add add -> add(add);
            case Change.Reorder reorder -> reorder(reorder);
            case Change.LayOut layOut -> layOut(layOut);
            case Change.Restore(var id, var state) -> restore(id, state);
        }
    }

    /// Refuses changes that would bring two visits to a store on one day.
    void refuseDoubles() {
        var taken = new HashSet<PlanStoreDay>();
        var doubled = new HashSet<PlanStoreDay>();
        for (var visit : visits.values()) {
            if (visit.isInRoute()) {
                var day = new PlanStoreDay(visit.planId(), visit.storeId(), date(visit));
                if (!taken.add(day)) {
                    doubled.add(day);
                }
            }
        }
        visits.values().stream()
                .filter(visit -> visit.isInRoute() && changed.contains(visit.id()))
                .map(visit -> new PlanStoreDay(visit.planId(), visit.storeId(), date(visit)))
                .filter(doubled::contains)
                .distinct()
                .forEach(day -> refuse(Rule.STORE_TWICE_A_DAY, day.storeId(), day.date()));
    }

    private record PlanStoreDay(UUID planId, String storeId, LocalDate date) {}

    private void place(Change.Place place) {
        var found = movable(place.visitId());
        if (found.isEmpty() || !fits(found.get(), place.repId(), place.date())) {
            return;
        }
        var visit = found.get();
        leave(visit);
        var key = new RouteKey(visit.planId(), new DayKey(place.repId(), place.date()));
        var route = route(key);
        int done = doneAtTheBeginning(route);
        int at =
                place.position().isPresent()
                        ? Math.clamp(place.position().getAsInt() - 1L, done, route.size())
                        : dayRoutes.cheapestIndex(region, key.day(), stops(route), visit, done);
        route.add(at, visit.id());
        dirty.add(key);
        put(visit, VisitState.on(key.day(), place.status(), visit.pinned()));
    }

    private boolean fits(PlannedVisit visit, String repId, LocalDate date) {
        if (!region.reps().containsKey(repId)) {
            refuse(Rule.UNKNOWN_REP, repId);
            return false;
        }
        if (!YearMonth.from(date).equals(visit.month())) {
            refuse(Rule.OTHER_MONTH, visit.month(), date);
            return false;
        }
        boolean twice =
                visits.values().stream()
                        .anyMatch(other ->
                                !other.id().equals(visit.id())
                                        && other.planId().equals(visit.planId())
                                        && other.storeId().equals(visit.storeId())
                                        && other.isInRoute()
                                        && date(other).equals(date));
        if (twice) {
            refuse(Rule.STORE_TWICE_A_DAY, visit.storeId(), date);
        }
        return !twice;
    }

    private void cancel(PlannedVisit visit) {
        leave(visit);
        put(visit, VisitState.of(visit).cancelled());
    }

    private void wait(PlannedVisit visit, @Nullable Unplaced because, @Nullable LocalDate until) {
        leave(visit);
        put(visit, VisitState.waiting(visit.status(), because, until));
    }

    private void add(Change.Add add) {
        var id = add.visitId();
        var planId = add.planId();
        var storeId = add.storeId();
        var plan = plans.get(planId);
        if (plan == null) {
            refuse(Rule.UNKNOWN_PLAN, planId);
            refusedNew.add(id);
        } else if (!region.stores().containsKey(storeId)) {
            refuse(Rule.UNKNOWN_STORE, storeId);
            refusedNew.add(id);
        } else {
            visits.put(
                    id,
                    PlannedVisit.wanted(
                            id,
                            planId,
                            plan.month(),
                            storeId,
                            add.extra(),
                            Optional.of(Unplaced.of(Unplaced.Code.NOT_PLANNED)),
                            now));
            changed.add(id);
        }
    }

    private void reorder(Change.Reorder reorder) {
        var key = new RouteKey(reorder.planId(), reorder.day());
        var route = routes.getOrDefault(key, List.of());
        if (route.isEmpty()
                || reorder.visitIds().size() != route.size()
                || !Set.copyOf(reorder.visitIds()).equals(Set.copyOf(route))) {
            refuse(Rule.NOT_THE_STOPS_OF_THE_DAY, reorder.day().repId(), reorder.day().date());
            return;
        }
        routes.put(key, new ArrayList<>(reorder.visitIds()));
        dirty.add(key);
        ownOrders.put(key, reorder.own());
    }

    private void layOut(Change.LayOut layOut) {
        var target = new HashMap<UUID, DayKey>();
        layOut.routes().forEach((day, ids) -> ids.forEach(id -> target.put(id, day)));
        for (var id : layOut.rest().keySet()) {
            movable(id)
                    .ifPresent(visit ->
                            wait(visit, layOut.rest().get(id), visit.deferredUntil().orElse(null)));
        }
        // What is final stays on its day, wherever the search wanted it.
        for (var id : target.keySet()) {
            if (visits.containsKey(id) && mayBeOn(visit(id), target.get(id))) {
                leave(visit(id));
            }
        }
        layOut.routes()
                .forEach((day, ids) -> {
                    var key = new RouteKey(layOut.planId(), day);
                    var route = route(key);
                    var here = new ArrayList<>(route);
                    route.clear();
                    here.stream().filter(id -> !visit(id).status().isOpen()).forEach(route::add);
                    for (var id : ids) {
                        var visit = visits.get(id);
                        if (visit == null) {
                            refuse(Rule.UNKNOWN_VISIT, id);
                            continue;
                        }
                        route.add(id);
                        if (!visit.status().isFinal()) {
                            boolean moves = !visit.day().equals(Optional.of(day));
                            var status =
                                    moves || !visit.status().isOpen()
                                            ? layOut.movedStatus()
                                            : visit.status();
                            put(visit, VisitState.on(day, status, visit.pinned()));
                        }
                    }
                    here.stream().filter(id -> visit(id).status().isOpen()).forEach(route::add);
                    dirty.add(key);
                    ownOrders.put(key, false);
                });
    }

    private static boolean mayBeOn(PlannedVisit visit, DayKey day) {
        return !visit.status().isFinal()
                || (visit.isInRoute() && visit.day().equals(Optional.of(day)));
    }

    private void restore(UUID id, VisitState state) {
        var visit = visits.get(id);
        if (visit == null) {
            refuse(Rule.UNKNOWN_VISIT, id);
            return;
        }
        if (state.repId() != null && !region.reps().containsKey(state.repId())) {
            refuse(Rule.UNKNOWN_REP, state.repId());
            return;
        }
        leave(visit);
        put(visit, state);
        state.placement()
                .filter(placement -> placement.position() != Placement.OFF_ROUTE)
                .ifPresent(placement -> {
                    var key = new RouteKey(visit.planId(), placement.day());
                    var route = route(key);
                    route.add(Math.clamp(placement.position() - 1L, 0, route.size()), id);
                    dirty.add(key);
                });
    }

    /// Sorts restored days by the places their visits had.
    void sortByPlace() {
        for (var key : dirty) {
            route(key).sort(Comparator.comparingInt(id -> position(visit(id))));
        }
    }

    void setOwnOrder(RouteKey key, boolean own) {
        ownOrders.put(key, own);
        dirty.add(key);
    }

    /// A visit that is not final.
    private Optional<PlannedVisit> movable(UUID id) {
        var visit = visits.get(id);
        if (visit == null) {
            // What becomes of a visit that could not be added needs no refusal of its own.
            if (!refusedNew.contains(id)) {
                refuse(Rule.UNKNOWN_VISIT, id);
            }
            return Optional.empty();
        }
        if (visit.status().isFinal()) {
            refuse(Rule.FINAL_VISIT, id, visit.status().word());
            return Optional.empty();
        }
        return Optional.of(visit);
    }

    private void leave(PlannedVisit visit) {
        if (visit.isInRoute()) {
            var key = key(visit);
            if (route(key).remove(visit.id())) {
                dirty.add(key);
            }
        }
    }

    private void put(PlannedVisit visit, VisitState state) {
        visits.put(visit.id(), visit.in(state));
        changed.add(visit.id());
    }

    private int doneAtTheBeginning(List<UUID> route) {
        int done = 0;
        for (int i = 0; i < route.size(); i++) {
            if (!visit(route.get(i)).status().isOpen()) {
                done = i + 1;
            }
        }
        return done;
    }

    private void refuse(Rule rule, Object... arguments) {
        refusals.add(new Refusal(index, rule, List.of(arguments)));
    }

    private static RouteKey key(PlannedVisit visit) {
        return new RouteKey(visit.planId(), visit.day().orElseThrow());
    }

    private static LocalDate date(PlannedVisit visit) {
        return visit.day().orElseThrow().date();
    }

    private static int position(PlannedVisit visit) {
        return visit.placement().orElseThrow().position();
    }

    private List<UUID> route(RouteKey key) {
        return routes.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    private List<PlannedVisit> stops(List<UUID> route) {
        return route.stream().map(this::visit).toList();
    }

    PlannedVisit visit(UUID id) {
        @Nullable PlannedVisit visit = visits.get(id);
        if (visit == null) {
            throw new IllegalStateException("Visit %s is not part of the edit.".formatted(id));
        }
        return visit;
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /// Visits changed by request, not merely by their route.
    Set<UUID> changed() {
        return Set.copyOf(changed);
    }

    /// The routes touched, in order of plan, day and rep.
    List<RouteKey> dirtyRoutes() {
        return dirty.stream()
                .sorted(Comparator.comparing(RouteKey::planId).thenComparing(RouteKey::day))
                .toList();
    }

    /// The stops of a route in their new order, places counted anew.
    List<PlannedVisit> stops(RouteKey key) {
        var stops = new ArrayList<PlannedVisit>();
        for (var id : route(key)) {
            stops.add(
                    visit(id)
                            .at(
                                    new Placement(
                                            key.day().repId(),
                                            key.day().date(),
                                            stops.size() + 1)));
        }
        return List.copyOf(stops);
    }

    /// Whether the order of a route was set by a person, if the changes say anything about it.
    Optional<Boolean> ownOrder(RouteKey key) {
        return Optional.ofNullable(ownOrders.get(key));
    }
}
