package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.List;

/// Quarters of a year, told by their first month.
final class Quarters {

    private Quarters() {}

    static YearMonth first(YearMonth month) {
        return month.minusMonths((month.getMonthValue() - 1) % 3);
    }

    static YearMonth last(YearMonth month) {
        return first(month).plusMonths(2);
    }

    static List<YearMonth> months(YearMonth month) {
        var first = first(month);
        return List.of(first, first.plusMonths(1), first.plusMonths(2));
    }

    /// As in `2026-Q2`.
    static String name(YearMonth month) {
        return "%d-Q%d".formatted(month.getYear(), (month.getMonthValue() + 2) / 3);
    }
}
