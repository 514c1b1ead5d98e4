package ru.t2.marshrut.stores;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.Usage;
import ru.t2.marshrut.platform.Usages;

/// Creates, changes and deletes stores one by one. Thread-safe.
@Service
class StoreEditing {

    private static final String ENTITY = "store";

    private final StoreRepository repository;
    private final AuditTrail audit;
    private final JsonInput json;
    private final Usages usages;
    private final List<StoreUsage> users;
    private final Clock clock;

    StoreEditing(
            StoreRepository repository,
            AuditTrail audit,
            JsonInput json,
            Usages usages,
            List<StoreUsage> users,
            Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.json = json;
        this.usages = usages;
        this.users = List.copyOf(users);
        this.clock = clock;
    }

    @Transactional
    public Store create(StoreInput input) {
        requireNone(input.problems());
        var now = now();
        String id = Objects.requireNonNullElseGet(input.id(), () -> UUID.randomUUID().toString());
        if (repository.find(id).isPresent()) {
            throw ApiException.of(HttpStatus.CONFLICT, "id_taken", id);
        }
        var store = input.toStore(id, false, 1, now, now);
        try {
            repository.insert(List.of(store));
        } catch (DuplicateKeyException e) {
            throw told(e, store);
        }
        audit.record("create", ENTITY, id, null, StoreView.of(store));
        return store;
    }

    /// Applies a merge patch.
    ///
    /// @throws ApiException 409 `stale_version` if the store has another version by now
    @Transactional
    public Store update(String id, JsonInput.Patch patch) {
        var current = get(id);
        if (current.version() != patch.version()) {
            throw ApiException.staleVersion(current.version());
        }
        var input = json.merged(StoreInput.of(current), patch.changes(), StoreInput.class);
        var problems = new ArrayList<>(input.problems());
        if (!id.equals(input.id())) {
            problems.add(FieldProblem.of("id", "field.id_fixed"));
        }
        requireNone(problems);
        var changed =
                input.toStore(
                        id,
                        current.synthetic(),
                        current.version() + 1,
                        current.createdAt(),
                        later(now(), current.updatedAt()));
        try {
            if (!repository.update(changed, current.version())) {
                throw ApiException.staleVersion(get(id).version());
            }
        } catch (DuplicateKeyException e) {
            throw told(e, changed);
        }
        audit.record("update", ENTITY, id, StoreView.of(current), StoreView.of(changed));
        return changed;
    }

    @Transactional
    public void delete(String id, OptionalInt version) {
        var current = get(id);
        if (version.isPresent() && version.getAsInt() != current.version()) {
            throw ApiException.staleVersion(current.version());
        }
        usages.requireNone(id, users.stream().flatMap(user -> user.usagesOf(id).stream()).toList());
        try {
            if (!repository.delete(id, current.version())) {
                throw ApiException.staleVersion(get(id).version());
            }
        } catch (DataIntegrityViolationException _) {
            // somebody has begun to use it since we asked
            usages.requireNone(id, List.of(new Usage("other", 1)));
        }
        audit.record("delete", ENTITY, id, StoreView.of(current), null);
    }

    Store get(String id) {
        return (Store.isId(id) ? repository.find(id) : Optional.<Store>empty())
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    private ApiException told(DuplicateKeyException e, Store store) {
        return String.valueOf(e.getMessage()).contains("store_is_told_once")
                ? ApiException.of(HttpStatus.CONFLICT, "store_exists", store.name())
                : ApiException.of(HttpStatus.CONFLICT, "id_taken", store.id());
    }

    private static void requireNone(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// A clock that was set back must not make a change older than its record.
    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
