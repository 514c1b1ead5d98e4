package ru.t2.marshrut.reports;

import java.util.List;
import java.util.Optional;

/// Figures of one group.
///
/// @param key a category, a district's name, a rep's id; empty: of everything, or of what belongs
///   to none
record Grouped<T>(Level level, Optional<String> key, T figures) {

    /// What is grouped by.
    enum Level {
        TOTAL(0b111),
        CATEGORY(0b011),
        DISTRICT(0b101),
        REP(0b110);

        private final int bits;

        Level(int bits) {
            this.bits = bits;
        }

        /// @param bits `grouping(category, district, rep_id)`: a bit is set when the column is not
        ///   grouped by
        static Level ofBits(int bits) {
            for (var level : values()) {
                if (level.bits == bits) {
                    return level;
                }
            }
            throw new IllegalArgumentException("There is no level " + bits + ".");
        }

        int bits() {
            return bits;
        }
    }

    static <T> List<InsightAnswers.Line<T>> lines(List<Grouped<T>> groups, Level level) {
        return groups.stream()
                .filter(group -> group.level() == level)
                .map(group -> new InsightAnswers.Line<>(group.key().orElse(null), group.figures()))
                .toList();
    }

    static <T> T total(List<Grouped<T>> groups) {
        return groups.stream()
                .filter(group -> group.level() == Level.TOTAL)
                .findFirst()
                .orElseThrow()
                .figures();
    }
}
