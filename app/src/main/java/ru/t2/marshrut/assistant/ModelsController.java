package ru.t2.marshrut.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.Jobs;

/// What the models are doing, and what they have done.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "models")
class ModelsController {

    private static final Duration SPAN = Duration.ofHours(24);
    private static final int DEFAULT_CASES = 20;

    private final ModelCatalog models;
    private final ModelRunRepository runs;
    private final Jobs jobs;
    private final CurrentActor actor;
    private final Clock clock;

    ModelsController(
            ModelCatalog models,
            ModelRunRepository runs,
            Jobs jobs,
            CurrentActor actor,
            Clock clock) {
        this.models = models;
        this.runs = runs;
        this.jobs = jobs;
        this.actor = actor;
        this.clock = clock;
    }

    /// What is to be measured.
    ///
    /// @param cases of each task, 1 to 200; default 20
    @Schema(name = "ModelBenchmarkRequest")
    record BenchmarkRequest(@Min(1) @Max(200) @Nullable Integer cases) {}

    @Schema(name = "ModelBenchmarkStarted")
    record BenchmarkStarted(UUID jobId) {}

    @PostMapping("/models/benchmark")
    @Operation(
            summary =
                    "Ask the models labelled cases, beside two controls, as a job; one that is under way goes on")
    ResponseEntity<BenchmarkStarted> benchmark(@Valid @RequestBody BenchmarkRequest request) {
        var order =
                new BenchmarkJob.Order(Objects.requireNonNullElse(request.cases(), DEFAULT_CASES));
        var job = jobs.submit(BenchmarkJob.KIND, "models", actor.name(), order);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(new BenchmarkStarted(job.id()));
    }

    /// One model now.
    ///
    /// @param state `loaded`, `available` (the next call loads it) or `unavailable`
    /// @param source the file's path or the server's address
    /// @param detail why it is in this state and what to do
    /// @param memoryMb resident memory of its process; null unless it is loaded on this machine
    /// @param restarts of its process after it died
    record ModelAnswer(
            String model,
            String title,
            String state,
            String source,
            String detail,
            @Nullable Long memoryMb,
            int restarts,
            @Nullable FailureAnswer lastError) {}

    /// @param reason `timed_out`, `crashed` …
    record FailureAnswer(String reason, String detail) {}

    /// All models.
    record ModelsAnswer(List<ModelAnswer> items) {}

    /// Turns of models in the last hours.
    record MetricsAnswer(int hours, List<ModelFigures> models) {}

    @GetMapping("/models")
    @Operation(summary = "State, memory and last error of each model")
    ModelsAnswer models() {
        return new ModelsAnswer(Arrays.stream(ModelName.values()).map(this::model).toList());
    }

    @GetMapping("/metrics")
    @Operation(summary = "Turns, failures, latencies and tokens of each model in the last 24 hours")
    MetricsAnswer metrics() {
        return new MetricsAnswer(
                (int) SPAN.toHours(), runs.figuresSince(clock.instant().minus(SPAN)));
    }

    private ModelAnswer model(ModelName name) {
        var status = models.get(name).status();
        return new ModelAnswer(
                name.id(),
                name.title(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.source(),
                status.detail(),
                megabytes(status.residentBytes()),
                status.restarts(),
                status.lastFailure().map(ModelsController::failure).orElse(null));
    }

    private static @Nullable Long megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() / 1_000_000 : null;
    }

    private static FailureAnswer failure(Failure failure) {
        return new FailureAnswer(
                failure.reason().name().toLowerCase(Locale.ROOT), failure.detail());
    }
}
