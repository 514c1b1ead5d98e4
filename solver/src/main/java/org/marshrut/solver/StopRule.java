package org.marshrut.solver;

import java.time.Duration;

/// When the search ends: as soon as any of its limits is reached, or optimality is proven.
///
/// Combine limits with the `and…` methods:
/// `StopRule.after(Duration.ofSeconds(2)).andIterations(10_000)` ends at whichever comes first. A
/// rule whose only limit is a target cost would never end if the target cannot be reached, so the
/// factories begin with one that is certain.
///
/// @param time wall-clock limit
/// @param iterations limit on ruin-and-recreate steps of each thread
/// @param targetCost the search ends once the total cost is at most this
/// @param stagnationIterations the search ends after so many steps without a better plan
public record StopRule(Duration time, long iterations, long targetCost, long stagnationIterations) {

    private static final Duration NO_TIME = Duration.ofDays(365);

    /// No limit.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// A target below every cost.
    public static final long NO_TARGET = -1;

    public StopRule {
        if (time.isNegative() || time.compareTo(NO_TIME) > 0) {
            throw new IllegalArgumentException(
                    "Stop rule: time (%s) must be between 0 and %s. Give a time limit in reach."
                            .formatted(time, NO_TIME));
        }
        Require.range(
                "Stop rule", "iterations", iterations, 0, UNLIMITED, "Use UNLIMITED for none.");
        Require.range(
                "Stop rule",
                "stagnation iterations",
                stagnationIterations,
                1,
                UNLIMITED,
                "Use UNLIMITED for none.");
        if (time.equals(NO_TIME) && iterations == UNLIMITED && stagnationIterations == UNLIMITED) {
            throw new IllegalArgumentException(
                    ("Stop rule: at least one of time (%s), iterations (%d) and stagnation"
                                    + " iterations (%d) must be limited. Add a time limit.")
                            .formatted(time, iterations, stagnationIterations));
        }
    }

    /// Ends after a wall-clock time.
    public static StopRule after(Duration time) {
        return new StopRule(time, UNLIMITED, NO_TARGET, UNLIMITED);
    }

    /// Ends after a number of steps of each thread: the same on every machine.
    public static StopRule iterations(long iterations) {
        return new StopRule(NO_TIME, iterations, NO_TARGET, UNLIMITED);
    }

    /// Ends after so many steps without a better plan.
    public static StopRule stagnation(long iterations) {
        return new StopRule(NO_TIME, UNLIMITED, NO_TARGET, iterations);
    }

    public StopRule andAfter(Duration other) {
        return new StopRule(
                other.compareTo(time) < 0 ? other : time,
                iterations,
                targetCost,
                stagnationIterations);
    }

    public StopRule andIterations(long other) {
        return new StopRule(time, Math.min(iterations, other), targetCost, stagnationIterations);
    }

    public StopRule andTarget(long cost) {
        return new StopRule(time, iterations, Math.max(targetCost, cost), stagnationIterations);
    }

    public StopRule andStagnation(long other) {
        return new StopRule(time, iterations, targetCost, Math.min(stagnationIterations, other));
    }

    /// Whether there is a wall-clock limit.
    public boolean timed() {
        return !time.equals(NO_TIME);
    }
}
