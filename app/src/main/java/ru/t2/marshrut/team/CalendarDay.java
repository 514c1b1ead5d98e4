package ru.t2.marshrut.team;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// What the production calendar says about a day.
///
/// @param because what makes it so; empty: its day of the week
public record CalendarDay(LocalDate date, Holiday.Kind kind, Optional<Holiday> because) {

    /// How much less a day before a public holiday has (Labour Code of Russia, article 95).
    private static final Duration EVE_CUT = Duration.ofHours(1);

    /// A holiday decides; without one Monday to Friday work, Saturday and Sunday rest.
    static CalendarDay of(LocalDate date, Optional<Holiday> holiday) {
        return new CalendarDay(
                date,
                holiday.map(Holiday::kind)
                        .orElse(
                                isWeekend(date.getDayOfWeek())
                                        ? Holiday.Kind.DAY_OFF
                                        : Holiday.Kind.WORKING),
                holiday);
    }

    /// Whether the team works, be it for a shorter time.
    public boolean isWorking() {
        return kind != Holiday.Kind.DAY_OFF;
    }

    /// How much less than usual it works; zero on ordinary days.
    public Duration shorterBy() {
        return kind == Holiday.Kind.SHORT ? EVE_CUT : Duration.ZERO;
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
