package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.planning.ChangeAnswers.ChangeAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;

/// Taking changes back over HTTP.
@RestController
@Tag(name = "planning")
class UndoController {

    private final Planning planning;
    private final ChangeAnswers answers;
    private final CurrentActor actor;

    UndoController(Planning planning, ChangeAnswers answers, CurrentActor actor) {
        this.planning = planning;
        this.answers = answers;
        this.actor = actor;
    }

    @PostMapping("/api/v1/schedule/changes/{change_id}/undo")
    @Operation(
            summary = "Takes changes that were made together back, as a new version",
            description = "409 when a visit that they changed has changed since.")
    ChangeAnswer undo(@PathVariable("change_id") UUID changeId) {
        try {
            return answers.of(
                    planning.undo(changeId, actor.name(), Optional.empty()), _ -> "change_id");
        } catch (NoSuchElementException e) {
            throw ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", changeId);
        }
    }
}
