package ru.t2.marshrut.roads;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Where a distance comes from.
public enum DistanceSource {
    /// Great circle times a factor, at average speeds.
    @JsonProperty("estimate")
    ESTIMATE,
    /// Road data.
    @JsonProperty("roads")
    ROADS,
    /// Some legs by road data, some estimated.
    @JsonProperty("mixed")
    MIXED;

    /// The source of a sum; an empty one is estimated.
    public static DistanceSource ofAll(List<DistanceSource> parts) {
        var kinds = parts.stream().distinct().toList();
        return switch (kinds.size()) {
            case 0 -> ESTIMATE;
            case 1 -> kinds.getFirst();
            default -> MIXED;
        };
    }
}
