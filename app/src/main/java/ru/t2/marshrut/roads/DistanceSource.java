package ru.t2.marshrut.roads;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// How the road data's licence (ODbL 1.0) wants to be named wherever they are shown.
    public static final String ROAD_DATA =
            "© участники OpenStreetMap (OpenStreetMap contributors), ODbL";

    /// What is to be shown with a figure of this source; null: nothing, no foreign data are in it.
    public @Nullable String attribution() {
        return this == ESTIMATE ? null : ROAD_DATA;
    }

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
