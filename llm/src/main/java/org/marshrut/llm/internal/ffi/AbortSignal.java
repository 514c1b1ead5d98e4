package org.marshrut.llm.internal.ffi;

import java.lang.foreign.MemorySegment;

/// Tells a computation in progress to stop: because its time is up, or because nobody waits for it
/// any more. Polled by native code between the operations of a computation; thread-safe.
public final class AbortSignal {

    /// Why a computation stopped.
    public enum Cause {
        NONE,
        DEADLINE,
        CANCELLED
    }

    private volatile long deadlineNanos;
    private volatile boolean hasDeadline;
    private volatile boolean cancelled;

    /// Starts a computation that may go on until a moment of [System#nanoTime].
    public void arm(long deadline) {
        deadlineNanos = deadline;
        hasDeadline = true;
        cancelled = false;
    }

    /// No deadline and no cancellation.
    public void disarm() {
        hasDeadline = false;
        cancelled = false;
    }

    /// Stops the computation now.
    public void cancel() {
        cancelled = true;
    }

    public Cause cause() {
        if (cancelled) {
            return Cause.CANCELLED;
        }
        return hasDeadline && deadlineNanos - System.nanoTime() <= 0 ? Cause.DEADLINE : Cause.NONE;
    }

    /// The upcall: `bool (*)(void *)`. Cannot throw.
    @SuppressWarnings("unused")
    boolean poll(MemorySegment userData) {
        return cause() != Cause.NONE;
    }
}
