package ru.t2.marshrut.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalendarDayTest {

    private final Map<LocalDate, Holiday> holidays =
            HolidayFile.listBuiltIn().stream()
                    .collect(Collectors.toMap(Holiday::day, Function.identity()));

    @Test
    void withoutAHolidayTheDayOfTheWeekDecides() {
        var friday = CalendarDay.of(LocalDate.of(2030, 3, 15), Optional.empty());
        assertThat(friday.isWorking()).isTrue();
        assertThat(friday.shorterBy()).isZero();
        assertThat(CalendarDay.of(LocalDate.of(2030, 3, 16), Optional.empty()).isWorking())
                .isFalse();
        assertThat(CalendarDay.of(LocalDate.of(2030, 3, 17), Optional.empty()).isWorking())
                .isFalse();
    }

    @Test
    void aHolidayDecidesAndIsTheReason() {
        var saturday = LocalDate.of(2030, 3, 16);
        var working = new Holiday(saturday, Holiday.Kind.WORKING, "Рабочая суббота", "приказ");
        var day = CalendarDay.of(saturday, Optional.of(working));
        assertThat(day.isWorking()).isTrue();
        assertThat(day.because()).contains(working);
    }

    @Test
    void theLastDayOf2026IsOffBecauseOfATransfer() {
        var day = day(2026, 12, 31);
        assertThat(day.isWorking()).isFalse();
        assertThat(day.because().orElseThrow().name()).contains("4 января");
    }

    @Test
    void eachMonthOf2026HasItsWorkingDays() {
        assertThat(workingDaysByMonth(2026))
                .containsExactly(15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22);
        assertThat(workingDays(2026)).hasSize(247);
    }

    @Test
    void eachMonthOf2027HasItsWorkingDays() {
        assertThat(workingDaysByMonth(2027))
                .containsExactly(15, 19, 22, 22, 19, 21, 22, 22, 22, 21, 20, 22);
        assertThat(workingDays(2027)).hasSize(247);
    }

    @Test
    void evesOfHolidaysAreAnHourShorter() {
        assertThat(shortDays(2026))
                .containsExactly(
                        LocalDate.of(2026, 4, 30),
                        LocalDate.of(2026, 5, 8),
                        LocalDate.of(2026, 6, 11),
                        LocalDate.of(2026, 11, 3));
        assertThat(shortDays(2027))
                .containsExactly(
                        LocalDate.of(2027, 2, 20),
                        LocalDate.of(2027, 4, 30),
                        LocalDate.of(2027, 6, 11),
                        LocalDate.of(2027, 11, 3));
        assertThat(day(2026, 4, 30).shorterBy()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatTheDecreeFor2027DecidesIsMarkedPreliminary() {
        assertThat(holidays.values())
                .filteredOn(holiday -> holiday.source().startsWith("предварительно"))
                .extracting(Holiday::day)
                .containsExactlyInAnyOrder(
                        LocalDate.of(2027, 2, 20),
                        LocalDate.of(2027, 2, 22),
                        LocalDate.of(2027, 11, 5),
                        LocalDate.of(2027, 12, 31));
    }

    @Test
    void publicHolidaysOnWeekendsAreListedToo() {
        assertThat(
                        Stream.of(
                                        day(2026, 1, 3),
                                        day(2026, 1, 4),
                                        day(2026, 3, 8),
                                        day(2026, 5, 9))
                                .map(CalendarDay::because))
                .allMatch(Optional::isPresent);
    }

    private CalendarDay day(int year, int month, int day) {
        var date = LocalDate.of(year, month, day);
        return CalendarDay.of(date, Optional.ofNullable(holidays.get(date)));
    }

    private Stream<CalendarDay> days(int year) {
        return Year.of(year)
                .atDay(1)
                .datesUntil(Year.of(year + 1).atDay(1))
                .map(date -> CalendarDay.of(date, Optional.ofNullable(holidays.get(date))));
    }

    private List<LocalDate> workingDays(int year) {
        return days(year).filter(CalendarDay::isWorking).map(CalendarDay::date).toList();
    }

    private List<Integer> workingDaysByMonth(int year) {
        var days = workingDays(year);
        return Arrays.stream(Month.values())
                .map(month -> (int) days.stream().filter(d -> d.getMonth() == month).count())
                .toList();
    }

    private List<LocalDate> shortDays(int year) {
        return days(year)
                .filter(day -> day.isWorking() && day.shorterBy().isPositive())
                .map(CalendarDay::date)
                .toList();
    }
}
