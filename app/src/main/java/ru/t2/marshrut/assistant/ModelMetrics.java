package ru.t2.marshrut.assistant;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import org.marshrut.llm.ModelStatus;
import org.springframework.stereotype.Component;

/// Counts and times what models do, for a monitoring system. Thread-safe.
///
/// Speeds are those of one turn: tokens computed (cached ones left out) by the time they took.
@Component
class ModelMetrics {

    private static final String PREFIX = "marshrut.model.";
    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;

    ModelMetrics(MeterRegistry registry, ModelCatalog models) {
        this.registry = registry;
        for (var name : ModelName.values()) {
            var model = models.get(name);
            var tags = Tags.of("model", name.id());
            FunctionCounter.builder(PREFIX + "worker.restarts", model, m -> m.status().restarts())
                    .tags(tags)
                    .description("Starts of the model's process after it died")
                    .register(registry);
            Gauge.builder(PREFIX + "memory.bytes", model, m -> m.status().residentBytes().orElse(0))
                    .tags(tags)
                    .description("Resident memory of the model's process")
                    .register(registry);
            Gauge.builder(
                            PREFIX + "available",
                            model,
                            m -> m.status().state() == ModelStatus.State.UNAVAILABLE ? 0 : 1)
                    .tags(tags)
                    .description("1 if the model can be asked")
                    .register(registry);
        }
    }

    /// One model's turn.
    void turn(PromptTemplate prompt, Attempt attempt) {
        var model = Tags.of("model", attempt.model().id());
        var usage = attempt.usage();
        timer("requests", "From asking to answer or failure, waiting included")
                .tags(model.and("prompt", prompt.version(), "outcome", attempt.outcome()))
                .register(registry)
                .record(attempt.duration());
        if (attempt.failure().isPresent()) {
            return;
        }
        timer("queue", "Waiting for a place and for the processor")
                .tags(model)
                .register(registry)
                .record(usage.queued());
        count(model, "prompt", usage.promptTokens() - usage.cachedTokens());
        count(model, "cached", usage.cachedTokens());
        count(model, "output", usage.outputTokens());
        speed(
                model,
                "prompt.speed",
                usage.promptTokens() - usage.cachedTokens(),
                usage.prompting());
        speed(model, "generation.speed", usage.outputTokens(), usage.generating());
    }

    /// A model did not answer and somebody else was asked or decided.
    ///
    /// @param by who decided in the end: a model, or empty for nobody or the rule
    void fallback(Attempt failed, Optional<ModelName> by) {
        registry.counter(
                        PREFIX + "fallbacks",
                        "model",
                        failed.model().id(),
                        "reason",
                        failed.outcome(),
                        "to",
                        by.map(ModelName::id).orElse("none"))
                .increment();
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .publishPercentiles(PERCENTILES);
    }

    private void count(Tags model, String kind, int tokens) {
        registry.counter(PREFIX + "tokens", model.and("kind", kind)).increment(tokens);
    }

    private void speed(Tags model, String name, int tokens, Duration took) {
        if (tokens > 0 && took.isPositive()) {
            DistributionSummary.builder(PREFIX + name)
                    .description("Tokens a second")
                    .publishPercentiles(PERCENTILES)
                    .tags(model)
                    .register(registry)
                    .record(tokens * 1e9 / took.toNanos());
        }
    }
}
