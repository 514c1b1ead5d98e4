package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.planning.Reconciliation.Wanted;

/// Brings back versions of a plan and puts proposals in force. Thread-safe.
@Component
class PlanHistory {

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanChanges changes;
    private final Clock clock;

    PlanHistory(PlanRepository plans, VisitRepository visits, PlanChanges changes, Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.changes = changes;
        this.clock = clock;
    }

    /// Makes a plan what it was in a version; what has been completed since stays as it is, visits
    /// that did not exist yet are cancelled.
    ChangeOutcome restore(PlanHead plan, int number, String author) {
        var deltas = plans.listVisitChanges(plan.id(), number, plan.version());
        var current =
                visits
                        .listByIds(deltas.stream().map(PlanRepository.VisitDelta::visitId).toList())
                        .stream()
                        .collect(Collectors.toMap(PlannedVisit::id, visit -> visit));
        var back = new ArrayList<Change>();
        for (var delta : deltas) {
            var visit = Optional.ofNullable(current.get(delta.visitId()));
            if (visit.isEmpty()) {
                continue;
            }
            if (visit.get().status() == VisitStatus.COMPLETED) {
                delta.before()
                        .flatMap(before -> oldPlace(visit.get(), before))
                        .ifPresent(state -> back.add(new Change.Restore(delta.visitId(), state)));
            } else if (delta.before().isPresent()) {
                back.add(new Change.Restore(delta.visitId(), delta.before().get()));
            } else if (visit.get().status() != VisitStatus.CANCELLED) {
                back.add(new Change.Cancel(delta.visitId()));
            }
        }
        var owners = plans.listDayChanges(plan.id(), number, plan.version());
        return changes.make(
                ChangeSet.of(ChangeSet.Cause.RESTORED, author, back)
                        .because(Optional.of("version " + number)),
                edit -> {
                    edit.sortByPlace();
                    owners.forEach(day ->
                            edit.setOwnOrder(
                                    new PlanEdit.RouteKey(plan.id(), day.key()), day.ownBefore()));
                });
    }

    /// A visit as it is, with the place it had in the order of its day.
    private static Optional<VisitState> oldPlace(PlannedVisit visit, VisitState before) {
        var now = VisitState.of(visit);
        var wasOn = before.placement().map(Placement::day);
        return wasOn.equals(visit.day())
                ? Optional.of(
                        new VisitState(
                                now.repId(),
                                now.date(),
                                before.position(),
                                now.status(),
                                now.pinned(),
                                now.unplaced(),
                                now.deferredUntil()))
                : Optional.empty();
    }

    /// Puts a proposal in force; what is completed stays.
    ChangeOutcome publish(PlanHead proposal, String author) {
        var planId =
                plans.findRow(proposal.month()).map(PlanHead::id).orElseGet(() -> insert(proposal));
        var inForce = visits.listByPlan(planId);
        Map<StoreDay, UUID> completed = new HashMap<>();
        inForce.stream()
                .filter(visit -> visit.status() == VisitStatus.COMPLETED)
                .forEach(visit -> completed.put(StoreDay.of(visit), visit.id()));
        Map<DayKey, List<PlannedVisit>> routes = new LinkedHashMap<>();
        var waiting = new ArrayList<Map.Entry<Wanted, Unplaced>>();
        for (var visit : visits.listByPlan(proposal.id())) {
            var wanted = new Wanted(Optional.empty(), visit.storeId(), visit.extra());
            if (visit.isInRoute()) {
                routes.computeIfAbsent(visit.day().orElseThrow(), _ -> new ArrayList<>())
                        .add(visit);
            } else if (visit.isToPlace()) {
                waiting.add(
                        Map.entry(
                                wanted,
                                visit.unplaced().orElse(Unplaced.of(Unplaced.Code.NOT_PLANNED))));
            }
        }
        inForce.stream()
                .filter(visit -> visit.status() == VisitStatus.COMPLETED && !visit.extra())
                .forEach(visit -> makeUpFor(visit, completed, routes, waiting));
        Map<DayKey, List<Wanted>> wanted = new LinkedHashMap<>();
        routes.forEach((day, stops) ->
                wanted.put(
                        day,
                        stops.stream()
                                .sorted(
                                        Comparator.comparingInt(visit ->
                                                visit.placement().orElseThrow().position()))
                                .map(visit ->
                                        new Wanted(
                                                Optional.ofNullable(
                                                        completed.get(StoreDay.of(visit))),
                                                visit.storeId(),
                                                visit.extra()))
                                .toList()));
        var free = inForce.stream().filter(visit -> !visit.status().isFinal()).toList();
        var expected = new HashMap<UUID, Integer>();
        free.forEach(visit -> expected.put(visit.id(), visit.version()));
        var outcome =
                changes.make(
                        ChangeSet.of(
                                        ChangeSet.Cause.DRAFT_PUBLISHED,
                                        author,
                                        Reconciliation.changes(planId, free, wanted, waiting))
                                .because(proposal.name())
                                .expecting(expected));
        if (outcome instanceof ChangeOutcome.Applied && proposal.boundName().isPresent()) {
            plans.setBound(planId, proposal.boundName().get(), proposal.boundMetres());
        }
        return outcome;
    }

    /// A call that was made on another day than the proposal has it on counts for the nearest one
    /// it has.
    private static void makeUpFor(
            PlannedVisit made,
            Map<StoreDay, UUID> completed,
            Map<DayKey, List<PlannedVisit>> routes,
            List<Map.Entry<Wanted, Unplaced>> waiting) {
        var calls =
                routes.values().stream()
                        .flatMap(List::stream)
                        .filter(call -> call.storeId().equals(made.storeId()) && !call.extra())
                        .toList();
        if (calls.stream().anyMatch(call -> StoreDay.of(call).equals(StoreDay.of(made)))) {
            return;
        }
        var date = StoreDay.of(made).date();
        var nearest =
                calls.stream()
                        .filter(call -> !completed.containsKey(StoreDay.of(call)))
                        .min(
                                Comparator.comparingLong(call ->
                                        Math.abs(
                                                ChronoUnit.DAYS.between(
                                                        date, StoreDay.of(call).date()))));
        nearest.ifPresentOrElse(
                call ->
                        routes.computeIfPresent(
                                call.day().orElseThrow(),
                                (_, stops) ->
                                        new ArrayList<>(
                                                stops.stream()
                                                        .filter(stop -> !stop.equals(call))
                                                        .toList())),
                () ->
                        waiting.stream()
                                .filter(entry ->
                                        entry.getKey().storeId().equals(made.storeId())
                                                && !entry.getKey().extra())
                                .findFirst()
                                .ifPresent(waiting::remove));
    }

    private record StoreDay(String storeId, LocalDate date) {
        static StoreDay of(PlannedVisit visit) {
            return new StoreDay(visit.storeId(), visit.day().orElseThrow().date());
        }
    }

    private UUID insert(PlanHead proposal) {
        var now = clock.instant();
        var head =
                new PlanHead(
                        UUID.randomUUID(),
                        proposal.month(),
                        PlanHead.Kind.PUBLISHED,
                        Optional.empty(),
                        OptionalInt.empty(),
                        0,
                        Optional.empty(),
                        0,
                        now,
                        now);
        plans.insert(head);
        return plans.findRow(proposal.month()).orElseThrow().id();
    }
}
