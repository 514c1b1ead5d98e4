package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a candidate route is best at among those offered.
enum CandidateName {
    SHORTEST("fewest kilometres"),
    FEWEST_LATE("least lateness"),
    EARLIEST_FINISH("earliest finish"),
    PRIORITY_FIRST("important stops first"),
    CHEAPEST("lowest cost"),
    BALANCED("balance of all"),
    ALTERNATIVE("another order"),
    /// The order that a person gave or chose, when the solver did not find it.
    OWN_ORDER("an order of one's own");

    private final String english;

    CandidateName(String english) {
        this.english = english;
    }

    /// The word in the API: `shortest`, `earliest_finish` …
    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a model is told.
    String english() {
        return english;
    }
}
