package org.marshrut.solver;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// How to search. Start from [#of(StopRule)].
///
/// With one thread, the same problem, seed and limits in iterations give the same plan on every
/// machine. With two, each searches from its own seed and takes over the other's better plans at
/// moments that depend on the machine.
///
/// @param stop when to end
/// @param seed of all random choices
/// @param threads 1 or 2
/// @param cancelled asked often, from the solving threads; once true the best plan so far is
///   returned within some 50 ms (longer while a problem of many hundred visits is still being set
///   up)
/// @param listener told of better plans, from a solving thread, no more often than
///   [#progressInterval]
/// @param progressInterval least time between two events
public record Settings(
        StopRule stop,
        long seed,
        int threads,
        BooleanSupplier cancelled,
        Consumer<Progress> listener,
        Duration progressInterval) {

    public Settings {
        Require.range("Settings", "threads", threads, 1, 2, "Use 1 for repeatable plans.");
    }

    /// One thread, seed 1, no cancellation, nobody listening.
    public static Settings of(StopRule stop) {
        return new Settings(stop, 1, 1, () -> false, progress -> {}, Duration.ofMillis(100));
    }

    /// One thread with a wall-clock limit.
    public static Settings within(Duration time) {
        return of(StopRule.after(time));
    }

    public Settings withSeed(long value) {
        return new Settings(stop, value, threads, cancelled, listener, progressInterval);
    }

    public Settings withThreads(int value) {
        return new Settings(stop, seed, value, cancelled, listener, progressInterval);
    }

    public Settings withCancelled(BooleanSupplier value) {
        return new Settings(stop, seed, threads, value, listener, progressInterval);
    }

    public Settings withListener(Consumer<Progress> value, Duration interval) {
        return new Settings(stop, seed, threads, cancelled, value, interval);
    }
}
