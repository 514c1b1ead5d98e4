package org.marshrut.llm.internal.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Outcome;

/// Runs calls: some at once, some waiting, further ones refused. A call ends at its deadline, at an
/// interrupt of its caller or when this is closed, whichever comes first, and its work is then
/// interrupted. Thread-safe.
final class Admission implements AutoCloseable {

    /// A call's work, on a thread of its own. It is told how long it waited for its turn.
    @FunctionalInterface
    interface Work<T> {
        Outcome<T> run(Duration queued) throws InterruptedException;
    }

    private final String name;
    private final int maximumCalls;
    private final Semaphore turns;
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<FutureTask<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Admission(String name, int maximumConcurrent, int queueCapacity) {
        this.name = name;
        this.maximumCalls = maximumConcurrent + queueCapacity;
        this.turns = new Semaphore(maximumConcurrent, true);
    }

    <T> Outcome<T> call(Deadline deadline, Work<T> work) {
        if (calls.incrementAndGet() > maximumCalls) {
            calls.decrementAndGet();
            return new Outcome.Failed<>(
                    new Failure(
                            Reason.OVERLOADED,
                            "Model %s must not have more than %d calls at a time."
                                    .formatted(name, maximumCalls),
                            Optional.of(Duration.ofSeconds(1))));
        }
        var task = new FutureTask<>(() -> inTurn(work));
        running.add(task);
        try {
            if (closed) {
                return cancelled("was closed");
            }
            Thread.ofVirtual().name("ask-" + name).start(task);
            return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return Outcome.failed(
                    Reason.TIMED_OUT, "Model %s did not answer in time.".formatted(name));
        } catch (CancellationException _) {
            return cancelled("was closed");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return cancelled("was not waited for");
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "A call to model %s failed.".formatted(name), e.getCause());
        } finally {
            task.cancel(true);
            running.remove(task);
            calls.decrementAndGet();
        }
    }

    private <T> Outcome<T> inTurn(Work<T> work) throws InterruptedException {
        long from = System.nanoTime();
        turns.acquire();
        try {
            return work.run(Duration.ofNanos(System.nanoTime() - from));
        } finally {
            turns.release();
        }
    }

    private <T> Outcome<T> cancelled(String why) {
        return Outcome.failed(Reason.CANCELLED, "Model %s %s.".formatted(name, why));
    }

    /// Ends all calls; later ones end at once.
    @Override
    public void close() {
        closed = true;
        running.forEach(task -> task.cancel(true));
    }
}
