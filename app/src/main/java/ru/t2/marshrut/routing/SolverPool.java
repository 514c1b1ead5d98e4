package ru.t2.marshrut.routing;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.Processor;

/// The threads on which routes are searched: one a core, with a bounded queue, so that many
/// requests wait instead of slowing each other down. Thread-safe.
@Component
class SolverPool {

    private static final int QUEUE = 400;
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);

    private final Processor processor;
    private final ThreadPoolExecutor threads;

    SolverPool(Processor processor) {
        this.processor = processor;
        int cores = Runtime.getRuntime().availableProcessors();
        threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        1,
                        TimeUnit.MINUTES,
                        new LinkedBlockingQueue<>(QUEUE),
                        Thread.ofPlatform().name("solver-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Runs all tasks and returns their results in order.
    ///
    /// @throws ApiException 429 if too many are waiting already
    <T> List<T> runAll(List<Callable<T>> tasks) {
        var running = new ArrayList<Future<T>>();
        try {
            for (var task : tasks) {
                running.add(threads.submit(() -> processor.whileBusy(task)));
            }
            var results = new ArrayList<T>();
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        } catch (RejectedExecutionException e) {
            throw ApiException.of(HttpStatus.TOO_MANY_REQUESTS, "solver_busy")
                    .retryAfter(BUSY_PAUSE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A search failed.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a search.", e);
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
