package ru.t2.marshrut.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Long work in the background. Thread-safe.
///
/// Jobs are kept in the database. db-scheduler hands each to one instance of the application; if
/// that one dies, another (or the same, started again) begins the job anew from its checkpoint once
/// [#HEARTBEAT] was missed [#MISSED_HEARTBEATS] times, or at once on a database of its own. One job
/// runs at a time in each instance: it uses all of the processor anyway.
@Component
public class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    static final Duration HEARTBEAT = Duration.ofSeconds(2);
    static final int MISSED_HEARTBEATS = 4;
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);

    private final JobRepository repository;
    private final Map<String, JobWork> works;
    private final DatabaseServer server;
    private final Clock clock;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;
    private volatile boolean closing;
    private volatile boolean running;

    Jobs(
            JobRepository repository,
            List<JobWork> works,
            DatabaseServer server,
            DataSource dataSource,
            Clock clock) {
        this.repository = repository;
        this.server = server;
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        this.clock = clock;
        task =
                Tasks.oneTime("job", Void.class)
                        .onDeadExecutionRevive()
                        .onFailure((complete, operations) ->
                                operations.reschedule(complete, clock.instant().plus(POLLING)))
                        .execute((instance, context) -> run(UUID.fromString(instance.getId())));
        scheduler =
                Scheduler.create(dataSource, task)
                        .threads(1)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(SHUTDOWN_LIMIT)
                        .enableImmediateExecution()
                        .build();
    }

    /// Puts a job into the queue.
    ///
    /// @param key what it works on
    /// @param parameters anything that JSON can tell
    /// @return the new job, or the unfinished one of this kind and key
    public Submitted submit(String kind, String key, String author, Object parameters) {
        UUID id = UUID.randomUUID();
        if (!repository.insert(id, kind, key, author, parameters, clock.instant())) {
            var other = repository.findUnfinished(kind, key);
            if (other.isPresent()) {
                return new Submitted(other.get().id(), false);
            }
            // It has just finished.
            return submit(kind, key, author, parameters);
        }
        scheduler.scheduleIfNotExists(task.instance(id.toString()), clock.instant());
        return new Submitted(id, true);
    }

    /// A job's id.
    ///
    /// @param isNew false: it was there before
    public record Submitted(UUID id, boolean isNew) {}

    public Optional<Job> find(UUID id) {
        return repository.find(id);
    }

    /// The unfinished job of a kind that works on this, if there is one.
    public Optional<UUID> findUnfinished(String kind, String key) {
        return repository.findUnfinished(kind, key).map(Job::id);
    }

    /// Asks a job to stop soon.
    ///
    /// @return false if there is no such unfinished job
    public boolean cancel(UUID id, Job.Cancel cancel) {
        return repository.cancel(id, cancel);
    }

    private void run(UUID id) {
        if (!repository.start(id, clock.instant())) {
            return;
        }
        var job = repository.find(id).orElseThrow();
        var work = works.get(job.kind());
        long started = System.nanoTime();
        try {
            var result = work == null ? new JobWork.Result.Failed("unknown_kind") : run(job, work);
            finish(id, result);
            log.info(
                    "Job {} of kind {}: {} after {} ms",
                    id,
                    job.kind(),
                    result.getClass().getSimpleName(),
                    (System.nanoTime() - started) / 1_000_000);
        } catch (InterruptedJobException e) {
            throw e;
        } catch (RuntimeException e) {
            if (closing) {
                throw e;
            }
            log.error("Job {} of kind {} failed", id, job.kind(), e);
            finish(id, new JobWork.Result.Failed("internal_error"));
        }
    }

    /// The work, with its progress kept until its end.
    private JobWork.Result run(Job job, JobWork work) {
        try (var run = new JobRun(repository, job, () -> closing)) {
            var result = work.run(run);
            if (closing
                    && run.cancel().isEmpty()
                    && !(result instanceof JobWork.Result.Succeeded)) {
                throw new InterruptedJobException(job.id());
            }
            return result;
        }
    }

    private void finish(UUID id, JobWork.Result result) {
        var now = clock.instant();
        switch (result) {
            case JobWork.Result.Succeeded(var figures) ->
                    repository.finish(id, Job.Status.SUCCEEDED, figures, null, now);
            case JobWork.Result.Failed(var code) ->
                    repository.finish(id, Job.Status.FAILED, null, code, now);
            case JobWork.Result.Cancelled() ->
                    repository.finish(id, Job.Status.CANCELLED, null, null, now);
        }
    }

    /// The application closes; the job goes on at its next start.
    private static final class InterruptedJobException extends RuntimeException {
        InterruptedJobException(UUID id) {
            super("Job " + id + " was interrupted.");
        }
    }

    @Override
    public void start() {
        if (server.isExclusive()) {
            // Whoever held a job is dead: nobody else can use this database.
            repository.releaseAll();
        }
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        closing = true;
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
