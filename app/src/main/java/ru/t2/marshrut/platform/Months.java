package ru.t2.marshrut.platform;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads months as requests write them: `2026-04`.
public final class Months {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private Months() {}

    /// Reads one parameter, adding a problem if it is no month of the years 2000 to 2100.
    ///
    /// @param fallback for a parameter that is blank or not given
    public static YearMonth parse(
            String field, @Nullable String text, YearMonth fallback, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            var month = YearMonth.parse(text.strip());
            if (month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
                return month;
            }
        } catch (DateTimeException _) {
            // told below, together with years out of range
        }
        problems.add(FieldProblem.of(field, "field.month", text));
        return fallback;
    }
}
