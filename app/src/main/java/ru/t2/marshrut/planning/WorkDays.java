package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ru.t2.marshrut.team.CalendarDay;

/// Working days numbered through, so that differences count working days.
final class WorkDays {

    private final List<LocalDate> dates;
    private final Map<LocalDate, Integer> numbers = new HashMap<>();
    private final LocalDate firstOpen;

    /// @param firstOpen no new visit is planned before this day
    WorkDays(Collection<CalendarDay> calendar, LocalDate firstOpen) {
        this.firstOpen = firstOpen;
        dates = new ArrayList<>();
        calendar.stream()
                .filter(CalendarDay::isWorking)
                .map(CalendarDay::date)
                .sorted()
                .forEach(date -> {
                    numbers.put(date, dates.size());
                    dates.add(date);
                });
    }

    LocalDate date(int number) {
        return dates.get(number);
    }

    /// The number of a day, or of the next working one.
    int nearest(LocalDate date) {
        int at = Collections.binarySearch(dates, date);
        return at >= 0 ? at : -at - 1;
    }

    /// The days of a month on which new visits may be planned.
    List<Integer> open(YearMonth month) {
        return dates.stream()
                .filter(date -> YearMonth.from(date).equals(month) && !date.isBefore(firstOpen))
                .map(numbers::get)
                .toList();
    }

    boolean isOpen(LocalDate date) {
        return numbers.containsKey(date) && !date.isBefore(firstOpen);
    }
}
