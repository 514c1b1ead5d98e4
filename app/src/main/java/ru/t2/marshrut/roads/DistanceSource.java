package ru.t2.marshrut.roads;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a distance comes from.
public enum DistanceSource {
    /// Great circle times a factor, at average speeds.
    @JsonProperty("estimate")
    ESTIMATE
}
