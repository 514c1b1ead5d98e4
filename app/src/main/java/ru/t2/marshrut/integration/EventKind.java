package ru.t2.marshrut.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Kinds of events, by the words that other systems know them by.
enum EventKind {
    @JsonProperty("plan.published")
    PLAN_PUBLISHED,
    @JsonProperty("plan.changed")
    PLAN_CHANGED,
    @JsonProperty("visit.started")
    VISIT_STARTED,
    @JsonProperty("visit.completed")
    VISIT_COMPLETED,
    @JsonProperty("visit.skipped")
    VISIT_SKIPPED,
    @JsonProperty("visit.cancelled")
    VISIT_CANCELLED,
    @JsonProperty("visit.rescheduled")
    VISIT_RESCHEDULED,
    /// Open again: a skipped one is to be made, or a fact was taken back.
    @JsonProperty("visit.reopened")
    VISIT_REOPENED,
    @JsonProperty("visit.lateness_expected")
    VISIT_LATENESS_EXPECTED,
    @JsonProperty("disruption.applied")
    DISRUPTION_APPLIED,
    @JsonProperty("disruption.undone")
    DISRUPTION_UNDONE;

    /// As in the API and in the database: `plan.published`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    /// Empty for any text that is not a kind.
    static Optional<EventKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
