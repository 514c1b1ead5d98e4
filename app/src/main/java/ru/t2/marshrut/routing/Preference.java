package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a route should be good at when nothing else is said.
public enum Preference {
    @JsonProperty("distance")
    DISTANCE,
    @JsonProperty("time")
    TIME,
    @JsonProperty("priority")
    PRIORITY,
    @JsonProperty("cost")
    COST
}
