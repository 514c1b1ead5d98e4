package ru.t2.marshrut.team;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import ru.t2.marshrut.tables.FileContent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The production calendar of one or more years, in any of the forms that it is published in.
///
/// - Days of rest by month, `*` after a shortened working day and `+` after a transferred day of
///   rest: the JSON of xmlcalendar.ru (`{"year": 2026, "months": [{"month": 1, "days":
///   "1,2,3*"}]}`) and the CSV of the government's open data (a row a year, a column a month).
/// - A list of days that depart from the plain week: CSV or JSON with `day`, `kind`, `name`,
///   `source`.
///
/// @param holidays in order of day
/// @param errors empty if all of the file was understood
record CalendarFile(List<Holiday> holidays, List<Problem> errors) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final int MONTHS = 12;
    private static final int SMALLEST_LIST = 2;

    CalendarFile {
        holidays = List.copyOf(holidays);
        errors = List.copyOf(errors);
    }

    /// What is wrong in one place.
    ///
    /// @param row as a person counts them, from 1
    /// @param rule a word: `year`, `day`, `kind`, `text`, `months`, `duplicate`
    record Problem(int row, String column, String value, String rule) {}

    /// Reads what has been told apart already; a text that is no JSON after all is an error.
    static CalendarFile of(FileContent content, JsonMapper json) {
        var reading = new Reading();
        switch (content) {
            case FileContent.Unreadable(var reason) -> reading.error(0, "", "", reason);
            case FileContent.Tables tables -> reading.table(tables.sheets().getFirst().rows());
            case FileContent.Json(var text, _) -> {
                try {
                    reading.json(json.readTree(text));
                } catch (JacksonException _) {
                    reading.error(0, "", "", "broken");
                }
            }
        }
        return new CalendarFile(List.copyOf(reading.holidays.values()), reading.errors);
    }

    /// Gathers days and errors. Not thread-safe.
    private static final class Reading {

        private final Map<LocalDate, Holiday> holidays = new TreeMap<>();
        private final List<Problem> errors = new ArrayList<>();

        void error(int row, String column, String value, String rule) {
            errors.add(new Problem(row, column, value, rule));
        }

        void json(JsonNode tree) {
            if (tree.has("months")) {
                int year = year(1, tree.path("year").asString(""));
                var months = tree.get("months");
                if (year > 0 && months.size() != MONTHS) {
                    error(1, "months", Integer.toString(months.size()), "months");
                }
                for (int i = 0; i < months.size() && year > 0; i++) {
                    int month = months.get(i).path("month").asInt(0);
                    if (month < 1 || month > MONTHS) {
                        error(i + 1, "month", months.get(i).path("month").toString(), "day");
                    } else {
                        month(
                                i + 1,
                                YearMonth.of(year, month),
                                months.get(i).path("days").asString(""));
                    }
                }
                return;
            }
            var items =
                    StreamSupport.stream(
                                    (tree.has("items") ? tree.get("items") : tree).spliterator(),
                                    false)
                            .toList();
            if (items.isEmpty()) {
                error(0, "", "", "no_header");
            }
            for (int i = 0; i < items.size(); i++) {
                var item = items.get(i);
                day(
                        i + 1,
                        item.path("day").asString(""),
                        item.path("kind").asString(""),
                        item.path("name").asString(""),
                        item.path("source").asString(""));
            }
        }

        void table(List<FileContent.Row> rows) {
            var header = rows.isEmpty() ? List.<String>of() : rows.getFirst().cells();
            if (header.size() > MONTHS
                    && header.getFirst().toLowerCase(Locale.of("ru")).startsWith("год")) {
                for (var row : rows.subList(1, rows.size())) {
                    int year = year(row.number(), row.cell(0));
                    for (int month = 1; month <= MONTHS && year > 0; month++) {
                        month(row.number(), YearMonth.of(year, month), row.cell(month));
                    }
                }
            } else if (header.size() >= SMALLEST_LIST
                    && header.getFirst().equalsIgnoreCase("day")) {
                for (var row : rows.subList(1, rows.size())) {
                    day(row.number(), row.cell(0), row.cell(1), row.cell(2), row.cell(3));
                }
            } else {
                error(1, "", String.join(", ", header), "no_header");
            }
        }

        private int year(int row, String text) {
            if (text.matches("\\d{4}")) {
                int year = Integer.parseInt(text);
                if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                    return year;
                }
            }
            error(row, "year", text, "year");
            return 0;
        }

        /// All days of rest of a month, weekends among them; what is not told works.
        private void month(int row, YearMonth month, String days) {
            var told = new TreeMap<Integer, Holiday.Kind>();
            for (String word : days.split("[,\\s]+", -1)) {
                String number = word.replaceAll("[*+]$", "");
                if (!number.matches("\\d{1,2}") || !month.isValidDay(Integer.parseInt(number))) {
                    error(row, month.toString(), word, "day");
                    return;
                }
                told.put(
                        Integer.parseInt(number),
                        word.endsWith("*") ? Holiday.Kind.SHORT : Holiday.Kind.DAY_OFF);
            }
            for (int number = 1; number <= month.lengthOfMonth(); number++) {
                var day = month.atDay(number);
                var kind = told.getOrDefault(number, Holiday.Kind.WORKING);
                if (CalendarDay.of(day, Optional.empty()).kind() != kind) {
                    add(
                            row,
                            new Holiday(
                                    day,
                                    kind,
                                    name(day, kind),
                                    "Импорт производственного календаря"));
                }
            }
        }

        private static String name(LocalDate day, Holiday.Kind kind) {
            boolean weekend =
                    day.getDayOfWeek() == DayOfWeek.SATURDAY
                            || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            return switch (kind) {
                case DAY_OFF -> "Праздничный или перенесённый выходной день";
                case SHORT -> "Сокращённый день";
                case WORKING -> weekend ? "Рабочий выходной день" : "Рабочий день";
            };
        }

        private void day(int row, String date, String kind, String name, String source) {
            try {
                var day = LocalDate.parse(date);
                if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                    error(row, "day", date, "year");
                } else if (!kind.matches("day_off|working|short")) {
                    error(row, "kind", kind, "kind");
                } else if (name.isBlank() || name.length() > 200 || source.length() > 200) {
                    error(row, "name", name, "text");
                } else {
                    add(
                            row,
                            new Holiday(
                                    day,
                                    Holiday.Kind.ofWord(kind),
                                    name.strip(),
                                    source.isBlank()
                                            ? "Импорт производственного календаря"
                                            : source.strip()));
                }
            } catch (DateTimeException _) {
                error(row, "day", date, "day");
            }
        }

        private void add(int row, Holiday holiday) {
            if (holidays.putIfAbsent(holiday.day(), holiday) != null) {
                error(row, "day", holiday.day().toString(), "duplicate");
            }
        }
    }

    /// The years that have any of the days.
    List<Year> years() {
        return holidays.stream().map(holiday -> Year.from(holiday.day())).distinct().toList();
    }
}
