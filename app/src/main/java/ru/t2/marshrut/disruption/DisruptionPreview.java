package ru.t2.marshrut.disruption;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a proposal would do.
///
/// @param affected how many visits can't be made as planned
/// @param moves visits that get another rep or day
/// @param unplaced visits that would wait in the "to place" list
/// @param before the touched routes together
/// @param after the same routes together
/// @param received how many affected visits each receiving rep gets
/// @param spread difference between the most and the least of them
/// @param movedOthers how many visits move that were not affected
/// @param belowNorm stores that would miss calls
@Schema(name = "DisruptionPreview")
record DisruptionPreview(
        int affected,
        List<Move> moves,
        List<Waiting> unplaced,
        Figures before,
        Figures after,
        Map<String, Integer> received,
        int spread,
        int movedOthers,
        List<BelowNorm> belowNorm) {

    /// @param affected whether it had to move
    @Schema(name = "DisruptionMove")
    record Move(
            UUID visitId,
            String storeId,
            @Nullable String fromRepId,
            @Nullable LocalDate fromDate,
            String toRepId,
            LocalDate toDate,
            boolean affected) {}

    /// @param blocked rules that keep it out, by the number of rep-days
    @Schema(name = "DisruptionWaiting")
    record Waiting(UUID visitId, String storeId, Map<String, Integer> blocked) {}

    @Schema(name = "DisruptionFigures")
    record Figures(BigDecimal distanceKm, BigDecimal timeHours, BigDecimal costRub, int visits) {}

    /// @param missing calls that would not be made
    @Schema(name = "BelowNorm")
    record BelowNorm(String storeId, String storeName, String category, int missing) {}
}
