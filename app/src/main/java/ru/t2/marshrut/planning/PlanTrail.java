package ru.t2.marshrut.planning;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;

/// What follows from every new version of a plan in force, within its transaction: an entry in the
/// audit trail, and word of a new plan if it is one. Thread-safe.
@Component
class PlanTrail {

    private static final Set<ChangeSet.Cause> NEW_PLAN =
            EnumSet.of(
                    ChangeSet.Cause.GENERATED,
                    ChangeSet.Cause.DRAFT_PUBLISHED,
                    ChangeSet.Cause.RESTORED);

    /// An entry tells each visit up to here; of more, a whole month say, it tells the number only,
    /// and the plan's versions have the rest.
    private static final int TOLD_VISITS = 50;

    private final Planning planning;
    private final PlanRepository plans;
    private final VisitRepository visits;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    PlanTrail(
            Planning planning,
            PlanRepository plans,
            VisitRepository visits,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.planning = planning;
        this.plans = plans;
        this.visits = visits;
        this.audit = audit;
        this.events = events;
    }

    /// A visit as an entry shows it.
    record ToldVisit(UUID visitId, @Nullable VisitState state) {}

    /// A plan as an entry shows it.
    ///
    /// @param visits those that changed; null when they are too many to tell
    record ToldPlan(int version, @Nullable List<ToldVisit> visits) {}

    /// The same after the change.
    record ToldChange(
            int version,
            UUID changeId,
            int changedVisits,
            int changedDays,
            @Nullable List<ToldVisit> visits) {}

    @EventListener
    void record(PlanChanged change) {
        var version =
                plans.listVersionsOfChange(change.changeId()).stream()
                        .filter(each -> each.planId().equals(change.planId()))
                        .findFirst()
                        .orElseThrow();
        int before = change.version() - 1;
        boolean few = version.changedVisits() <= TOLD_VISITS;
        List<PlanRepository.VisitDelta> deltas =
                few ? plans.listVisitChanges(change.planId(), before, change.version()) : List.of();
        audit.recordAs(
                version.author(),
                action(change.cause()),
                "plan",
                change.month().toString(),
                before == 0
                        ? null
                        : new ToldPlan(
                                before,
                                few
                                        ? deltas.stream()
                                                .map(delta ->
                                                        new ToldVisit(
                                                                delta.visitId(),
                                                                delta.before().orElse(null)))
                                                .toList()
                                        : null),
                new ToldChange(
                        change.version(),
                        change.changeId(),
                        version.changedVisits(),
                        change.days().size(),
                        few
                                ? deltas.stream()
                                        .map(delta -> new ToldVisit(delta.visitId(), delta.after()))
                                        .toList()
                                : null),
                version.comment());
        if (NEW_PLAN.contains(change.cause())) {
            var counts = visits.count(change.planId());
            events.publishEvent(
                    new PlanPublished(
                            change.planId(),
                            change.month(),
                            change.version(),
                            counts.inRoutes(),
                            counts.toPlace()));
        }
    }

    private static String action(ChangeSet.Cause cause) {
        return switch (cause) {
            case GENERATED -> "generate";
            case MOVED -> "move";
            case OWN_ORDER -> "set_order";
            case OPTIMISED -> "optimise";
            case RESOLVED -> "resolve";
            case STATUS -> "change_status";
            case DISRUPTION -> "mend";
            case UNDONE -> "undo";
            case RESTORED -> "restore";
            case DRAFT_PUBLISHED -> "publish";
            case IMPORTED -> "import";
        };
    }

    /// [Planning#changeStatus] for a person who changes it in the plan.
    @Transactional
    public StatusChange.Result changeStatus(StatusChange change) {
        var before = planning.findVisit(change.visitId()).map(VisitState::of);
        var result = planning.changeStatus(change);
        if (result instanceof StatusChange.Result.Changed(var visit)
                && !before.equals(Optional.of(VisitState.of(visit)))) {
            audit.recordAs(
                    change.author(),
                    change.correction() ? "correct" : "change_status",
                    "visit",
                    visit.id().toString(),
                    before.orElse(null),
                    VisitState.of(visit),
                    change.reason());
        }
        return result;
    }
}
