package org.marshrut.solver.internal.search;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs the same work in the calling thread and, if wanted, in one more.
final class Threads {

    private Threads() {}

    static void run(int threads, Budget budget, Runnable work) {
        if (threads == 1) {
            work.run();
            return;
        }
        FutureTask<Boolean> other =
                new FutureTask<>(() -> {
                    work.run();
                    return true;
                });
        Thread.ofPlatform().name("solver").daemon().start(other);
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (!done) {
                budget.abort();
            }
            await(other);
        }
    }

    static void await(FutureTask<Boolean> task) {
        boolean interrupted = false;
        while (true) {
            try {
                task.get();
                break;
            } catch (InterruptedException e) {
                // The budget ends the other thread; its plan must not be lost to an interrupt.
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("The second search thread failed.", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
