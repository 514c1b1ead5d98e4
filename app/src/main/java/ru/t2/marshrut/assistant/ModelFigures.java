package ru.t2.marshrut.assistant;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one model's turns with one prompt came to.
///
/// @param turns all of them, failed ones included
/// @param failures how many failed, by reason
/// @param p50Ms median from asking to answer, waiting included; null when none was answered
/// @param p95Ms nineteen of twenty were faster
/// @param promptTokens of all answered turns; `cachedTokens` of them were computed before
public record ModelFigures(
        String model,
        String promptVersion,
        long turns,
        long answered,
        Map<String, Long> failures,
        @Nullable Long p50Ms,
        @Nullable Long p95Ms,
        long promptTokens,
        long cachedTokens,
        long outputTokens) {

    public ModelFigures {
        failures = Map.copyOf(failures);
    }
}
