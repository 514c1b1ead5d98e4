package ru.t2.marshrut.team;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.Usage;
import ru.t2.marshrut.platform.Usages;

/// Creates, changes and deletes reps and vehicles. Thread-safe.
@Service
class TeamEditing {

    private final TeamRepository repository;
    private final Team team;
    private final AuditTrail audit;
    private final JsonInput json;
    private final Usages usages;
    private final List<TeamUsage> users;
    private final Clock clock;

    TeamEditing(
            TeamRepository repository,
            Team team,
            AuditTrail audit,
            JsonInput json,
            Usages usages,
            List<TeamUsage> users,
            Clock clock) {
        this.repository = repository;
        this.team = team;
        this.audit = audit;
        this.json = json;
        this.usages = usages;
        this.users = List.copyOf(users);
        this.clock = clock;
    }

    @Transactional
    public Rep createRep(RepInput input) {
        var now = now();
        requireNone(input.problems());
        var rep = input.toRep(idOr(input.id()), false, 1, now, now);
        requireNone(problems(input, rep));
        if (team.findRep(rep.id()).isPresent()) {
            throw taken(rep.id());
        }
        write(() -> repository.insert(rep), rep.id());
        audit.record("create", "rep", rep.id(), null, RepView.of(rep));
        return rep;
    }

    @Transactional
    public Rep updateRep(String id, JsonInput.Patch patch) {
        var current = getRep(id);
        requireVersion(patch.version(), current.version());
        var input = json.merged(RepInput.of(current), patch.changes(), RepInput.class);
        requireNone(input.problems());
        var changed =
                input.toRep(
                        id,
                        current.synthetic(),
                        current.version() + 1,
                        current.createdAt(),
                        later(now(), current.updatedAt()));
        requireNone(problems(input, changed));
        write(
                () -> {
                    if (!repository.update(changed, current.version())) {
                        throw ApiException.staleVersion(getRep(id).version());
                    }
                },
                id);
        audit.record("update", "rep", id, RepView.of(current), RepView.of(changed));
        return changed;
    }

    @Transactional
    public void deleteRep(String id, OptionalInt version) {
        var current = getRep(id);
        requireVersion(version.orElse(current.version()), current.version());
        usages.requireNone(
                id, users.stream().flatMap(user -> user.usagesOfRep(id).stream()).toList());
        delete(() -> repository.deleteRep(id, current.version()), id, () -> getRep(id).version());
        audit.record("delete", "rep", id, RepView.of(current), null);
    }

    @Transactional
    public Vehicle createVehicle(VehicleInput input) {
        var now = now();
        var vehicle = input.toVehicle(idOr(input.id()), false, 1, now, now);
        if (team.findVehicle(vehicle.id()).isPresent()) {
            throw taken(vehicle.id());
        }
        write(() -> repository.insert(vehicle), vehicle.id());
        audit.record("create", "vehicle", vehicle.id(), null, VehicleView.of(vehicle));
        return vehicle;
    }

    @Transactional
    public Vehicle updateVehicle(String id, JsonInput.Patch patch) {
        var current = getVehicle(id);
        requireVersion(patch.version(), current.version());
        var input = json.merged(VehicleInput.of(current), patch.changes(), VehicleInput.class);
        requireNone(fixedId(id, Objects.requireNonNullElse(input.id(), id)));
        var changed =
                input.toVehicle(
                        id,
                        current.synthetic(),
                        current.version() + 1,
                        current.createdAt(),
                        later(now(), current.updatedAt()));
        write(
                () -> {
                    if (!repository.update(changed, current.version())) {
                        throw ApiException.staleVersion(getVehicle(id).version());
                    }
                },
                id);
        audit.record("update", "vehicle", id, VehicleView.of(current), VehicleView.of(changed));
        return changed;
    }

    @Transactional
    public void deleteVehicle(String id, OptionalInt version) {
        var current = getVehicle(id);
        requireVersion(version.orElse(current.version()), current.version());
        usages.requireNone(id, List.of(new Usage("reps", repository.countDriversOf(id))));
        delete(
                () -> repository.deleteVehicle(id, current.version()),
                id,
                () -> getVehicle(id).version());
        audit.record("delete", "vehicle", id, VehicleView.of(current), null);
    }

    Rep getRep(String id) {
        return team.findRep(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    Vehicle getVehicle(String id) {
        return team.findVehicle(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    private List<FieldProblem> problems(RepInput input, Rep rep) {
        var problems =
                new ArrayList<>(
                        fixedId(rep.id(), Objects.requireNonNullElse(input.id(), rep.id())));
        rep.vehicleId()
                .filter(vehicle -> team.findVehicle(vehicle).isEmpty())
                .ifPresent(vehicle ->
                        problems.add(
                                FieldProblem.of("vehicle_id", "team.unknown_vehicle", vehicle)));
        return problems;
    }

    private static List<FieldProblem> fixedId(String id, String given) {
        return id.equals(given) ? List.of() : List.of(FieldProblem.of("id", "field.id_fixed"));
    }

    /// Somebody may have taken the id or the plate, or deleted the vehicle, since we asked.
    private static void write(Runnable statement, String id) {
        try {
            statement.run();
        } catch (DataIntegrityViolationException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("plate")) {
                throw ApiException.of(HttpStatus.CONFLICT, "plate_taken");
            }
            throw message.contains("vehicle_id_fkey")
                    ? ApiException.invalidInput(
                            List.of(FieldProblem.of("vehicle_id", "team.unknown_vehicle", "")))
                    : taken(id);
        }
    }

    private void delete(BooleanSupplier statement, String id, IntSupplier currentVersion) {
        try {
            if (!statement.getAsBoolean()) {
                throw ApiException.staleVersion(currentVersion.getAsInt());
            }
        } catch (DataIntegrityViolationException _) {
            // somebody has begun to use it since we asked
            usages.requireNone(id, List.of(new Usage("other", 1)));
        }
    }

    private static ApiException taken(String id) {
        return ApiException.of(HttpStatus.CONFLICT, "id_taken", id);
    }

    private static void requireVersion(int given, int current) {
        if (given != current) {
            throw ApiException.staleVersion(current);
        }
    }

    static void requireNone(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
    }

    private static String idOr(@Nullable String given) {
        return Objects.requireNonNullElseGet(given, () -> UUID.randomUUID().toString());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// A clock that was set back must not make a change older than its record.
    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
