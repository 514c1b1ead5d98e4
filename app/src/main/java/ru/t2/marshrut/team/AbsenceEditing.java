package ru.t2.marshrut.team;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.JsonInput;

/// Enters, changes and deletes absences. Thread-safe.
@Service
class AbsenceEditing {

    private static final String ENTITY = "absence";

    private final AbsenceRepository repository;
    private final TeamEditing team;
    private final AuditTrail audit;
    private final JsonInput json;
    private final Clock clock;

    AbsenceEditing(
            AbsenceRepository repository,
            TeamEditing team,
            AuditTrail audit,
            JsonInput json,
            Clock clock) {
        this.repository = repository;
        this.team = team;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Absence> list(String repId) {
        return repository.listOf(team.getRep(repId).id());
    }

    @Transactional
    public Absence create(String repId, AbsenceInput input) {
        team.getRep(repId);
        TeamEditing.requireNone(input.problems());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var absence = input.toAbsence(UUID.randomUUID(), repId, Optional.empty(), 1, now, now);
        write(() -> repository.insert(absence));
        audit.record("create", ENTITY, absence.id().toString(), null, AbsenceView.of(absence));
        return absence;
    }

    @Transactional
    public Absence update(String repId, UUID id, JsonInput.Patch patch) {
        var current = get(repId, id);
        requireVersion(patch.version(), current.version());
        var input = json.merged(AbsenceInput.of(current), patch.changes(), AbsenceInput.class);
        TeamEditing.requireNone(input.problems());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var changed =
                input.toAbsence(
                        id,
                        repId,
                        current.cause(),
                        current.version() + 1,
                        current.createdAt(),
                        later(now, current.updatedAt()));
        write(() -> {
            if (!repository.update(changed, current.version())) {
                throw ApiException.staleVersion(get(repId, id).version());
            }
        });
        audit.record(
                "update", ENTITY, id.toString(), AbsenceView.of(current), AbsenceView.of(changed));
        return changed;
    }

    @Transactional
    public void delete(String repId, UUID id, OptionalInt version) {
        var current = get(repId, id);
        requireVersion(version.orElse(current.version()), current.version());
        if (!repository.delete(id, current.version())) {
            throw ApiException.staleVersion(get(repId, id).version());
        }
        audit.record("delete", ENTITY, id.toString(), AbsenceView.of(current), null);
    }

    private Absence get(String repId, UUID id) {
        return repository
                .find(id)
                .filter(absence -> absence.repId().equals(repId))
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    /// The database keeps absences from overlapping, even when two are entered at once.
    private static void write(Runnable statement) {
        try {
            statement.run();
        } catch (DataIntegrityViolationException | UncategorizedSQLException e) {
            if (String.valueOf(e.getMessage()).contains("overlaps another")) {
                throw ApiException.of(HttpStatus.CONFLICT, "absences_overlap");
            }
            throw e;
        }
    }

    private static void requireVersion(int given, int current) {
        if (given != current) {
            throw ApiException.staleVersion(current);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
