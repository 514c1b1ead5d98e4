package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.planning.PlanEdit.RouteKey;

/// Writes changed plans with their histories, unless something has changed meanwhile. Thread-safe.
@Component
class ChangeWriting {

    private final PlanExcerpts excerpts;
    private final PlanRepository plans;
    private final VisitRepository visits;
    private final DayRepository days;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangeWriting(
            PlanExcerpts excerpts,
            PlanRepository plans,
            VisitRepository visits,
            DayRepository days,
            ApplicationEventPublisher events,
            Clock clock) {
        this.excerpts = excerpts;
        this.plans = plans;
        this.visits = visits;
        this.days = days;
        this.events = events;
        this.clock = clock;
    }

    /// Within a transaction.
    ///
    /// @return false if something that was read has changed since
    boolean write(ChangeSet set, PlanExcerpt before, ChangedPlans work, UUID changeId) {
        var heads = plans.lock(before.plans().stream().map(PlanHead::id).toList());
        if (heads.size() != before.plans().size() || !excerpts.isUnchanged(before, work)) {
            return false;
        }
        if (set.cause() == ChangeSet.Cause.RESTORED || set.cause() == ChangeSet.Cause.UNDONE) {
            visits.announceCorrection();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var head : heads) {
            var changed = work.visits().getOrDefault(head.id(), List.of());
            var touched =
                    work.routes().keySet().stream()
                            .filter(key -> key.planId().equals(head.id()))
                            .toList();
            var gone = PlanExcerpt.daysOf(work.gone(), head.id());
            if (changed.isEmpty() && touched.isEmpty() && gone.isEmpty()) {
                continue;
            }
            int number = head.version() + 1;
            visits.insert(
                    changed.stream().filter(v -> !before.visits().containsKey(v.id())).toList());
            visits.update(
                    changed.stream().filter(v -> before.visits().containsKey(v.id())).toList());
            days.save(
                    head.id(),
                    touched.stream()
                            .map(key -> {
                                var day = Optional.ofNullable(work.routes().get(key)).orElseThrow();
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

    private void record(
            ChangeSet set,
            PlanExcerpt before,
            PlanHead head,
            int number,
            UUID changeId,
            List<PlannedVisit> changed,
            List<RouteKey> touched,
            ChangedPlans work,
            Instant now) {
        var deltas = new ArrayList<PlanRepository.VisitDelta>();
        for (var visit : changed) {
            var old = Optional.ofNullable(before.visits().get(visit.id())).map(VisitState::of);
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
                        Money.ZERO,
                        0));
        plans.insertVisitChanges(head.id(), number, deltas);
        var dayDeltas = new ArrayList<PlanRepository.DayDelta>();
        for (var key : touched) {
            var row = before.days().get(key);
            boolean own = row != null && row.ownOrder();
            boolean ownNow = Optional.ofNullable(work.routes().get(key)).orElseThrow().ownOrder();
            if (own != ownNow) {
                dayDeltas.add(new PlanRepository.DayDelta(key.day(), own, ownNow));
            }
        }
        plans.insertDayChanges(head.id(), number, dayDeltas);
    }

    private void announce(
            ChangeSet set,
            PlanExcerpt before,
            PlanHead head,
            int number,
            UUID changeId,
            List<PlannedVisit> changed,
            List<RouteKey> touched,
            Collection<DayKey> gone,
            Instant now) {
        if (head.kind() != PlanHead.Kind.PUBLISHED) {
            return;
        }
        for (var visit : changed) {
            var old = before.visits().get(visit.id());
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
