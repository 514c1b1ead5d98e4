package ru.t2.marshrut.planning;

import org.jspecify.annotations.Nullable;

/// Notes when the first plan without a call left out was there. Thread-safe.
final class FirstComplete {
    private final long started;
    private volatile @Nullable Long millis;

    FirstComplete(long started) {
        this.started = started;
    }

    void note(int unassigned) {
        if (unassigned == 0 && millis == null) {
            millis = (System.nanoTime() - started) / 1_000_000;
        }
    }

    @Nullable Long millis() {
        return millis;
    }
}
