package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.reports.AnalyticsPage.Grid;
import ru.t2.marshrut.ui.Words;

/// What the figures, tables and periods of the page of analytics are called. Thread-safe.
final class AnalyticsWords {

    private AnalyticsWords() {}

    static String title(Period period, Words words) {
        return switch (period.kind()) {
            case MONTH -> words.month(YearMonth.from(period.from()));
            case QUARTER ->
                    words.t(
                            "reports.analytics.quarter",
                            (period.from().getMonthValue() + 2) / 3,
                            String.valueOf(period.from().getYear()));
            case SPAN ->
                    words.t(
                            "reports.analytics.span",
                            words.shortDate(period.from()),
                            words.shortDate(period.to()));
        };
    }

    static String minutes(@Nullable BigDecimal minutes, Words words) {
        return minutes == null
                ? Words.NOTHING
                : words.t("reports.analytics.min", words.number(minutes));
    }

    static String seconds(@Nullable Long millis, Words words) {
        return millis == null
                ? Words.NOTHING
                : words.t("reports.analytics.seconds", words.number(millis / 1000.0));
    }

    /// A table whose title and headers are in the messages under its id.
    ///
    /// @param columns number of headers
    static Grid grid(String id, int columns, List<List<String>> rows, Words words) {
        var head = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
            head.add(words.t("reports.analytics.%s.%d".formatted(id, i)));
        }
        return new Grid(
                id,
                words.t("reports.analytics.%s.title".formatted(id)),
                head,
                rows,
                words.t("reports.analytics.%s.none".formatted(id)));
    }
}
