package ru.t2.marshrut.team;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// A year of the production calendar.
///
/// @param workingDays of the year, short ones included
public record CalendarPage(int year, LocalDate today, int workingDays, List<Month> months) {

    public CalendarPage {
        months = List.copyOf(months);
    }

    /// A month as weeks show it.
    ///
    /// @param blanks days of the week before the first
    public record Month(YearMonth month, int blanks, int workingDays, List<Day> days) {
        public Month {
            days = List.copyOf(days);
        }
    }

    /// A day.
    ///
    /// @param kind `working`, `short` or `day_off`
    /// @param special whether the production calendar says so, rather than the week
    /// @param name of the holiday, empty if there is none
    public record Day(LocalDate date, String kind, boolean special, String name) {}
}
