package ru.t2.marshrut.platform;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/// Jobs over HTTP.
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs")
class JobController {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final long STREAM_LIMIT_MILLIS = Duration.ofHours(1).toMillis();

    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    /// A job in the API.
    record JobAnswer(
            UUID jobId,
            String kind,
            String key,
            Job.Status status,
            int percent,
            @Nullable JsonNode progress,
            @Nullable JsonNode result,
            @Nullable String failure,
            int attempts,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {

        static JobAnswer of(Job job) {
            return new JobAnswer(
                    job.id(),
                    job.kind(),
                    job.key(),
                    job.status(),
                    job.percent(),
                    job.progress().orElse(null),
                    job.result().orElse(null),
                    job.failure().orElse(null),
                    job.attempts(),
                    job.createdAt(),
                    job.startedAt().orElse(null),
                    job.finishedAt().orElse(null));
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "State, progress and result of a job")
    JobAnswer getJob(@PathVariable UUID id) {
        return JobAnswer.of(get(id));
    }

    @GetMapping(value = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "The job as server-sent events",
            description =
                    "`progress` whenever something changes, `finished` at last; each with the job as JSON. The"
                            + " stream may be taken up again at any time, on any instance.")
    SseEmitter followJob(@PathVariable UUID id) {
        get(id);
        var emitter = new SseEmitter(STREAM_LIMIT_MILLIS);
        Thread.ofVirtual().name("job-events-" + id).start(() -> follow(id, emitter));
        return emitter;
    }

    private void follow(UUID id, SseEmitter emitter) {
        try {
            @Nullable JobAnswer told = null;
            long silentSince = System.nanoTime();
            while (true) {
                var job = jobs.find(id);
                if (job.isEmpty()) {
                    emitter.complete();
                    return;
                }
                var answer = JobAnswer.of(job.get());
                boolean finished = answer.status().isFinished();
                if (!answer.equals(told)) {
                    emitter.send(
                            SseEmitter.event()
                                    .name(finished ? "finished" : "progress")
                                    .data(answer, MediaType.APPLICATION_JSON));
                    told = answer;
                    silentSince = System.nanoTime();
                } else if (System.nanoTime() - silentSince > KEEP_ALIVE.toNanos()) {
                    emitter.send(SseEmitter.event().comment("waiting"));
                    silentSince = System.nanoTime();
                }
                if (finished) {
                    emitter.complete();
                    return;
                }
                Thread.sleep(LOOK);
            }
        } catch (IOException | IllegalStateException e) {
            // The client has gone.
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Stops a job; 202, since it ends within a second or so")
    ResponseEntity<JobAnswer> cancelJob(
            @PathVariable UUID id,
            @Parameter(description = "Publish the best found so far")
                    @RequestParam(defaultValue = "false")
                    boolean keep) {
        get(id);
        if (!jobs.cancel(id, keep ? Job.Cancel.KEEP : Job.Cancel.DISCARD)) {
            throw ApiException.of(HttpStatus.CONFLICT, "job_finished", id);
        }
        return ResponseEntity.accepted().body(JobAnswer.of(get(id)));
    }

    private Job get(UUID id) {
        return jobs.find(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }
}
