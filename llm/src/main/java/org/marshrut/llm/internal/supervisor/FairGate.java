package org.marshrut.llm.internal.supervisor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.marshrut.llm.Deadline;

/// Lets one in at a time, first come, first served, and refuses whoever finds too many waiting.
/// Thread-safe; not reentrant.
public final class FairGate {

    /// What became of an attempt to enter.
    enum Entry {
        ENTERED,
        FULL,
        TIMED_OUT,
        CLOSED
    }

    private record Ticket(long number) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private long nextNumber;
    private boolean taken;

    /// Waits for a place; whoever gets [Entry#ENTERED] must [#leave].
    ///
    /// @param capacity how many may wait, this one included
    /// @param closed ends the wait; asked after each [#wake]
    Entry enter(int capacity, Deadline deadline, BooleanSupplier closed)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!taken && waiting.isEmpty() && !closed.getAsBoolean()) {
                taken = true;
                return Entry.ENTERED;
            }
            if (waiting.size() >= capacity) {
                return closed.getAsBoolean() ? Entry.CLOSED : Entry.FULL;
            }
            return await(deadline, closed);
        } finally {
            lock.unlock();
        }
    }

    private Entry await(Deadline deadline, BooleanSupplier closed) throws InterruptedException {
        var ticket = new Ticket(nextNumber++);
        waiting.addLast(ticket);
        try {
            while (taken || waiting.getFirst().number() != ticket.number()) {
                if (closed.getAsBoolean()) {
                    return Entry.CLOSED;
                }
                long left = deadline.remaining().toNanos();
                if (left == 0) {
                    return Entry.TIMED_OUT;
                }
                var _ = changed.awaitNanos(left);
            }
            if (closed.getAsBoolean()) {
                return Entry.CLOSED;
            }
            taken = true;
            return Entry.ENTERED;
        } finally {
            waiting.remove(ticket);
            changed.signalAll();
        }
    }

    void leave() {
        lock.lock();
        try {
            taken = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Makes everybody who waits ask again whether it is closed.
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody is in and nobody waits.
    boolean isFree() {
        lock.lock();
        try {
            return !taken && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
