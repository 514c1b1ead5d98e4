package ru.t2.marshrut.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A day of the week in the API.
enum Weekday {
    @JsonProperty("mon")
    MON(DayOfWeek.MONDAY),
    @JsonProperty("tue")
    TUE(DayOfWeek.TUESDAY),
    @JsonProperty("wed")
    WED(DayOfWeek.WEDNESDAY),
    @JsonProperty("thu")
    THU(DayOfWeek.THURSDAY),
    @JsonProperty("fri")
    FRI(DayOfWeek.FRIDAY),
    @JsonProperty("sat")
    SAT(DayOfWeek.SATURDAY),
    @JsonProperty("sun")
    SUN(DayOfWeek.SUNDAY);

    private static final Map<DayOfWeek, Weekday> BY_DAY =
            Stream.of(values()).collect(Collectors.toMap(Weekday::day, Function.identity()));

    private final DayOfWeek day;

    Weekday(DayOfWeek day) {
        this.day = day;
    }

    DayOfWeek day() {
        return day;
    }

    static Weekday of(DayOfWeek day) {
        return Objects.requireNonNull(BY_DAY.get(day));
    }
}
