package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.planning.ChangeAnswers.ChangeAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;

/// The "to place" list over HTTP.
@RestController
@Tag(name = "planning")
class ResolveController {

    private final Planning planning;
    private final CatchUp catchUp;
    private final ChangeAnswers answers;
    private final CurrentActor actor;
    private final Clock clock;

    ResolveController(
            Planning planning,
            CatchUp catchUp,
            ChangeAnswers answers,
            CurrentActor actor,
            Clock clock) {
        this.planning = planning;
        this.catchUp = catchUp;
        this.answers = answers;
        this.actor = actor;
        this.clock = clock;
    }

    /// Ways to deal with a waiting visit.
    enum How {
        @JsonProperty("hand")
        HAND,
        @JsonProperty("solver")
        SOLVER,
        @JsonProperty("defer")
        DEFER
    }

    /// What is to become of it.
    record ResolveRequest(
            @Nullable How how,
            @Schema(description = "By hand") @Nullable String repId,
            @Schema(description = "By hand") @Nullable LocalDate date,
            @Schema(description = "Deferred: not before this day") @Nullable LocalDate until,
            @Nullable Integer version,
            @Nullable Boolean dryRun) {}

    @PostMapping("/api/v1/schedule/unplaced/{visit_id}/resolve")
    @Operation(
            summary = "Places a waiting visit by hand or by the solver, or defers it",
            description =
                    "409 `no_place` when the solver finds no day on which it breaks no promise.")
    ChangeAnswer resolve(
            @PathVariable("visit_id") UUID visitId, @RequestBody ResolveRequest request) {
        var visit =
                planning.findVisit(visitId)
                        .orElseThrow(
                                () -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", visitId));
        var set =
                ChangeSet.of(
                                ChangeSet.Cause.RESOLVED,
                                actor.name(),
                                List.of(change(visit, request)))
                        .expecting(
                                request.version() == null
                                        ? Map.of()
                                        : Map.of(visitId, request.version()));
        return answers.of(
                Boolean.TRUE.equals(request.dryRun()) ? planning.preview(set) : planning.apply(set),
                refusal -> request.how() == How.DEFER ? "until" : refusal.rule().field());
    }

    private Change change(PlannedVisit visit, ResolveRequest request) {
        var problems = new ArrayList<FieldProblem>();
        var how = request.how();
        var repId = request.repId();
        var date = request.date();
        var until = request.until();
        if (how == null) {
            problems.add(FieldProblem.of("how", "planning.required"));
        }
        if (how == How.HAND && repId == null) {
            problems.add(FieldProblem.of("rep_id", "planning.required"));
        }
        if (how == How.HAND && date == null) {
            problems.add(FieldProblem.of("date", "planning.required"));
        }
        if (how == How.DEFER && (until == null || !until.isAfter(LocalDate.now(clock)))) {
            problems.add(FieldProblem.of("until", "planning.until"));
        }
        if (!visit.isToPlace()) {
            problems.add(
                    FieldProblem.of(
                            "visit_id", "planning.refused.not_waiting", visit.id().toString()));
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        if (how == How.DEFER && until != null) {
            return new Change.Defer(visit.id(), until);
        }
        var status = visit.status().isOpen() ? visit.status() : VisitStatus.PLANNED;
        if (how == How.HAND && repId != null && date != null) {
            return new Change.Place(visit.id(), repId, date, OptionalInt.empty(), status);
        }
        var plan = planning.findPlan(visit.planId()).orElseThrow();
        var place =
                catchUp.cheapest(plan, visit)
                        .orElseThrow(
                                () -> ApiException.of(HttpStatus.CONFLICT, "no_place", visit.id()));
        return new Change.Place(
                visit.id(),
                place.day().repId(),
                place.day().date(),
                OptionalInt.of(place.position()),
                status);
    }
}
