package ru.t2.marshrut.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A webhook in the API.
///
/// @param kinds empty: all
/// @param secret told once, when it is made
/// @param lastEvent number of the newest event that was delivered or is not of its kinds
/// @param failures calls that failed since the last one that did not
/// @param disabledBecause why the application itself switched it off
@Schema(name = "Webhook")
record WebhookView(
        UUID id,
        String url,
        @Nullable String description,
        List<EventKind> kinds,
        boolean active,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        long lastEvent,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant nextAttemptAt,
        Webhook.@Nullable DisabledBecause disabledBecause,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView withSecret(Webhook webhook) {
        return of(webhook, webhook.secret().text());
    }

    private static WebhookView of(Webhook webhook, @Nullable String secret) {
        return new WebhookView(
                webhook.id(),
                webhook.url().toString(),
                webhook.description().orElse(null),
                webhook.kinds(),
                webhook.active(),
                secret,
                webhook.cursor(),
                webhook.failures(),
                webhook.failingSince().orElse(null),
                webhook.nextAttemptAt().orElse(null),
                webhook.disabledBecause().orElse(null),
                webhook.version(),
                webhook.createdAt(),
                webhook.updatedAt());
    }
}
