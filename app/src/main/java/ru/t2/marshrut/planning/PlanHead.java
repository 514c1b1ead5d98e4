package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A month's plan without its visits.
///
/// @param name of a proposal
/// @param basedOn version of the plan in force that a proposal was made from
/// @param version number of its newest version
/// @param boundName how the lower bound of its way was found, if one is known
/// @param boundMetres no plan with the same visits could have a shorter way
public record PlanHead(
        UUID id,
        YearMonth month,
        Kind kind,
        Optional<String> name,
        OptionalInt basedOn,
        int version,
        Optional<String> boundName,
        long boundMetres,
        Instant createdAt,
        Instant updatedAt) {

    /// What a plan is for.
    public enum Kind {
        /// In force.
        @JsonProperty("published")
        PUBLISHED,
        /// Meant to be published.
        @JsonProperty("draft")
        DRAFT,
        /// To see what would be.
        @JsonProperty("what_if")
        WHAT_IF;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
