package ru.t2.marshrut.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// An address that is called when something happens.
///
/// @param kinds of events it gets; empty: all
/// @param cursor number of the newest event that was delivered or is not of its kinds
/// @param failures calls that failed since the last one that did not
/// @param version 1 when new, one more with each change of what clients can set
record Webhook(
        UUID id,
        URI url,
        Optional<String> description,
        List<EventKind> kinds,
        WebhookSecret secret,
        boolean active,
        long cursor,
        int failures,
        Optional<Instant> failingSince,
        Optional<Instant> nextAttemptAt,
        Optional<DisabledBecause> disabledBecause,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    Webhook {
        kinds = List.copyOf(kinds);
    }

    /// Why the application itself switched a webhook off.
    enum DisabledBecause {
        /// All calls failed for a long time.
        @JsonProperty("failing")
        FAILING,
        /// The target answered 410.
        @JsonProperty("gone")
        GONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static DisabledBecause ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    Set<EventKind> wantedKinds() {
        return kinds.isEmpty() ? EnumSet.allOf(EventKind.class) : EnumSet.copyOf(kinds);
    }
}
