package ru.t2.marshrut.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One change.
///
/// @param at when it was made
/// @param actor who made it
/// @param action what was done: `create`, `update`, `delete` …
/// @param entity to what kind of record: `store`, `rep` …
/// @param before the record as it was; null: it was not there
/// @param after the record as it is now; null: it is gone
/// @param note why, in the actor's words
/// @param requestId of the request that made it; null: the application's own work
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String action,
        String entity,
        String entityId,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable String note,
        @Nullable String requestId) {}
