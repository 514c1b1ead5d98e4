package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Jobs;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.platform.Paging;

/// Replays over HTTP.
@RestController
@Tag(name = "reports")
class ReplayController {

    private static final int DEFAULT_SECONDS = 10;
    private static final int MAX_SECONDS = 300;

    private final Jobs jobs;
    private final ReplayRepository repository;
    private final CurrentActor actor;
    private final Clock clock;

    ReplayController(Jobs jobs, ReplayRepository repository, CurrentActor actor, Clock clock) {
        this.jobs = jobs;
        this.repository = repository;
        this.actor = actor;
        this.clock = clock;
    }

    /// @param month one that is over
    /// @param seconds of search, 2 to 300, default 10
    @Schema(name = "ReplayInput")
    record ReplayInput(
            @Schema(example = "2026-10") @Nullable String month, @Nullable Integer seconds) {}

    /// The job that plans anew.
    record ReplayStarted(UUID jobId) {}

    @PostMapping("/api/v1/replays")
    @Operation(
            summary =
                    "Plans a past month anew in the background and lays it beside what was driven",
            description =
                    "No plan changes. 202 with the job, whose result is the replay; it fails with"
                            + " `nothing_driven` if no visit of the month was made.")
    ResponseEntity<ReplayStarted> start(@Valid @RequestBody ReplayInput input) {
        var problems = new ArrayList<FieldProblem>();
        var current = YearMonth.now(clock);
        var month = Months.parse("month", input.month(), current, problems);
        int seconds = Objects.requireNonNullElse(input.seconds(), DEFAULT_SECONDS);
        if (problems.isEmpty() && !month.isBefore(current)) {
            problems.add(FieldProblem.of("month", "reports.replay.month", current.toString()));
        }
        if (seconds < 2 || seconds > MAX_SECONDS) {
            problems.add(FieldProblem.of("seconds", "reports.replay.seconds", MAX_SECONDS));
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var job =
                jobs.submit(
                        Replays.KIND,
                        month.toString(),
                        actor.name(),
                        new Replays.Order(month, seconds));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(new ReplayStarted(job.id()));
    }

    @GetMapping("/api/v1/replays")
    @Operation(summary = "Finished replays, the newest first")
    ListAnswer<ReplayAnswer> list(
            @Parameter(description = "As in 2026-10; default: all") @RequestParam(required = false)
                    @Nullable String month,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = Paging.of(limit, offset, problems);
        Optional<YearMonth> wanted =
                month == null || month.isBlank()
                        ? Optional.empty()
                        : Optional.of(Months.parse("month", month, YearMonth.now(clock), problems));
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new ListAnswer<>(
                repository.count(wanted), repository.list(wanted, paging.limit(), paging.offset()));
    }

    @GetMapping("/api/v1/replays/{id}")
    @Operation(summary = "One replay, by the id of its job")
    ReplayAnswer get(@PathVariable UUID id) {
        return repository
                .find(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }
}
