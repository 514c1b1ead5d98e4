package ru.t2.marshrut.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Long work as it stands.
///
/// @param key what it works on; of one kind and key only one job is unfinished
/// @param percent of its time, 0 to 100
/// @param progress figures of the work so far, of the kind's own form
/// @param result figures of the finished work, of the kind's own form
/// @param failure the closed word for what went wrong
/// @param attempts how often it was begun: more than once after an interruption
public record Job(
        UUID id,
        String kind,
        String key,
        Status status,
        String author,
        JsonNode parameters,
        int percent,
        Optional<JsonNode> progress,
        Optional<JsonNode> checkpoint,
        Optional<JsonNode> result,
        Optional<String> failure,
        Optional<Cancel> cancel,
        int attempts,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    /// Where a job stands.
    public enum Status {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isFinished() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /// What becomes of the best found so far when a job is cancelled.
    public enum Cancel {
        KEEP,
        DISCARD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
