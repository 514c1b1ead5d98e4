package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A past month planned anew, beside what was driven.
///
/// @param driven as facts tell
/// @param sameVisits the visits that were made, planned anew
/// @param wholeNorm everything the norm asked for, planned with what is known of the month now
/// @param savedKm driven less those of the same visits planned anew; negative: it would be longer
/// @param assumptions words for what both sides take for granted: `same_roads`, `homes_of_today` …
@Schema(name = "Replay")
record ReplayAnswer(
        UUID id,
        @Schema(example = "2026-10") String month,
        Instant madeAt,
        String author,
        int seconds,
        Side driven,
        Side sameVisits,
        Side wholeNorm,
        BigDecimal savedKm,
        BigDecimal savedHours,
        BigDecimal savedRub,
        @Nullable BigDecimal savedPercent,
        List<String> assumptions) {

    ReplayAnswer {
        assumptions = List.copyOf(assumptions);
    }

    /// One side of the comparison.
    ///
    /// @param visits that were or would be made
    /// @param asked of so many
    /// @param hours from leaving home to being back
    @Schema(name = "ReplaySide")
    record Side(
            long visits,
            long asked,
            @Nullable BigDecimal percent,
            long outings,
            BigDecimal distanceKm,
            BigDecimal travelHours,
            BigDecimal hours,
            BigDecimal costRub) {}
}
