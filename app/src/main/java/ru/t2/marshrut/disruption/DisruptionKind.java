package ru.t2.marshrut.disruption;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What can go wrong.
public enum DisruptionKind {
    /// A rep is ill or away.
    @JsonProperty("rep_unavailable")
    REP_UNAVAILABLE,
    /// Whoever drives the vehicle can't get anywhere.
    @JsonProperty("vehicle_broken")
    VEHICLE_BROKEN,
    @JsonProperty("weather")
    WEATHER,
    @JsonProperty("store_closed")
    STORE_CLOSED,
    @JsonProperty("road_closed")
    ROAD_CLOSED,
    @JsonProperty("other")
    OTHER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is reps who can't work, rather than places that can't be reached.
    boolean concernsReps() {
        return this == REP_UNAVAILABLE || this == VEHICLE_BROKEN;
    }
}
