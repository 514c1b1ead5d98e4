package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Changes that are made together or not at all.
///
/// @param author who answers for it
/// @param comment in his words
/// @param expectedVisits versions of visits that the author has seen; a visit not in the map may
///   have any
/// @param expectedDays versions of rep-days that the author has seen
public record ChangeSet(
        List<Change> changes,
        Cause cause,
        String author,
        Optional<String> comment,
        Map<UUID, Integer> expectedVisits,
        Map<DayKey, Integer> expectedDays) {

    public ChangeSet {
        changes = List.copyOf(changes);
        expectedVisits = Map.copyOf(expectedVisits);
        expectedDays = Map.copyOf(expectedDays);
    }

    public static ChangeSet of(Cause cause, String author, List<Change> changes) {
        return new ChangeSet(changes, cause, author, Optional.empty(), Map.of(), Map.of());
    }

    /// The same for an author who has seen these versions of visits.
    public ChangeSet expecting(Map<UUID, Integer> visits) {
        return new ChangeSet(changes, cause, author, comment, visits, expectedDays);
    }

    /// The same for an author who has seen these versions of rep-days.
    public ChangeSet expectingDays(Map<DayKey, Integer> days) {
        return new ChangeSet(changes, cause, author, comment, expectedVisits, days);
    }

    /// The same in the author's words.
    public ChangeSet because(Optional<String> words) {
        return new ChangeSet(changes, cause, author, words, expectedVisits, expectedDays);
    }

    /// What led to a version of a plan.
    public enum Cause {
        @JsonProperty("generated")
        GENERATED,
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("own_order")
        OWN_ORDER,
        @JsonProperty("optimised")
        OPTIMISED,
        @JsonProperty("resolved")
        RESOLVED,
        @JsonProperty("status")
        STATUS,
        @JsonProperty("disruption")
        DISRUPTION,
        @JsonProperty("undone")
        UNDONE,
        @JsonProperty("restored")
        RESTORED,
        @JsonProperty("draft_published")
        DRAFT_PUBLISHED,
        @JsonProperty("imported")
        IMPORTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Cause ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
