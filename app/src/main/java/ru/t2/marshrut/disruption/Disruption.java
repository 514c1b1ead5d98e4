package ru.t2.marshrut.disruption;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A disruption with its proposal, as the API tells it.
///
/// @param changeId names the changes in the plans' histories; null: none were made
@Schema(name = "Disruption")
record Disruption(
        UUID id,
        State state,
        DisruptionRequest request,
        DisruptionPreview preview,
        String author,
        @Nullable UUID changeId,
        Instant createdAt,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt) {

    /// What became of a proposal.
    enum State {
        @JsonProperty("previewed")
        PREVIEWED,
        @JsonProperty("applied")
        APPLIED,
        @JsonProperty("undone")
        UNDONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
