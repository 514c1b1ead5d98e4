package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.planning.ScheduleAnswers.VisitAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.PlainText;

/// A visit's status over HTTP.
@RestController
@Tag(name = "planning")
class PlannedVisitController {

    private final Planning planning;
    private final PlanTrail trail;
    private final ScheduleAnswers answers;
    private final ChangeAnswers changeAnswers;
    private final CurrentActor actor;

    PlannedVisitController(
            Planning planning,
            PlanTrail trail,
            ScheduleAnswers answers,
            ChangeAnswers changeAnswers,
            CurrentActor actor) {
        this.planning = planning;
        this.trail = trail;
        this.answers = answers;
        this.changeAnswers = changeAnswers;
        this.actor = actor;
    }

    /// Body of `PATCH /schedule/{visit_id}`.
    record StatusRequest(
            @Nullable VisitStatus status,
            @Schema(description = "The visit's version that you have seen")
                    @Nullable Integer version,
            @Size(max = 500) @PlainText @Nullable String reason,
            @Schema(description = "Puts a final status right; goes into the audit trail")
                    @Nullable Boolean correction,
            @Schema(description = "New day, of a rescheduled visit") @Nullable LocalDate date,
            @Schema(description = "New rep, of a rescheduled visit") @Nullable String repId) {}

    @PatchMapping("/api/v1/schedule/{visit_id}")
    @Operation(
            summary = "Changes a visit's status",
            description =
                    "planned → completed, skipped, cancelled, rescheduled; rescheduled → completed, skipped, cancelled;"
                            + " skipped → planned, cancelled. 422 `forbidden_transition` with `current_status`,"
                            + " `requested_status` and `allowed_transitions`.")
    VisitAnswer changeStatus(
            @PathVariable("visit_id") UUID visitId, @Valid @RequestBody StatusRequest request) {
        var to = request.status();
        if (to == null) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("status", "planning.required")));
        }
        boolean moves = request.date() != null || request.repId() != null;
        if (moves && to != VisitStatus.RESCHEDULED && to != VisitStatus.PLANNED) {
            throw ApiException.invalidInput(
                    List.of(
                            FieldProblem.of(
                                    request.date() != null ? "date" : "rep_id",
                                    "planning.only_rescheduled_moves")));
        }
        var visit =
                planning.findVisit(visitId)
                        .orElseThrow(
                                () -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", visitId));
        boolean correction = Boolean.TRUE.equals(request.correction());
        if ((moves || to == VisitStatus.CANCELLED) && !visit.status().isFinal()) {
            return change(visit, request, to, moves);
        }
        var result =
                trail.changeStatus(
                        new StatusChange(
                                visitId,
                                to,
                                request.version() == null
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(request.version()),
                                Optional.ofNullable(request.reason()),
                                actor.name(),
                                correction));
        return switch (result) {
            case StatusChange.Result.Changed(var now) -> answers.visit(now);
            case StatusChange.Result.Forbidden(var now, var requested) ->
                    throw forbidden(now, requested);
            case StatusChange.Result.Stale(var now) ->
                    throw ApiException.staleVersion(now.version());
            case StatusChange.Result.NotPlaced(var now) ->
                    throw ApiException.of(HttpStatus.UNPROCESSABLE_CONTENT, "not_placed", now.id());
            case StatusChange.Result.Unknown(var id) ->
                    throw ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id);
        };
    }

    /// What changes routes.
    private VisitAnswer change(
            PlannedVisit visit, StatusRequest request, VisitStatus to, boolean moves) {
        if (visit.status() != to && !visit.status().allowedTransitions().contains(to)) {
            throw forbidden(visit, to);
        }
        Change change;
        if (moves) {
            var repId =
                    Optional.ofNullable(request.repId())
                            .or(() -> visit.placement().map(Placement::repId));
            var date =
                    Optional.ofNullable(request.date())
                            .or(() -> visit.placement().map(Placement::date));
            if (repId.isEmpty() || date.isEmpty()) {
                throw ApiException.invalidInput(
                        List.of(
                                FieldProblem.of(
                                        repId.isEmpty() ? "rep_id" : "date", "planning.required")));
            }
            change = new Change.Place(visit.id(), repId.get(), date.get(), OptionalInt.empty(), to);
        } else {
            change = new Change.Cancel(visit.id());
        }
        var set =
                ChangeSet.of(ChangeSet.Cause.STATUS, actor.name(), List.of(change))
                        .because(Optional.ofNullable(request.reason()))
                        .expecting(
                                request.version() == null
                                        ? Map.of()
                                        : Map.of(visit.id(), request.version()));
        return changeAnswers
                .of(planning.apply(set), refusal -> moves ? refusal.rule().field() : "status")
                .visits()
                .getFirst();
    }

    private static ApiException forbidden(PlannedVisit visit, VisitStatus requested) {
        var allowed = visit.status().allowedTransitions().stream().map(VisitStatus::word).toList();
        return ApiException.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "forbidden_transition",
                        visit.status().word(),
                        requested.word(),
                        allowed.isEmpty()
                                ? "–"
                                : allowed.stream().collect(Collectors.joining(", ")))
                .with("current_status", visit.status().word())
                .with("requested_status", requested.word())
                .with("allowed_transitions", allowed);
    }
}
