package ru.t2.marshrut.disruption;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was read out of a text. Nothing has come of it: whoever asked sends a draft to `POST
/// /force_majeure`, changed or not, looks at the proposal and applies it.
///
/// @param readBy `qwen`, `llama`, or `rule` when keywords decided
/// @param fallbackReason why models asked before did not; null: nobody was
@Schema(name = "DisruptionReading")
record DisruptionReading(
        LocalDate date,
        String readBy,
        @Nullable String fallbackReason,
        List<Item> items,
        @Nullable ReadingRun modelRun) {

    DisruptionReading {
        items = List.copyOf(items);
    }

    /// One thing that went wrong.
    ///
    /// @param text the words it was read from
    /// @param accepted whether there is a draft
    /// @param slots each of what the text says, accepted or refused
    /// @param draft what to send to `POST /force_majeure`; null while a slot is refused
    @Schema(name = "DisruptionReadingItem")
    record Item(
            String text, boolean accepted, List<Slot> slots, @Nullable DisruptionRequest draft) {

        Item {
            slots = List.copyOf(slots);
        }
    }

    /// One thing a text says.
    ///
    /// @param values as in the draft: an id, a date, an hour
    /// @param label what people call it; null where the values speak for themselves
    /// @param text the words it was read from; null: it follows from others
    /// @param reason why it is refused, or how it was understood where it could be otherwise
    /// @param question what to ask back
    /// @param candidates for a question: whom or what it may mean
    @Schema(name = "DisruptionSlot")
    record Slot(
            Name slot,
            List<String> values,
            @Nullable String label,
            @Nullable String text,
            boolean accepted,
            @Nullable String reason,
            @Nullable String question,
            List<Candidate> candidates) {

        Slot {
            values = List.copyOf(values);
            candidates = List.copyOf(candidates);
        }
    }

    /// What a slot tells.
    enum Name {
        @JsonProperty("what")
        WHAT,
        @JsonProperty("who")
        WHO,
        @JsonProperty("where")
        WHERE,
        @JsonProperty("from")
        FROM,
        @JsonProperty("to")
        TO,
        @JsonProperty("hours")
        HOURS,
        @JsonProperty("effect")
        EFFECT
    }

    @Schema(name = "DisruptionCandidate")
    record Candidate(String id, String name) {}

    /// The models' part.
    @Schema(name = "DisruptionReadingRun")
    record ReadingRun(
            UUID id, int promptTokens, int cachedTokens, int outputTokens, long durationMs) {}
}
