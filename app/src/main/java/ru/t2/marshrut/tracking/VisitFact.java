package ru.t2.marshrut.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What really happened at a visit.
///
/// @param visitDate the day it was planned for
/// @param minutesInStore null until both ends are known
@Schema(name = "VisitFact")
record VisitFact(
        UUID visitId,
        String storeId,
        String repId,
        LocalDate visitDate,
        Outcome outcome,
        @Nullable Instant arrivedAt,
        @Nullable Instant leftAt,
        @Nullable Long minutesInStore,
        @Nullable String reason,
        @Nullable String note,
        Instant updatedAt) {

    /// How far it has come.
    enum Outcome {
        @JsonProperty("in_progress")
        IN_PROGRESS,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("skipped")
        SKIPPED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static VisitFact of(
            UUID visitId,
            String storeId,
            String repId,
            LocalDate visitDate,
            Outcome outcome,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt,
            @Nullable String reason,
            @Nullable String note,
            Instant updatedAt) {
        return new VisitFact(
                visitId,
                storeId,
                repId,
                visitDate,
                outcome,
                arrivedAt,
                leftAt,
                arrivedAt == null || leftAt == null
                        ? null
                        : Duration.between(arrivedAt, leftAt).toMinutes(),
                reason,
                note,
                updatedAt);
    }
}
