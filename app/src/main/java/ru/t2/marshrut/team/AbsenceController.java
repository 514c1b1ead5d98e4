package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import tools.jackson.databind.node.ObjectNode;

/// Absences of reps over HTTP.
@RestController
@RequestMapping("/api/v1/reps/{repId}/absences")
@Tag(name = "team")
class AbsenceController {

    private final AbsenceEditing editing;
    private final JsonInput json;

    AbsenceController(AbsenceEditing editing, JsonInput json) {
        this.editing = editing;
        this.json = json;
    }

    @GetMapping
    @Operation(summary = "Absences of a rep in order of first day")
    ListAnswer<AbsenceView> listAbsences(
            @PathVariable String repId,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        return Paging.of(limit, offset).cut(editing.list(repId), AbsenceView::of);
    }

    @PostMapping
    @Operation(summary = "A new absence; absences of a rep do not overlap")
    ResponseEntity<AbsenceView> createAbsence(
            @PathVariable String repId, @Valid @RequestBody AbsenceInput input) {
        var absence = editing.create(repId, input);
        return ResponseEntity.created(
                        TeamController.address(
                                "/api/v1/reps/{repId}/absences/{id}", repId, absence.id()))
                .body(AbsenceView.of(absence));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Changes an absence: a merge patch with the version it was made for")
    AbsenceView updateAbsence(
            @PathVariable String repId,
            @PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/AbsenceInput")))
                    @RequestBody
                    ObjectNode patch) {
        return AbsenceView.of(editing.update(repId, id, json.patch(patch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes an absence")
    void deleteAbsence(
            @PathVariable String repId,
            @PathVariable UUID id,
            @Parameter(description = "If given, only this version is deleted")
                    @RequestParam(required = false)
                    @Nullable Integer version) {
        editing.delete(repId, id, TeamController.optional(version));
    }
}
