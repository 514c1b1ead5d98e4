package ru.t2.marshrut.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// A span of days on which a rep does not work.
///
/// @param firstDay inclusive
/// @param lastDay inclusive, not before `firstDay`
/// @param fromTime on the first day he works until then; empty: not at all
/// @param note why, in somebody's words
/// @param cause what made it known and can take it back, as an applied disruption; empty: entered
///   by hand
/// @param version 1 when new, one more with each change
public record Absence(
        UUID id,
        String repId,
        Kind kind,
        LocalDate firstDay,
        LocalDate lastDay,
        Optional<LocalTime> fromTime,
        Optional<String> note,
        Optional<UUID> cause,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /// Why a rep is away.
    public enum Kind {
        @JsonProperty("sick")
        SICK,
        @JsonProperty("vacation")
        VACATION,
        @JsonProperty("other")
        OTHER;

        /// As in the API and in the database: `sick`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Absence {
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException(
                    "lastDay (%s) must not precede firstDay (%s) of an absence."
                            .formatted(lastDay, firstDay));
        }
    }

    /// Whether it covers a day, be it in part.
    public boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
