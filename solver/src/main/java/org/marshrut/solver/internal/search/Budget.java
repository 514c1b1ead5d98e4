package org.marshrut.solver.internal.search;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Outcome.Reason;
import org.marshrut.solver.StopRule;

/// Answers whether the search is over, and how far it has come. Shared by its threads.
final class Budget {

    /// Steps after which a search without limit of time or steps has cooled down.
    private static final long USUAL_STEPS = 200_000;

    private final StopRule rule;
    private final BooleanSupplier cancelled;
    private final long begun = System.nanoTime();
    private final long limitNanos;
    private volatile @Nullable Reason reason;

    Budget(StopRule rule, BooleanSupplier cancelled) {
        this.rule = rule;
        this.cancelled = cancelled;
        this.limitNanos = rule.timed() ? rule.time().toNanos() : Long.MAX_VALUE;
    }

    long elapsedNanos() {
        return System.nanoTime() - begun;
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    /// Whether to stop at once, for parts that do not count steps.
    boolean out() {
        if (reason != null) {
            return true;
        }
        if (cancelled.getAsBoolean()) {
            reason = Reason.CANCELLED;
        } else if (limitNanos != Long.MAX_VALUE && elapsedNanos() >= limitNanos) {
            reason = Reason.TIME;
        }
        return reason != null;
    }

    /// Whether to stop after so many steps of a thread.
    boolean out(long steps, long stepsSinceBest, long bestCost) {
        if (reason == null) {
            if (bestCost <= rule.targetCost()) {
                reason = Reason.TARGET;
            } else if (steps >= rule.iterations()) {
                // The other thread may still have steps to do: not the end for everybody.
                return true;
            } else if (stepsSinceBest >= rule.stagnationIterations()) {
                return true;
            }
        }
        return out();
    }

    /// Share of the search that is done, 0 … 1.
    double done(long steps) {
        double byTime = limitNanos == Long.MAX_VALUE ? 0 : elapsedNanos() / (double) limitNanos;
        boolean counted = rule.iterations() != StopRule.UNLIMITED;
        double bySteps =
                counted
                        ? steps / (double) Math.max(1, rule.iterations())
                        : rule.timed() ? 0 : steps / (double) USUAL_STEPS;
        return Math.min(1, Math.max(byTime, bySteps));
    }

    /// Whether the caller cancelled; a time limit alone does not count.
    boolean cancelled() {
        if (reason == null && cancelled.getAsBoolean()) {
            reason = Reason.CANCELLED;
        }
        return reason == Reason.CANCELLED;
    }

    /// Steps a thread is going to make in all, extrapolated from those made since it began.
    double expectedSteps(long steps, long begunNanos) {
        if (rule.iterations() != StopRule.UNLIMITED) {
            return rule.iterations();
        }
        double share =
                (elapsedNanos() - begunNanos) / (double) Math.max(1, limitNanos - begunNanos);
        return rule.timed() ? steps / Math.max(1e-6, share) : USUAL_STEPS;
    }

    /// Steps each thread may make.
    long steps() {
        return rule.iterations();
    }

    /// Nanoseconds left, or a very long time.
    long nanosLeft() {
        return limitNanos == Long.MAX_VALUE ? Long.MAX_VALUE : limitNanos - elapsedNanos();
    }

    boolean timed() {
        return rule.timed();
    }

    /// Ends the search for all threads because one of them failed.
    void abort() {
        reason = Reason.CANCELLED;
    }

    void proven() {
        reason = Reason.PROVEN;
    }

    /// Why the search ended, told by what it had done at its end.
    Reason reason(long steps) {
        Reason known = reason;
        return known != null
                ? known
                : steps >= rule.iterations() ? Reason.ITERATIONS : Reason.STAGNATION;
    }
}
