package ru.t2.marshrut.platform;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A job under way: keeps its progress in the database and looks there whether to stop, a few times
/// a second, on a thread of its own. Thread-safe.
final class JobRun implements JobWork.Run, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);
    private static final long PERIOD_MILLIS = 250;

    private final JobRepository repository;
    private final Job job;
    private final BooleanSupplier closing;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("job-progress").factory());
    private volatile Optional<Job.Cancel> cancel;
    private volatile @Nullable Object figures;
    private volatile int percent;

    JobRun(JobRepository repository, Job job, BooleanSupplier closing) {
        this.repository = repository;
        this.job = job;
        this.closing = closing;
        cancel = job.cancel();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::exchange, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void exchange() {
        try {
            cancel = repository.progress(job.id(), percent, figures);
        } catch (RuntimeException e) {
            // The database may be back the next time; the work itself goes on.
            log.warn("Progress of job {} can't be kept: {}", job.id(), e.getMessage());
        }
    }

    @Override
    public Job job() {
        return job;
    }

    @Override
    public Optional<JsonNode> checkpoint() {
        return job.checkpoint();
    }

    @Override
    public boolean stopRequested() {
        return cancel.isPresent() || closing.getAsBoolean();
    }

    @Override
    public Optional<Job.Cancel> cancel() {
        return cancel;
    }

    @Override
    public void progress(int share, Object state) {
        percent = Math.clamp(share, 0, 100);
        figures = state;
    }

    @Override
    public void keepCheckpoint(Object state) {
        repository.checkpoint(job.id(), state);
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (timer.awaitTermination(5, TimeUnit.SECONDS)) {
                exchange();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
