package ru.t2.marshrut.team;

import java.time.LocalDate;
import java.util.Locale;

/// A day on which the production calendar departs from the plain week, or a public holiday.
///
/// @param name why: a holiday, its eve, a transferred day off
/// @param source what says so: a law, a decree, a person
public record Holiday(LocalDate day, Kind kind, String name, String source) {

    /// What a day is for the team.
    public enum Kind {
        DAY_OFF,
        WORKING,
        /// Working, an hour shorter.
        SHORT;

        /// As in the API and in the database: `day_off`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
