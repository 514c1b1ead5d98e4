package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.routing.RouteAnswer.ViolationAnswer;
import ru.t2.marshrut.routing.RouteAnswer.WishAnswer;

/// Routes to choose from.
///
/// @param locations as wishes have left them, in the order given
/// @param original figures of that order
/// @param variants the shortest first
record VariantsAnswer(
        List<LocationAnswer> locations,
        FiguresAnswer original,
        List<VariantAnswer> variants,
        List<WishAnswer> understood) {

    /// A location with its conditions.
    record LocationAnswer(
            @JsonProperty("ID") String id,
            String name,
            String address,
            double lat,
            double lon,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime timeWindowStart,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime timeWindowEnd,
            Category priority) {

        static LocationAnswer of(StopRequest stop) {
            return new LocationAnswer(
                    stop.id(),
                    stop.name(),
                    stop.address(),
                    stop.point().lat(),
                    stop.point().lon(),
                    stop.opens(),
                    stop.closes(),
                    stop.priority());
        }
    }

    /// One route.
    ///
    /// @param recommended whether it is the best by `prefer`, or by distance
    /// @param order ids in visiting order, to be sent to `/optimize/confirm`
    /// @param explanationSource the model that wrote pros and cons, or `template`
    /// @param explanationRefusal why the template's sentences stand where a model was asked
    record VariantAnswer(
            CandidateName name,
            boolean recommended,
            List<String> order,
            FiguresAnswer figures,
            DistanceSource distanceSource,
            List<VariantStop> stops,
            List<String> pros,
            List<String> cons,
            String explanationSource,
            @Nullable String explanationRefusal,
            List<ViolationAnswer> violations) {
        /// To be shown with these figures; null, and not in the answer, where no road data are in
        /// them.
        @JsonProperty(value = "attribution", access = JsonProperty.Access.READ_ONLY)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String attribution() {
            return distanceSource.attribution();
        }
    }

    /// A location's place in time.
    record VariantStop(
            @JsonProperty("ID") String id,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime arrival,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime departure,
            int dayOffset,
            long waitMinutes,
            long lateMinutes) {}
}
