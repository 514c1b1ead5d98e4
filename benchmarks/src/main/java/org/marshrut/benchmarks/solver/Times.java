package org.marshrut.benchmarks.solver;

import java.util.Arrays;
import java.util.Locale;

/// How long the same kind of work took, again and again.
final class Times {

    private static final double NANOS_OF_MILLI = 1e6;

    private final double[] millis; // rising

    Times(double[] millis) {
        this.millis = millis.clone();
        Arrays.sort(this.millis);
    }

    static Times ofNanos(long[] nanos) {
        return new Times(Arrays.stream(nanos).mapToDouble(n -> n / NANOS_OF_MILLI).toArray());
    }

    /// The least time that this share of all does not exceed, in milliseconds; NaN of none.
    double quantile(double share) {
        return millis.length == 0
                ? Double.NaN
                : millis[Math.max(0, (int) Math.ceil(share * millis.length) - 1)];
    }

    double median() {
        return quantile(0.5);
    }

    double p95() {
        return quantile(0.95);
    }

    double largest() {
        return quantile(1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "median %.3f ms, p95 %.3f ms, largest %.3f ms of %d",
                median(),
                p95(),
                largest(),
                millis.length);
    }
}
