package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.roads.RoadPath;

/// A way with its figures.
///
/// @param distanceSource of all legs together
/// @param legs from each place to the next
/// @param geometry GeoJSON, longitude first; without road data straight lines between the places
record RoadPreviewAnswer(
        BigDecimal distanceKm,
        BigDecimal timeHours,
        BigDecimal costRub,
        DistanceSource distanceSource,
        List<LegAnswer> legs,
        RouteGeoJson.Geometry geometry) {

    /// To be shown with these figures; null, and not in the answer, where no road data are in them.
    @JsonProperty(value = "attribution", access = JsonProperty.Access.READ_ONLY)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable String attribution() {
        return distanceSource.attribution();
    }

    record LegAnswer(
            BigDecimal distanceKm,
            BigDecimal timeHours,
            BigDecimal costRub,
            DistanceSource distanceSource) {}

    static RoadPreviewAnswer of(RoadPath path, Tariff tariff) {
        long[] legMetres = path.legs().stream().mapToLong(RoadPath.Leg::distanceMetres).toArray();
        return new RoadPreviewAnswer(
                ApiUnits.kilometres(path.distanceMetres()),
                ApiUnits.hours(path.travelSeconds()),
                tariff.cost(legMetres).roubles(),
                path.source(),
                IntStream.range(0, legMetres.length)
                        .mapToObj(i ->
                                leg(path.legs().get(i), tariff.cost(new long[] {legMetres[i]})))
                        .toList(),
                RouteGeoJson.Geometry.line(path.geometry()));
    }

    private static LegAnswer leg(RoadPath.Leg leg, Money cost) {
        return new LegAnswer(
                ApiUnits.kilometres(leg.distanceMetres()),
                ApiUnits.hours(leg.travelSeconds()),
                cost.roubles(),
                leg.source());
    }
}
