package org.marshrut.llm;

import java.time.Duration;

/// A moment on the monotonic clock after which an answer is of no use. Immutable.
///
/// @param nanoTime in the scale of [System#nanoTime], meaningful within this process only
public record Deadline(long nanoTime) {

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /// Time left, never negative.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /// The earlier of the two.
    public Deadline orSooner(Deadline other) {
        return nanoTime - other.nanoTime <= 0 ? this : other;
    }
}
