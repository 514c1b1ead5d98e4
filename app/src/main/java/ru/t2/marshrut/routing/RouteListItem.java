package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.DistanceSource;

/// A stored route in a list.
///
/// @param violations how many promises and wishes it does not keep
record RouteListItem(
        @JsonProperty("ID") UUID id,
        String name,
        OffsetDateTime createdAt,
        int stopCount,
        BigDecimal totalDistanceKm,
        BigDecimal totalTimeHours,
        BigDecimal totalCostRub,
        DistanceSource distanceSource,
        String modelUsed,
        @Nullable String fallbackReason,
        String chosenBy,
        BigDecimal qualityScore,
        int violations) {

    static RouteListItem of(ResultSet row, ZoneId zone) throws SQLException {
        return new RouteListItem(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class)
                        .atZoneSameInstant(zone)
                        .toOffsetDateTime(),
                row.getInt("stop_count"),
                ApiUnits.kilometres(row.getLong("distance_metres")),
                ApiUnits.hours(row.getLong("duration_seconds")),
                new Money(row.getLong("cost_kopecks")).roubles(),
                DistanceSource.valueOf(row.getString("distance_source")),
                row.getString("model_used"),
                row.getString("fallback_reason"),
                row.getString("chosen_by"),
                row.getBigDecimal("quality_score"),
                row.getInt("violations"));
    }
}
