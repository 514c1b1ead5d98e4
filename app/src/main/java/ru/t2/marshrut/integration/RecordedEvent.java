package ru.t2.marshrut.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An event as other systems get it, in the stream and in calls alike (the form of Standard
/// Webhooks with a number and an id).
///
/// @param number from 1, without gaps, in the order of the transactions that made them
/// @param id the same however often it is delivered
@Schema(name = "Event")
record RecordedEvent(
        long number,
        UUID id,
        @JsonProperty("type") EventKind kind,
        @JsonProperty("timestamp") Instant at,
        JsonNode data) {}
