package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.roads.RoadMatrix;

/// Distances and durations between places, in their order: a row for each origin, a column for each
/// destination.
///
/// @param distanceSource of all pairs together
/// @param estimatedPairs `[from, to]`, from 0, where some are by road data and these are not; else
///   empty
record RoadMatrixAnswer(
        DistanceSource distanceSource,
        List<List<BigDecimal>> distanceKm,
        List<List<BigDecimal>> timeHours,
        List<List<Integer>> estimatedPairs) {

    /// To be shown with these figures; null, and not in the answer, where no road data are in them.
    @JsonProperty(value = "attribution", access = JsonProperty.Access.READ_ONLY)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable String attribution() {
        return distanceSource.attribution();
    }

    static RoadMatrixAnswer of(RoadMatrix matrix) {
        int n = matrix.size();
        var estimated = new ArrayList<List<Integer>>();
        if (matrix.source() == DistanceSource.MIXED) {
            for (int pair = 0; pair < n * n; pair++) {
                if (pair / n != pair % n
                        && matrix.source(pair / n, pair % n) == DistanceSource.ESTIMATE) {
                    estimated.add(List.of(pair / n, pair % n));
                }
            }
        }
        return new RoadMatrixAnswer(
                matrix.source(),
                rows(n, pair -> ApiUnits.kilometres(matrix.distanceMetres()[pair])),
                rows(n, pair -> ApiUnits.hours(matrix.travelSeconds()[pair])),
                estimated);
    }

    private static List<List<BigDecimal>> rows(int n, IntFunction<BigDecimal> entry) {
        return IntStream.range(0, n)
                .mapToObj(from ->
                        IntStream.range(0, n).mapToObj(to -> entry.apply(from * n + to)).toList())
                .toList();
    }
}
