package ru.t2.marshrut.disruption;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.planning.ChangeOutcome;
import ru.t2.marshrut.planning.Closures;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.ReplanProposal;
import ru.t2.marshrut.planning.Replanning;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.team.Absences;

/// Disruptions: proposed, confirmed, taken back. Thread-safe.
///
/// A proposal changes nothing. Applying changes the plan and the disruption's state in one
/// transaction, and only if nothing the proposal was worked out from has changed since.
@Service
public class Disruptions {

    private static final Logger log = LoggerFactory.getLogger(Disruptions.class);

    private final DisruptionScope scope;
    private final Replanning replanning;
    private final Planning planning;
    private final Closures closures;
    private final Absences absences;
    private final PreviewAssembler assembler;
    private final DisruptionRepository repository;
    private final AuditTrail audit;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    Disruptions(
            DisruptionScope scope,
            Replanning replanning,
            Planning planning,
            Closures closures,
            Absences absences,
            PreviewAssembler assembler,
            DisruptionRepository repository,
            AuditTrail audit,
            CurrentActor actor,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.scope = scope;
        this.replanning = replanning;
        this.planning = planning;
        this.closures = closures;
        this.absences = absences;
        this.assembler = assembler;
        this.repository = repository;
        this.audit = audit;
        this.actor = actor;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Works out what could be done and keeps the proposal; the plan stays as it is.
    Disruption propose(DisruptionRequest request) {
        long started = System.nanoTime();
        var proposals = proposals(request);
        var stored = StoredProposal.of(proposals);
        var changes = stored.changes(actor.name());
        var preview =
                switch (planning.preview(changes)) {
                    case ChangeOutcome.Applied applied -> assembler.of(proposals, applied);
                    case ChangeOutcome.Stale _ -> throw conflict("plan_changed");
                    case ChangeOutcome.Refused refused ->
                            throw new IllegalStateException(
                                    "A proposal breaks the plan's rules: %s"
                                            .formatted(refused.refusals()));
                };
        var disruption =
                new Disruption(
                        UUID.randomUUID(),
                        Disruption.State.PREVIEWED,
                        request,
                        preview,
                        actor.name(),
                        null,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        null,
                        null);
        repository.insert(disruption, stored);
        log.info(
                "Proposed a re-plan for {}: {} affected, {} moved, {} others, {} to place, spread {} in {} ms",
                request.kind().word(),
                preview.affected(),
                preview.moves().size(),
                preview.movedOthers(),
                preview.unplaced().size(),
                preview.spread(),
                (System.nanoTime() - started) / 1_000_000);
        return disruption;
    }

    private List<ReplanProposal> proposals(DisruptionRequest request) {
        var proposals = new ArrayList<ReplanProposal>();
        for (var task : scope.tasks(request)) {
            replanning.propose(task).ifPresent(proposals::add);
        }
        return proposals;
    }

    Optional<Disruption> find(UUID id) {
        return repository.find(id).map(DisruptionRepository.Row::disruption);
    }

    long count(Optional<String> state) {
        return repository.count(state);
    }

    /// The newest first.
    List<Disruption> list(Optional<String> state, int limit, int offset) {
        return repository.list(state, limit, offset);
    }

    /// Carries a proposal out.
    ///
    /// @throws ApiException 409 if the plan has changed since or it was carried out already
    Disruption apply(UUID id) {
        var seen = repository.find(id).filter(DisruptionRepository.Row::isPreviewed);
        // There are no versions to keep, so whether it still holds has to be looked up.
        if (seen.isPresent()
                && seen.get().proposal().changesNothing()
                && !StoredProposal.of(proposals(seen.get().disruption().request()))
                        .changesNothing()) {
            throw conflict("plan_changed");
        }
        return Objects.requireNonNull(transaction.execute(_ -> carryOut(id)));
    }

    private Disruption carryOut(UUID id) {
        var row = lock(id, Disruption.State.PREVIEWED);
        UUID changeId = null;
        closures.add(id, scope.closures(row.disruption().request()));
        scope.absence(row.disruption().request()).ifPresent(span -> absences.add(id, span));
        if (!row.proposal().changesNothing()) {
            var comment = Optional.ofNullable(row.disruption().request().comment());
            changeId =
                    changed(planning.apply(row.proposal().changes(actor.name()).because(comment)));
        }
        repository.markApplied(id, changeId, clock.instant());
        var applied = find(id).orElseThrow();
        var request = applied.request();
        audit.record("apply", "disruption", id.toString(), row.disruption(), applied);
        events.publishEvent(
                new DisruptionApplied(
                        id,
                        request.kind().word(),
                        request.from(),
                        request.lastDay(),
                        applied.preview().moves().size(),
                        applied.preview().unplaced().size()));
        return applied;
    }

    /// Takes it back: the plan is as it was before.
    ///
    /// @throws ApiException 409 if what it changed has changed since, or it is not applied
    @Transactional
    public Disruption undo(UUID id) {
        var row = lock(id, Disruption.State.APPLIED);
        var changeId = row.disruption().changeId();
        closures.remove(id);
        absences.remove(id);
        if (changeId != null) {
            changed(planning.undo(changeId, actor.name(), Optional.empty()));
        }
        repository.markUndone(id, clock.instant());
        var undone = find(id).orElseThrow();
        var request = undone.request();
        audit.record("undo", "disruption", id.toString(), row.disruption(), undone);
        events.publishEvent(
                new DisruptionUndone(id, request.kind().word(), request.from(), request.lastDay()));
        return undone;
    }

    private DisruptionRepository.Row lock(UUID id, Disruption.State needed) {
        var row =
                repository
                        .lock(id)
                        .orElseThrow(() ->
                                ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id.toString()));
        if (row.disruption().state() != needed) {
            throw ApiException.of(
                            HttpStatus.CONFLICT,
                            "disruption_state",
                            row.disruption().state().word(),
                            needed.word())
                    .with("current_state", row.disruption().state().word());
        }
        return row;
    }

    private static @Nullable UUID changed(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Applied applied -> applied.changeId().orElse(null);
            case ChangeOutcome.Stale _ -> throw conflict("plan_changed");
            case ChangeOutcome.Refused _ -> throw conflict("plan_changed");
        };
    }

    private static ApiException conflict(String code) {
        return ApiException.of(HttpStatus.CONFLICT, code);
    }
}
