package ru.t2.marshrut.disruption;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;

/// Disruptions over HTTP.
@RestController
@RequestMapping("/api/v1/force_majeure")
@Tag(name = "disruptions")
class DisruptionController {

    private final Disruptions disruptions;
    private final DisruptionDrafts drafts;

    DisruptionController(Disruptions disruptions, DisruptionDrafts drafts) {
        this.disruptions = disruptions;
        this.drafts = drafts;
    }

    @PostMapping("/read")
    @Operation(
            summary =
                    "What a text says went wrong, as drafts to be sent to POST /force_majeure; changes nothing")
    DisruptionReading read(@Valid @RequestBody ReadRequest request) {
        return drafts.read(request);
    }

    @PostMapping
    @Operation(
            summary = "What could be done; the plan stays as it is until the proposal is applied")
    ResponseEntity<Disruption> propose(@Valid @RequestBody DisruptionRequest request) {
        var disruption = disruptions.propose(request);
        return ResponseEntity.created(URI.create("/api/v1/force_majeure/" + disruption.id()))
                .body(disruption);
    }

    @GetMapping
    @Operation(summary = "Disruptions and what became of them, the newest first")
    ListAnswer<Disruption> listDisruptions(
            @Parameter(description = "previewed, applied or undone") @RequestParam(required = false)
                    @Nullable String state,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = Paging.of(limit, offset, problems);
        var wanted = Optional.ofNullable(state).map(word -> word.strip().toLowerCase(Locale.ROOT));
        if (wanted.isPresent()
                && Arrays.stream(Disruption.State.values())
                        .noneMatch(known -> known.word().equals(wanted.get()))) {
            problems.add(FieldProblem.of("state", "disruption.state", wanted.get()));
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new ListAnswer<>(
                disruptions.count(wanted),
                disruptions.list(wanted, paging.limit(), paging.offset()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One disruption, with its proposal")
    Disruption getDisruption(@PathVariable UUID id) {
        return disruptions
                .find(id)
                .orElseThrow(
                        () -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id.toString()));
    }

    @PostMapping("/{id}/apply")
    @Operation(summary = "Carry the proposal out; 409 if the plan has changed since")
    Disruption apply(@PathVariable UUID id) {
        return disruptions.apply(id);
    }

    @PostMapping("/{id}/undo")
    @Operation(summary = "Put the plan back as it was; 409 if what was changed has changed since")
    Disruption undo(@PathVariable UUID id) {
        return disruptions.undo(id);
    }
}
