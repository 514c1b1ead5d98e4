package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.planning.MonthsSearch.Step;
import ru.t2.marshrut.planning.Reconciliation.Wanted;
import ru.t2.marshrut.platform.Job;

/// Writes what a search has found as plans, all of it or nothing. Thread-safe.
@Component
class GeneratedPlans {

    private static final Logger log = LoggerFactory.getLogger(GeneratedPlans.class);

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanChanges changes;
    private final TransactionOperations transaction;
    private final Clock clock;

    GeneratedPlans(
            PlanRepository plans,
            VisitRepository visits,
            PlanChanges changes,
            TransactionOperations transaction,
            Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A month's new plan.
    record MadeMonth(UUID planId, YearMonth month, int version, int visits, int unplaced) {}

    /// Writes the plans of all months that were searched.
    ///
    /// @param yields what somebody else has changed since it was read stays as it is now, instead
    ///   of stopping the whole
    /// @return empty if something that was read has changed
    Optional<List<MadeMonth>> write(
            GenerationOrder order,
            GenerationSnapshot snapshot,
            List<Step> steps,
            Job job,
            boolean yields) {
        var expected = new HashMap<UUID, Integer>();
        var set = new ArrayList<Change>();
        var planIds = new LinkedHashMap<YearMonth, UUID>();
        var created = new HashSet<UUID>();
        for (var step : steps) {
            var month = step.month();
            var planId = planOf(order, month, snapshot, created);
            planIds.put(month, planId);
            var wanted = wanted(step.layout());
            if (order.findProposal().isPresent()) {
                wanted = copies(snapshot, month, planId, wanted);
            }
            var free = snapshot.usable(order, month);
            if (order.keep() == GenerationOrder.Keep.NONE) {
                free.stream()
                        .filter(PlannedVisit::pinned)
                        .forEach(visit -> set.add(new Change.Pin(visit.id(), false)));
            }
            free.forEach(visit -> expected.put(visit.id(), visit.version()));
            set.addAll(Reconciliation.changes(planId, free, wanted, waiting(step)));
        }
        var whole = ChangeSet.of(ChangeSet.Cause.GENERATED, job.author(), set).expecting(expected);
        var outcome =
                yields
                        ? amongOthers(whole, snapshot, planIds.values(), job.id())
                        : changes.make(whole, job.id());
        return switch (outcome) {
            case ChangeOutcome.Applied _ -> {
                if (!order.isPartial()) {
                    for (var step : steps) {
                        var bound = step.problem().boundMetres(step.layout());
                        plans.setBound(
                                Objects.requireNonNull(planIds.get(step.month())),
                                bound.name(),
                                bound.cost());
                    }
                }
                yield Optional.of(planIds.values().stream().map(this::made).toList());
            }
            case ChangeOutcome.Stale _ -> {
                created.forEach(plans::delete);
                yield Optional.empty();
            }
            case ChangeOutcome.Refused(var refusals) -> {
                // A visit was added or finished where the search wanted another one.
                log.info("A generated plan is refused, searching again: {}", refusals);
                created.forEach(plans::delete);
                yield Optional.empty();
            }
        };
    }

    /// Nobody else changes the plans until it is done: a second or so, in which routes are
    /// evaluated but nothing is searched. Without the lock, changes by hand that come every few
    /// hundred milliseconds would always be first.
    private ChangeOutcome amongOthers(
            ChangeSet set, GenerationSnapshot snapshot, Collection<UUID> planIds, UUID changeId) {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    plans.lock(planIds);
                    return new Yielding(changes, snapshot.free()).make(set, changeId);
                }));
    }

    private static Map<DayKey, List<Wanted>> wanted(MonthProblem.Layout layout) {
        Map<DayKey, List<Wanted>> routes = new LinkedHashMap<>();
        layout.routes()
                .forEach((day, stops) ->
                        routes.put(
                                day,
                                stops.stream()
                                        .map(stop ->
                                                new Wanted(
                                                        stop.kept(),
                                                        stop.call()
                                                                .map(call -> call.store().id())
                                                                .orElse(""),
                                                        stop.call()
                                                                .map(Demand.Call::extra)
                                                                .orElse(false)))
                                        .toList()));
        return routes;
    }

    private static List<Map.Entry<Wanted, Unplaced>> waiting(Step step) {
        var waiting = new ArrayList<Map.Entry<Wanted, Unplaced>>();
        step.layout()
                .waiting()
                .forEach((name, why) -> {
                    var call = step.problem().findCall(name).orElseThrow();
                    waiting.add(
                            Map.entry(
                                    new Wanted(Optional.empty(), call.store().id(), call.extra()),
                                    why));
                });
        for (var call : step.hopeless()) {
            waiting.add(Map.entry(new Wanted(Optional.empty(), call.store().id(), false), NO_DAY));
        }
        return waiting;
    }

    private static final Unplaced NO_DAY =
            new Unplaced(Unplaced.Code.NO_ROOM, List.of(new Unplaced.Blocked("spacing", 1)), null);

    /// What a plan is now.
    MadeMonth made(UUID planId) {
        var plan = plans.find(planId).orElseThrow();
        var all = visits.listByPlan(planId);
        int placed = (int) all.stream().filter(PlannedVisit::isInRoute).count();
        int unplaced = (int) all.stream().filter(PlannedVisit::isToPlace).count();
        return new MadeMonth(planId, plan.month(), plan.version(), placed, unplaced);
    }

    private UUID planOf(
            GenerationOrder order,
            YearMonth month,
            GenerationSnapshot snapshot,
            Set<UUID> created) {
        var now = clock.instant();
        var proposal = order.findProposal();
        if (proposal.isEmpty()) {
            var row = plans.findRow(month);
            if (row.isPresent()) {
                return row.get().id();
            }
        }
        var basedOn = snapshot.published().get(month);
        var head =
                new PlanHead(
                        UUID.randomUUID(),
                        month,
                        proposal.orElse(PlanHead.Kind.PUBLISHED),
                        Optional.ofNullable(order.name()),
                        proposal.isPresent() && basedOn != null
                                ? OptionalInt.of(basedOn.version())
                                : OptionalInt.empty(),
                        0,
                        Optional.empty(),
                        0,
                        now,
                        now);
        if (proposal.isPresent()) {
            // What an attempt that was cut short has left of it.
            plans.deleteUnwritten(month, String.valueOf(order.name()));
        }
        if (plans.insert(head)) {
            if (proposal.isPresent()) {
                created.add(head.id());
            }
            return head.id();
        }
        return plans.findRow(month)
                .filter(_ -> proposal.isEmpty())
                .map(PlanHead::id)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "A proposal of this name was made at the same time."));
    }

    /// A proposal has copies of what stays; its routes name the copies.
    private Map<DayKey, List<Wanted>> copies(
            GenerationSnapshot snapshot,
            YearMonth month,
            UUID planId,
            Map<DayKey, List<Wanted>> wanted) {
        Map<UUID, UUID> copies = new HashMap<>();
        List<PlannedVisit> rows = new ArrayList<>();
        Map<DayKey, List<Wanted>> routes = new LinkedHashMap<>(wanted);
        for (var visit : snapshot.kept()) {
            if (visit.month().equals(month)) {
                var id = UUID.randomUUID();
                copies.put(visit.id(), id);
                rows.add(
                        new PlannedVisit(
                                id,
                                planId,
                                month,
                                visit.storeId(),
                                visit.extra(),
                                visit.placement(),
                                visit.status(),
                                visit.pinned(),
                                visit.unplaced(),
                                visit.deferredUntil(),
                                visit.times(),
                                1,
                                visit.createdAt(),
                                visit.updatedAt()));
                visit.day().ifPresent(day -> routes.putIfAbsent(day, List.of()));
            }
        }
        transaction.executeWithoutResult(_ -> visits.insert(rows));
        routes.replaceAll((day, stops) ->
                stops.stream()
                        .map(stop ->
                                new Wanted(
                                        stop.kept().map(id -> copies.getOrDefault(id, id)),
                                        stop.storeId(),
                                        stop.extra()))
                        .toList());
        return routes;
    }
}
