package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Locale;
import ru.t2.marshrut.kernel.Category;

/// How often a store of a category is visited.
///
/// @param visits in each period
/// @param minGapDays working days from one call to the next, at the least
/// @param service time of one visit, unless the store has its own
/// @param version 1 when new, one more with each change
public record Norm(
        Category category,
        int visits,
        Period period,
        int minGapDays,
        Duration service,
        int version) {

    /// What a norm counts over.
    public enum Period {
        @JsonProperty("month")
        MONTH,
        @JsonProperty("quarter")
        QUARTER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Period ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
