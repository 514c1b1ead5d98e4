package org.marshrut.llm.internal.supervisor;

import java.time.Duration;

/// A moving average of how long calls take, to tell a refused caller when to come again.
/// Thread-safe.
final class CallTimes {

    private static final Duration FIRST_GUESS = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final double WEIGHT_OF_LATEST = 0.2;

    private double averageNanos = FIRST_GUESS.toNanos();

    synchronized void add(long nanos) {
        averageNanos += WEIGHT_OF_LATEST * (nanos - averageNanos);
    }

    /// When this many calls will have been answered.
    synchronized Duration estimate(int calls) {
        var estimate = Duration.ofNanos((long) (averageNanos * calls));
        return estimate.compareTo(LEAST) < 0 ? LEAST : estimate;
    }
}
