package ru.t2.marshrut.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the models are doing, and what they have done.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "models")
class ModelsController {

    private static final Duration SPAN = Duration.ofHours(24);

    private final ModelCatalog models;
    private final ModelRunRepository runs;
    private final Clock clock;

    ModelsController(ModelCatalog models, ModelRunRepository runs, Clock clock) {
        this.models = models;
        this.runs = runs;
        this.clock = clock;
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
