package ru.t2.marshrut.roads;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How one gets from stop to stop.
public enum TransportMode {
    @JsonProperty("car")
    CAR,
    @JsonProperty("taxi")
    TAXI,
    @JsonProperty("bus")
    BUS,
    @JsonProperty("walk")
    WALK
}
