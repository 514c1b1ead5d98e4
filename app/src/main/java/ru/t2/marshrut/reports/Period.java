package ru.t2.marshrut.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Months;

/// The days that a report is about, both ends included.
record Period(Kind kind, LocalDate from, LocalDate to) {

    /// The longest span.
    static final int MAX_DAYS = 370;

    private static final Pattern QUARTER = Pattern.compile("(20\\d\\d)-[QqКк]([1-4])");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    /// What a period is compared by.
    enum Kind {
        @JsonProperty("month")
        MONTH,
        @JsonProperty("quarter")
        QUARTER,
        @JsonProperty("span")
        SPAN
    }

    static Period of(YearMonth month) {
        return new Period(Kind.MONTH, month.atDay(1), month.atEndOfMonth());
    }

    /// The quarter that a month belongs to.
    static Period quarterOf(YearMonth month) {
        return ofQuarter(month.minusMonths((month.getMonthValue() - 1) % 3));
    }

    /// @param first month of the quarter
    private static Period ofQuarter(YearMonth first) {
        return new Period(Kind.QUARTER, first.atDay(1), first.plusMonths(2).atEndOfMonth());
    }

    /// The period before it: the month, the quarter, or as many days.
    Period before() {
        return switch (kind) {
            case MONTH -> of(YearMonth.from(from).minusMonths(1));
            case QUARTER -> ofQuarter(YearMonth.from(from).minusMonths(3));
            case SPAN -> {
                long days = ChronoUnit.DAYS.between(from, to) + 1;
                yield new Period(kind, from.minusDays(days), from.minusDays(1));
            }
        };
    }

    /// The period after it: the month, the quarter, or as many days.
    Period after() {
        return switch (kind) {
            case MONTH -> of(YearMonth.from(from).plusMonths(1));
            case QUARTER -> ofQuarter(YearMonth.from(from).plusMonths(3));
            case SPAN -> {
                long days = ChronoUnit.DAYS.between(from, to) + 1;
                yield new Period(kind, to.plusDays(1), to.plusDays(days));
            }
        };
    }

    /// Months that the period touches, by their first days.
    LocalDate firstMonth() {
        return from.withDayOfMonth(1);
    }

    LocalDate lastMonth() {
        return to.withDayOfMonth(1);
    }

    /// Whether it begins and ends with a month.
    boolean isWholeMonths() {
        return from.equals(firstMonth()) && to.equals(YearMonth.from(to).atEndOfMonth());
    }

    /// As in `2026-04`, `2026-Q2` or `2026-04-06_2026-04-10`.
    String name() {
        return switch (kind) {
            case MONTH -> YearMonth.from(from).toString();
            case QUARTER -> "%d-Q%d".formatted(from.getYear(), (from.getMonthValue() + 2) / 3);
            case SPAN -> from + "_" + to;
        };
    }

    /// Reads the parameters of a request: one of `month`, `quarter` and `from` with `to`; without
    /// any the current month.
    ///
    /// @param problems gets one for each parameter that is wrong
    static Period parse(
            @Nullable String month,
            @Nullable String quarter,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            LocalDate today,
            List<FieldProblem> problems) {
        var current = YearMonth.from(today);
        int given = given(month) + given(quarter) + (from != null || to != null ? 1 : 0);
        if (given > 1) {
            problems.add(FieldProblem.of("month", "reports.one_period"));
            return of(current);
        }
        if (quarter != null && !quarter.isBlank()) {
            var first = quarter(quarter.strip());
            if (first.isEmpty()) {
                problems.add(FieldProblem.of("quarter", "reports.quarter", quarter));
            }
            return ofQuarter(first.orElse(current));
        }
        if (from != null || to != null) {
            return span(from, to, today, problems);
        }
        return of(Months.parse("month", month, current, problems));
    }

    private static int given(@Nullable String text) {
        return text == null || text.isBlank() ? 0 : 1;
    }

    private static Optional<YearMonth> quarter(String text) {
        var match = QUARTER.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    YearMonth.of(
                            Integer.parseInt(match.group(1)),
                            Integer.parseInt(match.group(2)) * 3 - 2));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Period span(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            LocalDate today,
            List<FieldProblem> problems) {
        if (from == null) {
            problems.add(FieldProblem.of("from", "reports.both_ends"));
            return of(YearMonth.from(today));
        }
        var last = to == null ? today : to;
        if (from.getYear() < FIRST_YEAR || last.getYear() > LAST_YEAR) {
            problems.add(FieldProblem.of("from", "reports.years", FIRST_YEAR, LAST_YEAR));
        } else if (last.isBefore(from) || from.plusDays(MAX_DAYS).isBefore(last)) {
            problems.add(FieldProblem.of("to", "reports.span", from.toString(), MAX_DAYS));
        }
        return new Period(Kind.SPAN, from, last);
    }
}
