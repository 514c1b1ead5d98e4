package ru.t2.marshrut.platform;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Lets heavy work that suffers from company begin at a quiet moment. Searches for routes are short
/// and never wait; a model's threads, which wait for each other all the time, fall to a small part
/// of their speed beside them, so a model lets running searches finish first. Thread-safe.
@Component
public class Processor {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int busy;

    /// Does work during which the processor does not count as quiet.
    public <T> T whileBusy(Callable<T> work) throws Exception {
        change(1);
        try {
            return work.call();
        } finally {
            change(-1);
        }
    }

    /// Waits until no such work is going on, or no longer than told.
    public void awaitQuiet(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (busy > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            busy += by;
            if (busy == 0) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
