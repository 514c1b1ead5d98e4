package ru.t2.marshrut.integration;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call that was tried, as the log keeps it.
///
/// @param eventNumber null: a test
/// @param attempt from 1 for each event
/// @param status of the answer; null: there was none
@Schema(name = "WebhookDelivery")
record DeliveryRecord(
        UUID eventId,
        @Nullable Long eventNumber,
        String eventType,
        int attempt,
        Instant at,
        int durationMs,
        WebhookSender.Outcome outcome,
        @Nullable Integer status) {

    static DeliveryRecord of(
            UUID eventId,
            @Nullable Long eventNumber,
            String eventType,
            int attempt,
            WebhookSender.Attempt tried) {
        return new DeliveryRecord(
                eventId,
                eventNumber,
                eventType,
                attempt,
                tried.at(),
                Math.toIntExact(tried.took().toMillis()),
                tried.outcome(),
                tried.status().isPresent() ? tried.status().getAsInt() : null);
    }
}
