package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.platform.VisitCounter;

/// The plans, for other features: who visits which store on which day. Thread-safe.
@Service
public class Planning implements VisitCounter {

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanReading reading;
    private final PlanChanges changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Planning(
            PlanRepository plans,
            VisitRepository visits,
            PlanReading reading,
            PlanChanges changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.reading = reading;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /// The plan in force of a month.
    public Optional<PlanHead> findPlan(YearMonth month) {
        return plans.findPublished(month);
    }

    public Optional<PlanHead> findPlan(UUID id) {
        return plans.find(id);
    }

    /// Drafts and thought experiments of a month, the newest first.
    public List<PlanHead> listProposals(YearMonth month) {
        return plans.listProposals(month);
    }

    public Optional<PlannedVisit> findVisit(UUID id) {
        return visits.listByIds(List.of(id)).stream().findFirst();
    }

    /// The known ones of these visits, in no particular order.
    public List<PlannedVisit> listVisits(List<UUID> ids) {
        return visits.listByIds(ids);
    }

    /// The routes in force on some days, in order of day and rep; both days included.
    public List<RepDay> listDays(LocalDate from, LocalDate to) {
        var days = new ArrayList<RepDay>();
        for (var plan : plansOf(from, to)) {
            days.addAll(reading.byDates(plan.id(), from, to));
        }
        return days;
    }

    /// The routes in force of one rep on some days; both included.
    public List<RepDay> listDays(String repId, LocalDate from, LocalDate to) {
        var days = new ArrayList<RepDay>();
        for (var plan : plansOf(from, to)) {
            days.addAll(reading.byRep(plan.id(), repId, from, to));
        }
        return days;
    }

    /// A rep's route in force.
    public Optional<RepDay> findDay(DayKey day) {
        return plans.findPublished(YearMonth.from(day.date()))
                .flatMap(plan -> reading.byDays(plan.id(), List.of(day)).stream().findFirst());
    }

    /// All visits of a month's plan in force, those that wait last.
    public List<PlannedVisit> listVisits(YearMonth month) {
        return plans.findPublished(month)
                .map(plan -> visits.listByPlan(plan.id()))
                .orElse(List.of());
    }

    /// The "to place" list of a month's plan in force: visits without a day, and skipped ones.
    public List<PlannedVisit> listToPlace(YearMonth month) {
        return plans.findPublished(month)
                .map(plan -> visits.listToPlace(plan.id()))
                .orElse(List.of());
    }

    /// Keeps everybody else from changing the plans in force of some months until the caller's
    /// transaction ends: for whoever does several things that belong together.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<YearMonth> months) {
        plans.lock(
                months.stream()
                        .distinct()
                        .flatMap(month -> plans.findPublished(month).stream())
                        .map(PlanHead::id)
                        .toList());
    }

    /// Makes all changes of a set, or none.
    public ChangeOutcome apply(ChangeSet set) {
        return changes.make(set);
    }

    /// What [#apply] would do at this moment.
    public ChangeOutcome preview(ChangeSet set) {
        return changes.preview(set);
    }

    /// Takes a set of changes back, completely or not at all: if a visit it changed has changed
    /// since, in more than its place in the order, the outcome is [ChangeOutcome.Stale].
    ///
    /// @throws java.util.NoSuchElementException if there is no such set
    public ChangeOutcome undo(UUID changeId, String author, Optional<String> comment) {
        var versions = plans.listVersionsOfChange(changeId);
        if (versions.isEmpty()) {
            throw new java.util.NoSuchElementException(
                    "There is no set of changes %s.".formatted(changeId));
        }
        var back = new ArrayList<Change>();
        var owners = new ArrayList<Map.Entry<PlanEdit.RouteKey, Boolean>>();
        var stale = new ArrayList<ChangeOutcome.StaleThing>();
        var expected = new java.util.HashMap<UUID, Integer>();
        for (var version : versions) {
            var deltas =
                    plans.listVisitChanges(
                            version.planId(), version.number() - 1, version.number());
            var current =
                    visits
                            .listByIds(
                                    deltas.stream()
                                            .map(PlanRepository.VisitDelta::visitId)
                                            .toList())
                            .stream()
                            .collect(
                                    java.util.stream.Collectors.toMap(
                                            PlannedVisit::id, visit -> visit));
            for (var delta : deltas) {
                var visit = current.get(delta.visitId());
                if (visit == null || !sameButForPlace(VisitState.of(visit), delta.after())) {
                    stale.add(
                            new ChangeOutcome.StaleThing(
                                    delta.visitId(), null, visit == null ? 0 : visit.version()));
                    continue;
                }
                expected.put(visit.id(), visit.version());
                back.add(
                        delta.before()
                                .<Change>map(state -> new Change.Restore(visit.id(), state))
                                .orElseGet(() -> new Change.Cancel(visit.id())));
            }
            plans.listDayChanges(version.planId(), version.number() - 1, version.number())
                    .forEach(day ->
                            owners.add(
                                    Map.entry(
                                            new PlanEdit.RouteKey(version.planId(), day.key()),
                                            day.ownBefore())));
        }
        if (!stale.isEmpty()) {
            return new ChangeOutcome.Stale(stale);
        }
        return changes.make(
                ChangeSet.of(ChangeSet.Cause.UNDONE, author, back)
                        .because(comment)
                        .expecting(expected),
                edit -> {
                    edit.sortByPlace();
                    owners.forEach(owner -> edit.setOwnOrder(owner.getKey(), owner.getValue()));
                });
    }

    private static boolean sameButForPlace(VisitState a, VisitState b) {
        return new VisitState(
                        a.repId(),
                        a.date(),
                        b.position(),
                        a.status(),
                        a.pinned(),
                        a.unplaced(),
                        a.deferredUntil())
                .equals(b);
    }

    /// Changes a visit's status where it stands. For what changes routes (cancelling, another day)
    /// use [#apply].
    @Transactional
    public StatusChange.Result changeStatus(StatusChange change) {
        var found = visits.listByIds(List.of(change.visitId()));
        if (found.isEmpty()) {
            return new StatusChange.Result.Unknown(change.visitId());
        }
        // The order of locks is that of all writers: the plan first.
        plans.lock(List.of(found.getFirst().planId()));
        var visit = visits.listByIds(List.of(change.visitId())).getFirst();
        var seen = change.expectedVersion();
        if (seen.isPresent() && seen.getAsInt() != visit.version()) {
            return new StatusChange.Result.Stale(visit);
        }
        if (visit.status() == change.to()) {
            return new StatusChange.Result.Changed(visit);
        }
        boolean correction = change.correction() && visit.status().isFinal();
        if (!correction && !visit.status().allowedTransitions().contains(change.to())) {
            return new StatusChange.Result.Forbidden(visit, change.to());
        }
        boolean needsDay = change.to() != VisitStatus.CANCELLED;
        boolean offRoute =
                visit.placement()
                        .map(placement -> placement.position() == Placement.OFF_ROUTE)
                        .orElse(true);
        if (needsDay && offRoute) {
            return new StatusChange.Result.NotPlaced(visit);
        }
        if (change.to() == VisitStatus.CANCELLED) {
            throw new IllegalArgumentException(
                    "Cancelling visit %s changes its route. Use apply with Change.Cancel."
                            .formatted(visit.id()));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var after =
                new PlannedVisit(
                        visit.id(),
                        visit.planId(),
                        visit.month(),
                        visit.storeId(),
                        visit.extra(),
                        visit.placement(),
                        change.to(),
                        visit.pinned(),
                        Optional.empty(),
                        visit.deferredUntil(),
                        visit.times(),
                        visit.version() + 1,
                        visit.createdAt(),
                        now);
        if (correction) {
            visits.announceCorrection();
        }
        visits.update(List.of(after));
        visits.insertStatusChange(
                visit.id(),
                now,
                change.author(),
                visit.status(),
                change.to(),
                change.reason(),
                correction);
        events.publishEvent(
                new VisitStatusChanged(after, visit.status(), correction, change.author(), now));
        return new StatusChange.Result.Changed(after);
    }

    /// The newest versions of a plan first.
    public List<PlanVersion> listVersions(UUID planId, int limit, int offset) {
        return plans.listVersions(planId, limit, offset);
    }

    @Override
    public int visitsOn(LocalDate day) {
        return visits.countOn(day);
    }

    private List<PlanHead> plansOf(LocalDate from, LocalDate to) {
        var found = new ArrayList<PlanHead>();
        for (var month = YearMonth.from(from);
                !month.isAfter(YearMonth.from(to));
                month = month.plusMonths(1)) {
            plans.findPublished(month).ifPresent(found::add);
        }
        return found;
    }
}
