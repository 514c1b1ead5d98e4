package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a visit has no day.
///
/// @param code what led to it
/// @param blocked the rules in the way and on how many rep-days each of them is, the most frequent
///   first; empty when nobody has looked yet
/// @param relaxation the smallest single easing that would let it in, if one is known
public record Unplaced(Code code, List<Blocked> blocked, @Nullable Relaxation relaxation) {

    public Unplaced {
        blocked = List.copyOf(blocked);
    }

    /// What led to it.
    public enum Code {
        /// The search found no place.
        @JsonProperty("no_room")
        NO_ROOM,
        /// A person took it out.
        @JsonProperty("taken_out")
        TAKEN_OUT,
        /// A disruption took it out and nobody was free.
        @JsonProperty("disruption")
        DISRUPTION,
        /// It was not made on its day.
        @JsonProperty("skipped")
        SKIPPED,
        /// It has not been planned yet.
        @JsonProperty("not_planned")
        NOT_PLANNED
    }

    /// A rule and on how many rep-days it keeps the visit out.
    ///
    /// @param rule `hours`, `window`, `stops`, `spacing`, `closed`, `skill`, …
    public record Blocked(String rule, int days) {}

    /// One rule on one rep-day that would have to give.
    ///
    /// @param amount in seconds for `hours`, `window` and `duration`, in days for `spacing`, else
    ///   in pieces
    public record Relaxation(String rule, String repId, LocalDate date, long amount) {}

    public static Unplaced of(Code code) {
        return new Unplaced(code, List.of(), null);
    }

    public Optional<Relaxation> findRelaxation() {
        return Optional.ofNullable(relaxation);
    }
}
