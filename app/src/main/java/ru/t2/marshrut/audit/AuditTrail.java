package ru.t2.marshrut.audit;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.platform.CurrentActor;

/// The trail of changes, for other features to add to. Thread-safe.
@Service
public class AuditTrail {

    private final AuditRepository repository;
    private final CurrentActor actor;
    private final Clock clock;

    AuditTrail(AuditRepository repository, CurrentActor actor, Clock clock) {
        this.repository = repository;
        this.actor = actor;
        this.clock = clock;
    }

    /// Adds one change, in the transaction that makes it: there is no entry without its change and
    /// no change without its entry.
    ///
    /// @param action lower-case words joined by `_`: `create`, `update`, `delete`, `correct` …
    /// @param entity lower-case words joined by `_`: `store`, `rep`, `visit` …
    /// @param before a record of the API as it was; null: it was not there
    /// @param after a record of the API as it is now; null: it is gone
    /// @throws org.springframework.transaction.IllegalTransactionStateException outside a
    ///   transaction
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            String action,
            String entity,
            String entityId,
            @Nullable Object before,
            @Nullable Object after) {
        record(action, entity, entityId, before, after, Optional.empty());
    }

    /// The same with the actor's reason.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            String action,
            String entity,
            String entityId,
            @Nullable Object before,
            @Nullable Object after,
            Optional<String> note) {
        recordAs(actor.name(), action, entity, entityId, before, after, note);
    }

    /// The same for work that goes on after its request, on behalf of whoever asked for it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordAs(
            String author,
            String action,
            String entity,
            String entityId,
            @Nullable Object before,
            @Nullable Object after,
            Optional<String> note) {
        repository.insert(
                clock.instant(),
                author,
                action,
                entity,
                entityId,
                before,
                after,
                note.map(String::strip).filter(text -> !text.isEmpty()),
                Optional.ofNullable(MDC.get("request_id")));
    }

    /// Something that was done to many records at once, which would drown the trail one by one.
    ///
    /// @param summary of what was done, as JSON will tell it
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordMany(String action, String entity, String what, Object summary) {
        record(action, entity, what, null, Objects.requireNonNull(summary), Optional.empty());
    }
}
