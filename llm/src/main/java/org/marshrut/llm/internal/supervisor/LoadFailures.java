package org.marshrut.llm.internal.supervisor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure;

/// Remembers that a version of a file could not be loaded, so that nobody waits for the same
/// failure again and again. Guarded by its owner's lock.
final class LoadFailures {

    /// A load may fail for a passing reason, such as too little memory; it is tried again at once
    /// this many times, then only after a pause.
    private static final int QUICK_ATTEMPTS = 2;

    static final Duration PAUSE = Duration.ofSeconds(30);

    /// After a process was killed from outside while it loaded, which says nothing against the
    /// file; doubled each time, up to [#PAUSE], for whoever kills may do so because of it.
    static final Duration PAUSE_AFTER_KILL = Duration.ofSeconds(1);

    private record Remembered(
            ModelFile.Version version, Failure failure, int attempts, long atNanos) {}

    private @Nullable Remembered last;

    void add(ModelFile.Version version, Failure failure) {
        var before = last;
        int attempts = before != null && before.version.equals(version) ? before.attempts + 1 : 1;
        last = new Remembered(version, failure, attempts, System.nanoTime());
    }

    void clear() {
        last = null;
    }

    /// What is known against this version of the file.
    Optional<Failure> of(ModelFile.Version version) {
        var known = last;
        return known != null && known.version.equals(version)
                ? Optional.of(known.failure)
                : Optional.empty();
    }

    /// The failure to report instead of loading this version again now.
    Optional<Failure> insteadOfLoading(ModelFile.Version version) {
        var known = last;
        if (known == null || !known.version.equals(version) || known.attempts < QUICK_ATTEMPTS) {
            return Optional.empty();
        }
        var left = pause(known).minusNanos(System.nanoTime() - known.atNanos);
        return left.isPositive()
                ? Optional.of(
                        new Failure(
                                known.failure.reason(), known.failure.detail(), Optional.of(left)))
                : Optional.empty();
    }

    private static Duration pause(Remembered known) {
        if (known.failure.reason() != Failure.Reason.CRASHED) {
            return PAUSE;
        }
        var pause =
                PAUSE_AFTER_KILL.multipliedBy(
                        1L << Math.min(known.attempts - QUICK_ATTEMPTS, Long.SIZE / 2));
        return pause.compareTo(PAUSE) < 0 ? pause : PAUSE;
    }
}
