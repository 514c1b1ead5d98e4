package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.roads.DistanceSource;

/// A route beside the order in which its stops were given, under the same conditions.
///
/// @param original the order as given, without stops that wishes left out
/// @param deltas optimised − original
/// @param changedStops whose place in the order is another one, in the optimised order
record RouteComparison(
        Side original,
        Side optimised,
        Deltas deltas,
        DistanceSource distanceSource,
        List<ChangedStop> changedStops) {

    /// To be shown with these figures; null, and not in the answer, where no road data are in them.
    @JsonProperty(value = "attribution", access = JsonProperty.Access.READ_ONLY)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable String attribution() {
        return distanceSource.attribution();
    }

    /// One of the two orders.
    ///
    /// @param order ids in visiting order
    record Side(List<String> order, FiguresAnswer figures) {}

    /// Optimised − original: negative where the route is better.
    ///
    /// @param distancePercent of the original distance; 0 if that is 0
    record Deltas(
            BigDecimal distanceKm,
            BigDecimal distancePercent,
            BigDecimal timeHours,
            BigDecimal costRub,
            long waitMinutes,
            long lateMinutes,
            long overtimeMinutes,
            long priorityMinutes) {}

    /// Positions count from 1.
    record ChangedStop(
            @JsonProperty("ID") String id,
            String name,
            int positionBefore,
            int positionAfter,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime arrivalBefore,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime arrivalAfter,
            long lateMinutesBefore,
            long lateMinutesAfter) {}
}
