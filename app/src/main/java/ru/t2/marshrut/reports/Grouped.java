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
        TOTAL,
        CATEGORY,
        DISTRICT,
        REP;

        /// @param bits `grouping(category, district, rep_id)`: a bit is set when the column is not
        ///   grouped by
        static Level ofBits(int bits) {
            return switch (bits) {
                case 0b111 -> TOTAL;
                case 0b011 -> CATEGORY;
                case 0b101 -> DISTRICT;
                case 0b110 -> REP;
                default -> throw new IllegalArgumentException("There is no level " + bits + ".");
            };
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
