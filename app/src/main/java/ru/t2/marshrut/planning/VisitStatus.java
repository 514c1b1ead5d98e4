package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where a visit stands. [#COMPLETED] and [#CANCELLED] are final but for a correction, which is
/// recorded as one.
public enum VisitStatus {
    @JsonProperty("planned")
    PLANNED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("skipped")
    SKIPPED,
    @JsonProperty("cancelled")
    CANCELLED,
    /// Still to come, on another day or by another rep than first planned.
    @JsonProperty("rescheduled")
    RESCHEDULED;

    /// As in the API and in the database: `planned`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VisitStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// What may follow, in the order of the constants.
    public Set<VisitStatus> allowedTransitions() {
        return switch (this) {
            case PLANNED -> EnumSet.of(COMPLETED, SKIPPED, CANCELLED, RESCHEDULED);
            case RESCHEDULED -> EnumSet.of(COMPLETED, SKIPPED, CANCELLED);
            case SKIPPED -> EnumSet.of(PLANNED, CANCELLED);
            case COMPLETED, CANCELLED -> EnumSet.noneOf(VisitStatus.class);
        };
    }

    /// Whether the visit is still to be made.
    public boolean isOpen() {
        return this == PLANNED || this == RESCHEDULED;
    }

    /// What a visit is once more to be placed: a skipped one is planned again.
    VisitStatus awaited() {
        return this == SKIPPED ? PLANNED : this;
    }

    /// Whether nothing but a correction may follow.
    public boolean isFinal() {
        return this == COMPLETED || this == CANCELLED;
    }
}
