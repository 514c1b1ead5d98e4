package ru.t2.marshrut.assistant;

import org.jspecify.annotations.Nullable;

/// What one reader's answers to one task came to.
///
/// @param reader a model's title, or a control
/// @param valid answers that could be used
/// @param right of them
/// @param firstPlacePercent for choices: in how many of a hundred single rotations the option shown
///   first won; null where there are no rotations
/// @param fairPercent what it would be without a bias
/// @param alonePercent how many of a hundred choices the first rotation alone would have made right
public record BenchRow(
        String reader,
        String task,
        int cases,
        int valid,
        int right,
        double p50Ms,
        double p95Ms,
        long promptTokens,
        long cachedTokens,
        long outputTokens,
        @Nullable Double firstPlacePercent,
        @Nullable Double fairPercent,
        @Nullable Double alonePercent) {

    public int validButWrong() {
        return valid - right;
    }

    public int rightPercent() {
        return cases == 0 ? 0 : Math.round(100f * right / cases);
    }
}
