package ru.t2.marshrut.team;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// The production calendar, for other features. Thread-safe.
@Service
public class WorkCalendar {

    private final HolidayRepository repository;

    WorkCalendar(HolidayRepository repository) {
        this.repository = repository;
    }

    /// Whether this day is a working one, how long, and why.
    public CalendarDay day(LocalDate date) {
        return listDays(date, date).getFirst();
    }

    /// Each day from the first to the last, both included.
    public List<CalendarDay> listDays(LocalDate first, LocalDate last) {
        var holidays =
                repository.list(first, last).stream()
                        .collect(Collectors.toMap(Holiday::day, Function.identity()));
        return first.datesUntil(last.plusDays(1))
                .map(date -> CalendarDay.of(date, Optional.ofNullable(holidays.get(date))))
                .toList();
    }

    /// The days of a month on which the team works, short ones among them.
    public List<LocalDate> listWorkingDays(YearMonth month) {
        return listDays(month.atDay(1), month.atEndOfMonth()).stream()
                .filter(CalendarDay::isWorking)
                .map(CalendarDay::date)
                .toList();
    }

    /// In order of day.
    public List<Holiday> listHolidays(Year year) {
        return repository.list(year.atDay(1), year.atDay(year.length()));
    }

    /// Whether the year's holidays are known; without them its days follow the plain week.
    public boolean covers(Year year) {
        return !listHolidays(year).isEmpty();
    }
}
