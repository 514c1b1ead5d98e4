package org.marshrut.llm.internal.supervisor;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LocalModelSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when a model's process runs: from the first use until it is idle, its file changes, or
/// it dies, in which case the next one is started. Thread-safe.
///
/// All fields are guarded by one lock, which is never held while something slow happens: loading
/// runs on a thread of its own, and whoever needs the model waits for its future.
final class WorkerKeeper {

    /// A process that is ready, or why there is none.
    sealed interface Obtained {

        record Ready(WorkerProcess worker) implements Obtained {}

        record Unavailable(Failure failure) implements Obtained {}
    }

    /// What is known at one moment.
    record Snapshot(
            @Nullable WorkerProcess worker,
            String runtime,
            boolean loading,
            boolean closed,
            Duration pauseLeft,
            int restarts,
            Optional<Failure> knownDefect,
            Optional<Failure> lastFailure) {}

    private static final Logger LOG = LoggerFactory.getLogger(WorkerKeeper.class);

    private final LocalModelSettings settings;
    private final ModelFile file;
    private final WorkerStarter starter;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier unused;

    private final ReentrantLock lock = new ReentrantLock();
    private final LoadFailures loadFailures = new LoadFailures();
    private final Crashes crashes = new Crashes();
    private final Set<WorkerProcess> running = new HashSet<>();
    private @Nullable WorkerProcess worker;
    private ModelFile.@Nullable Version loaded;
    private String runtime = "";
    private @Nullable CompletableFuture<Optional<Failure>> loading;
    private Optional<Failure> lastFailure = Optional.empty();
    private boolean unloadRequested;
    private boolean idleCheckPlanned;
    private long lastUseNanos = System.nanoTime();
    private volatile boolean closed;

    /// @param unused whether no call is in progress or waits
    WorkerKeeper(
            LocalModelSettings settings,
            ModelFile file,
            WorkerStarter starter,
            ScheduledExecutorService timer,
            BooleanSupplier unused) {
        this.settings = settings;
        this.file = file;
        this.starter = starter;
        this.timer = timer;
        this.unused = unused;
    }

    boolean isClosed() {
        return closed;
    }

    /// The process that has the present version of the file loaded; loads it if need be. A load
    /// that outlasts the deadline goes on for those who come later.
    Obtained obtain(Deadline deadline) throws InterruptedException {
        while (true) {
            var version = file.version();
            CompletableFuture<Optional<Failure>> load;
            lock.lock();
            try {
                var known = present(version);
                if (known.isPresent()) {
                    return known.get();
                }
                load = loading == null ? startLoading(version.orElseThrow()) : loading;
            } finally {
                lock.unlock();
            }
            try {
                var failure = load.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                if (failure.isPresent()) {
                    return new Obtained.Unavailable(failure.get());
                }
            } catch (TimeoutException e) {
                return new Obtained.Unavailable(
                        new Failure(
                                Reason.TIMED_OUT,
                                "The deadline passed while %s was being loaded."
                                        .formatted(file.path())));
            } catch (ExecutionException e) {
                throw new IllegalStateException("A load never ends exceptionally.", e);
            }
        }
    }

    /// What can be said without loading.
    private Optional<Obtained> present(Optional<ModelFile.Version> version) {
        if (closed) {
            return unavailable(new Failure(Reason.CANCELLED, "The model was closed."));
        }
        var current = worker;
        if (current != null && current.isAlive()) {
            if (version.isPresent() && version.get().equals(loaded)) {
                return Optional.of(new Obtained.Ready(current));
            }
            stopWorker(current, "its file has changed");
        } else if (current != null) {
            // Its end was seen here before it was reported.
            ended(current, current.exit());
        }
        if (version.isEmpty()) {
            return unavailable(file.missing());
        }
        var known = loadFailures.insteadOfLoading(version.get());
        if (known.isPresent()) {
            return unavailable(known.get());
        }
        var pause = crashes.pauseLeft();
        if (loading == null && pause.isPositive()) {
            return unavailable(
                    new Failure(
                            Reason.CRASHED,
                            "The model's process died repeatedly; it is started again in %d ms."
                                    .formatted(pause.toMillis()),
                            Optional.of(pause)));
        }
        return Optional.empty();
    }

    private static Optional<Obtained> unavailable(Failure failure) {
        return Optional.of(new Obtained.Unavailable(failure));
    }

    private CompletableFuture<Optional<Failure>> startLoading(ModelFile.Version version) {
        var future = new CompletableFuture<Optional<Failure>>();
        loading = future;
        Thread.ofVirtual()
                .name("llm-" + settings.name() + "-load")
                .start(() -> future.complete(load(version)));
        return future;
    }

    private Optional<Failure> load(ModelFile.Version version) {
        Optional<Failure> failure = Optional.empty();
        try {
            failure = file.defect(version).or(() -> open(version));
        } catch (RuntimeException e) {
            LOG.error("Model {} could not be loaded", settings.name(), e);
            failure = Optional.of(new Failure(Reason.LOAD_FAILED, e.toString()));
        }
        lock.lock();
        try {
            loading = null;
            if (failure.isEmpty()) {
                loadFailures.clear();
            } else if (!closed) {
                loadFailures.add(version, failure.get());
                lastFailure = failure;
                LOG.warn("Model {}: {}", settings.name(), failure.get().detail());
            }
        } finally {
            lock.unlock();
        }
        released();
        return failure;
    }

    private Optional<Failure> open(ModelFile.Version version) {
        awaitPredecessors();
        return switch (starter.open(this::started)) {
            case WorkerStarter.Opened.Failed(var failure) -> Optional.of(failure);
            case WorkerStarter.Opened.Ready(var ready, var how) -> {
                adopt(ready, how, version);
                yield Optional.empty();
            }
        };
    }

    private void started(WorkerProcess fresh) {
        lock.lock();
        try {
            running.add(fresh);
            var _ = fresh.ended().thenAccept(how -> ended(fresh, how));
            if (closed) {
                fresh.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    private void adopt(WorkerProcess ready, String how, ModelFile.Version version) {
        lock.lock();
        try {
            if (closed) {
                ready.stop();
                return;
            }
            crashes.started();
            runtime = how;
            loaded = version;
            worker = ready;
        } finally {
            lock.unlock();
        }
    }

    /// Two processes of one model never share the memory of the machine.
    private void awaitPredecessors() {
        List<WorkerProcess> before;
        lock.lock();
        try {
            before = List.copyOf(running);
        } finally {
            lock.unlock();
        }
        before.forEach(WorkerProcess::awaitEnd);
    }

    private void ended(WorkerProcess dead, String how) {
        lock.lock();
        try {
            running.remove(dead);
            if (worker != dead) {
                return;
            }
            worker = null;
            var pause = crashes.died();
            lastFailure =
                    Optional.of(
                            new Failure(
                                    Reason.CRASHED, "The model's process ended with " + how + "."));
            LOG.warn(
                    "Model {}: its process ended with {}; the next one starts in {} ms",
                    settings.name(),
                    how,
                    pause.toMillis());
            if (!closed) {
                var _ = timer.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void restart() {
        var version = file.version();
        lock.lock();
        try {
            if (!closed && worker == null && loading == null && version.isPresent()) {
                var _ = startLoading(version.get());
            }
        } finally {
            lock.unlock();
        }
    }

    /// To be called when a call has ended; unloads if that was asked for, or in due time.
    void released() {
        lock.lock();
        try {
            lastUseNanos = System.nanoTime();
            unloadIfRequested();
            planIdleCheck(settings.idleUnload());
        } finally {
            lock.unlock();
        }
    }

    /// To be called when the process gave an answer.
    void answered() {
        lock.lock();
        try {
            crashes.answered();
        } finally {
            lock.unlock();
        }
    }

    void failed(Failure failure) {
        lock.lock();
        try {
            lastFailure = Optional.of(failure);
        } finally {
            lock.unlock();
        }
    }

    private void planIdleCheck(Duration after) {
        if (worker != null && !closed && !idleCheckPlanned && settings.idleUnload().isPositive()) {
            idleCheckPlanned = true;
            var _ = timer.schedule(this::checkIdle, after.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void checkIdle() {
        lock.lock();
        try {
            idleCheckPlanned = false;
            var left = settings.idleUnload().minusNanos(System.nanoTime() - lastUseNanos);
            var current = worker;
            if (current == null) {
                return;
            }
            if (left.isPositive() || !unused.getAsBoolean()) {
                planIdleCheck(left.isPositive() ? left : settings.idleUnload());
            } else {
                stopWorker(current, "it was not used");
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes back a request to unload that was not yet granted.
    void keepLoaded() {
        lock.lock();
        try {
            unloadRequested = false;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the process, once no call needs it.
    void unload() {
        lock.lock();
        try {
            unloadRequested = true;
            unloadIfRequested();
        } finally {
            lock.unlock();
        }
    }

    private void unloadIfRequested() {
        if (!unloadRequested || loading != null || !unused.getAsBoolean()) {
            return;
        }
        unloadRequested = false;
        if (worker != null) {
            stopWorker(worker, "that was asked for");
        }
    }

    private void stopWorker(WorkerProcess current, String why) {
        LOG.info("Model {} is unloaded: {}", settings.name(), why);
        worker = null;
        current.stop();
    }

    Snapshot snapshot(Optional<ModelFile.Version> version) {
        lock.lock();
        try {
            return new Snapshot(
                    worker,
                    runtime,
                    loading != null,
                    closed,
                    crashes.pauseLeft(),
                    crashes.restarts(),
                    version.flatMap(loadFailures::of),
                    lastFailure);
        } finally {
            lock.unlock();
        }
    }

    /// Ends the process and any load; what is still in progress fails.
    void close() {
        lock.lock();
        try {
            closed = true;
            worker = null;
            running.forEach(WorkerProcess::stop);
        } finally {
            lock.unlock();
        }
    }

    /// Waits, after [#close], until no process is left.
    void awaitEnd() {
        CompletableFuture<?> load;
        lock.lock();
        try {
            load = loading == null ? CompletableFuture.completedFuture("") : loading;
        } finally {
            lock.unlock();
        }
        load.join();
        awaitPredecessors();
    }
}
