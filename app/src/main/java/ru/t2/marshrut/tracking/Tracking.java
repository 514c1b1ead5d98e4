package ru.t2.marshrut.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.StatusChange;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.team.Rep;

/// Keeps what reps and dispatchers tell about visits. Thread-safe.
///
/// Phones may be offline: what they tell comes late, twice and in any order. An event counts once,
/// by its id; its own time counts, not that of its coming.
@Service
public class Tracking {

    private static final Duration AHEAD_LIMIT = Duration.ofMinutes(5);
    private static final int BEHIND_LIMIT_DAYS = 370;

    private final FactRepository facts;
    private final Planning planning;
    private final Lateness lateness;
    private final AuditTrail audit;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Tracking(
            FactRepository facts,
            Planning planning,
            Lateness lateness,
            AuditTrail audit,
            CurrentActor actor,
            ApplicationEventPublisher events,
            Clock clock) {
        this.facts = facts;
        this.planning = planning;
        this.lateness = lateness;
        this.audit = audit;
        this.actor = actor;
        this.events = events;
        this.clock = clock;
    }

    /// What a rep can tell.
    enum Kind {
        ARRIVE,
        LEAVE,
        SKIP;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Keeps what a rep tells about a visit of his.
    ///
    /// @throws ApiException 404 if it is not his, 422 if the visit's status or the times forbid it
    @Transactional
    public VisitFact tell(Rep rep, UUID visitId, Kind kind, FactInput input) {
        var visit =
                planning.findVisit(visitId)
                        .filter(found ->
                                found.placement()
                                        .filter(place -> place.repId().equals(rep.id()))
                                        .isPresent())
                        .orElseThrow(() -> unknown(visitId));
        if (kind == Kind.SKIP && (input.reason() == null || input.reason().isBlank())) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("reason", "tracking.reason_needed")));
        }
        var at = time("occurred_at", input.occurredAt());
        var eventId = input.eventId() == null ? UUID.randomUUID() : input.eventId();
        if (!facts.insertEvent(eventId, visitId, kind.word(), at, clock.instant(), rep.id())) {
            var known = facts.findEvent(eventId).orElseThrow();
            if (!known.visitId().equals(visitId) || !known.kind().equals(kind.word())) {
                throw ApiException.invalidInput(
                        List.of(FieldProblem.of("event_id", "tracking.event_id_reused")));
            }
            return facts.find(visitId).orElseThrow(() -> unknown(visitId));
        }
        var now =
                switch (kind) {
                    case ARRIVE -> arrive(visit, at, input);
                    case LEAVE -> leave(visit, at, input);
                    case SKIP -> skip(visit, input);
                };
        lateness.check(now.repId(), now.visitDate());
        return now;
    }

    private VisitFact arrive(PlannedVisit visit, Instant at, FactInput input) {
        // The status decides under the plan's lock, the fact follows.
        var current = planning.findVisit(visit.id()).orElseThrow();
        if (current.status() == VisitStatus.SKIPPED || current.status() == VisitStatus.CANCELLED) {
            throw forbidden(current, "in_progress");
        }
        var old = facts.find(visit.id());
        var left = old.map(VisitFact::leftAt).orElse(null);
        requireOrder(at, left, "occurred_at");
        var known = old.map(VisitFact::arrivedAt).orElse(null);
        var fact =
                fact(
                        visit,
                        old.map(VisitFact::outcome).orElse(VisitFact.Outcome.IN_PROGRESS),
                        known == null || at.isBefore(known) ? at : known,
                        left,
                        null,
                        input.note() == null
                                ? old.map(VisitFact::note).orElse(null)
                                : input.note());
        facts.save(fact);
        if (known == null) {
            events.publishEvent(new VisitStarted(visit.id(), fact.storeId(), fact.repId(), at));
        }
        return fact;
    }

    private VisitFact leave(PlannedVisit visit, Instant at, FactInput input) {
        changeStatus(visit.id(), VisitStatus.COMPLETED, Optional.empty(), false);
        var old = facts.find(visit.id());
        var arrived = old.map(VisitFact::arrivedAt).orElse(null);
        requireOrder(arrived, at, "occurred_at");
        var known = old.map(VisitFact::leftAt).orElse(null);
        var fact =
                fact(
                        visit,
                        VisitFact.Outcome.COMPLETED,
                        arrived,
                        known == null || at.isAfter(known) ? at : known,
                        null,
                        input.note() == null
                                ? old.map(VisitFact::note).orElse(null)
                                : input.note());
        facts.save(fact);
        return fact;
    }

    private VisitFact skip(PlannedVisit visit, FactInput input) {
        changeStatus(visit.id(), VisitStatus.SKIPPED, Optional.ofNullable(input.reason()), false);
        var old = facts.find(visit.id());
        var fact =
                fact(
                        visit,
                        VisitFact.Outcome.SKIPPED,
                        old.map(VisitFact::arrivedAt).orElse(null),
                        old.map(VisitFact::leftAt).orElse(null),
                        input.reason(),
                        input.note());
        facts.save(fact);
        return fact;
    }

    /// A dispatcher records or corrects a fact, whatever the visit's status; the audit trail has
    /// what it was before.
    @Transactional
    public Optional<VisitFact> record(CorrectionInput input) {
        var visit = planning.findVisit(input.visitId()).orElseThrow(() -> unknown(input.visitId()));
        var arrived = input.arrivedAt() == null ? null : time("arrived_at", input.arrivedAt());
        var left = input.leftAt() == null ? null : time("left_at", input.leftAt());
        requireOrder(arrived, left, "left_at");
        boolean done = input.status() == CorrectionInput.Status.COMPLETED;
        if (!done && (arrived != null || left != null)) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("arrived_at", "tracking.times_of_completed")));
        }
        boolean correction = visit.status().isFinal();
        changeStatus(visit.id(), input.status().planned(), Optional.of(input.reason()), correction);
        var old = facts.find(visit.id());
        if (input.status() == CorrectionInput.Status.PLANNED) {
            facts.delete(visit.id());
            audit.record(
                    "correct",
                    "visit",
                    visit.id().toString(),
                    old.orElse(null),
                    null,
                    Optional.of(input.reason()));
            return Optional.empty();
        }
        var fact =
                fact(
                        visit,
                        done ? VisitFact.Outcome.COMPLETED : VisitFact.Outcome.SKIPPED,
                        arrived,
                        left,
                        done ? null : input.reason(),
                        input.note());
        facts.save(fact);
        audit.record(
                old.isPresent() || correction ? "correct" : "record",
                "visit",
                visit.id().toString(),
                old.orElse(null),
                fact,
                Optional.of(input.reason()));
        return Optional.of(fact);
    }

    /// Writes a fact as a file tells it, or as it was before; the audit trail has both. The visit's
    /// status follows by the same rules as by hand: a final one by a correction.
    ///
    /// @param why for the audit trail and the visit's history
    /// @throws ApiException 404, 422 if the status machine or the order of times forbids it
    @Transactional
    public void put(UUID visitId, FactState state, String why) {
        var visit = planning.findVisit(visitId).orElseThrow(() -> unknown(visitId));
        requireOrder(state.arrivedAt(), state.leftAt(), "left_at");
        var to = state.status();
        if (to == VisitStatus.CANCELLED) {
            throw forbidden(visit, to.word());
        }
        boolean throughPlanned =
                visit.status() == VisitStatus.SKIPPED
                        && to != VisitStatus.SKIPPED
                        && to != VisitStatus.PLANNED;
        if (throughPlanned) {
            changeStatus(visitId, VisitStatus.PLANNED, Optional.of(why), false);
        }
        changeStatus(visitId, to, Optional.of(why), visit.status().isFinal());
        var old = facts.find(visitId);
        if (to.isOpen() && state.arrivedAt() == null) {
            if (old.isPresent()) {
                facts.delete(visitId);
                audit.record(
                        "correct", "visit", visitId.toString(), old.get(), null, Optional.of(why));
            }
            return;
        }
        var outcome =
                switch (to) {
                    case COMPLETED -> VisitFact.Outcome.COMPLETED;
                    case SKIPPED -> VisitFact.Outcome.SKIPPED;
                    default -> VisitFact.Outcome.IN_PROGRESS;
                };
        var fact =
                fact(
                        visit,
                        outcome,
                        state.arrivedAt(),
                        state.leftAt(),
                        state.reason(),
                        state.note());
        facts.save(fact);
        audit.record(
                old.isPresent() ? "correct" : "record",
                "visit",
                visitId.toString(),
                old.orElse(null),
                fact,
                Optional.of(why));
    }

    private void changeStatus(
            UUID visitId, VisitStatus to, Optional<String> reason, boolean correction) {
        var result =
                planning.changeStatus(
                        new StatusChange(
                                visitId,
                                to,
                                OptionalInt.empty(),
                                reason,
                                actor.name(),
                                correction));
        switch (result) {
            case StatusChange.Result.Changed _ -> {}
            case StatusChange.Result.Forbidden(var visit, var requested) ->
                    throw forbidden(visit, requested.word());
            case StatusChange.Result.NotPlaced(var visit) -> throw forbidden(visit, to.word());
            case StatusChange.Result.Stale(var visit) ->
                    throw ApiException.staleVersion(visit.version());
            case StatusChange.Result.Unknown(var id) -> throw unknown(id);
        }
    }

    private VisitFact fact(
            PlannedVisit visit,
            VisitFact.Outcome outcome,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt,
            @Nullable String reason,
            @Nullable String note) {
        var place = visit.placement().orElseThrow(() -> forbidden(visit, outcome.word()));
        return VisitFact.of(
                visit.id(),
                visit.storeId(),
                place.repId(),
                place.date(),
                outcome,
                arrivedAt,
                leftAt,
                reason,
                note,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Instant time(String field, @Nullable OffsetDateTime given) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (given == null) {
            return now;
        }
        var at = given.toInstant().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now.plus(AHEAD_LIMIT))
                || at.isBefore(now.minus(Duration.ofDays(BEHIND_LIMIT_DAYS)))) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of(field, "tracking.time", BEHIND_LIMIT_DAYS)));
        }
        return at;
    }

    private static void requireOrder(
            @Nullable Instant arrived, @Nullable Instant left, String field) {
        if (arrived != null && left != null && left.isBefore(arrived)) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of(field, "tracking.left_before_arrival")));
        }
    }

    private static ApiException forbidden(PlannedVisit visit, String requested) {
        return ApiException.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "forbidden_visit_status",
                        visit.status().word(),
                        requested)
                .with("current_status", visit.status().word())
                .with("requested_status", requested)
                .with(
                        "allowed_transitions",
                        visit.status().allowedTransitions().stream()
                                .map(VisitStatus::word)
                                .toList());
    }

    private static ApiException unknown(UUID id) {
        return ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id.toString());
    }
}
