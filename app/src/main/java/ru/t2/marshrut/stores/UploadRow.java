package ru.t2.marshrut.stores;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;

/// Reads the cells of one row, gathering what can't be read. Not thread-safe.
final class UploadRow {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter RUSSIAN_DATE =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Map<String, Weekday> WEEKDAYS =
            Map.ofEntries(
                    Map.entry("пн", Weekday.MON),
                    Map.entry("вт", Weekday.TUE),
                    Map.entry("ср", Weekday.WED),
                    Map.entry("чт", Weekday.THU),
                    Map.entry("пт", Weekday.FRI),
                    Map.entry("сб", Weekday.SAT),
                    Map.entry("вс", Weekday.SUN),
                    Map.entry("mo", Weekday.MON),
                    Map.entry("tu", Weekday.TUE),
                    Map.entry("we", Weekday.WED),
                    Map.entry("th", Weekday.THU),
                    Map.entry("fr", Weekday.FRI),
                    Map.entry("sa", Weekday.SAT),
                    Map.entry("su", Weekday.SUN));
    private static final String LIST = "[;,\\s]+";

    private final Map<UploadColumn, String> cells;
    private final Optional<StoreInput> known;
    private final Map<UploadColumn, String> broken = new EnumMap<>(UploadColumn.class);

    /// @param known the store as it is now: what the file has no column for stays
    UploadRow(Map<UploadColumn, String> cells, Optional<StoreInput> known) {
        this.cells = cells;
        this.known = known;
    }

    /// Cells that could not be read, with the rule they break.
    Map<UploadColumn, String> broken() {
        return broken;
    }

    /// What is missing, the rules of the input tell.
    @SuppressWarnings("NullAway") // null stands for a cell that is blank or broken
    StoreInput read(String id) {
        return new StoreInput(
                id,
                text(UploadColumn.NAME, StoreInput::name),
                text(UploadColumn.ADDRESS, StoreInput::address),
                text(UploadColumn.CITY, StoreInput::city),
                text(UploadColumn.DISTRICT, StoreInput::district),
                value(UploadColumn.LAT, "number", UploadRow::degrees, StoreInput::lat),
                value(UploadColumn.LON, "number", UploadRow::degrees, StoreInput::lon),
                value(
                        UploadColumn.CATEGORY,
                        "category",
                        cell ->
                                Category.parse(cell)
                                        .orElseThrow(IllegalArgumentException::new)
                                        .name(),
                        StoreInput::category),
                value(
                        UploadColumn.SERVICE_MINUTES,
                        "whole_number",
                        cell -> number(cell).intValueExact(),
                        StoreInput::serviceMinutes),
                windows(),
                value(
                        UploadColumn.CLOSED_WEEKDAYS,
                        "weekdays",
                        UploadRow::weekdays,
                        StoreInput::closedWeekdays),
                value(
                        UploadColumn.CLOSED_DATES,
                        "dates",
                        UploadRow::dates,
                        StoreInput::closedDates));
    }

    private @Nullable String text(
            UploadColumn column, Function<StoreInput, @Nullable String> current) {
        return cells.containsKey(column) ? cells.get(column) : known.map(current).orElse(null);
    }

    private <T> @Nullable T value(
            UploadColumn column,
            String rule,
            Function<String, T> parse,
            Function<StoreInput, @Nullable T> current) {
        String cell = cells.get(column);
        if (cell == null) {
            return known.map(current).orElse(null);
        }
        if (cell.isEmpty()) {
            return null;
        }
        try {
            return parse.apply(cell);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
            broken.put(column, rule);
            return null;
        }
    }

    /// A column of windows, or one of starts and one of ends.
    private @Nullable List<StoreInput.WindowInput> windows() {
        if (cells.containsKey(UploadColumn.WINDOWS)) {
            return value(UploadColumn.WINDOWS, "windows", UploadRow::windows, StoreInput::windows);
        }
        if (!cells.containsKey(UploadColumn.WINDOW_START)
                && !cells.containsKey(UploadColumn.WINDOW_END)) {
            return known.map(StoreInput::windows).orElse(null);
        }
        var start = value(UploadColumn.WINDOW_START, "time", UploadRow::time, _ -> null);
        var end = value(UploadColumn.WINDOW_END, "time", UploadRow::time, _ -> null);
        if (start == null && end == null) {
            return List.of();
        }
        if (start == null || end == null) {
            broken.putIfAbsent(
                    start == null ? UploadColumn.WINDOW_START : UploadColumn.WINDOW_END,
                    "window_pair");
            return List.of();
        }
        return List.of(new StoreInput.WindowInput(start, end));
    }

    private static List<StoreInput.WindowInput> windows(String cell) {
        var windows = new ArrayList<StoreInput.WindowInput>();
        for (String part : cell.split("[;,]", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String[] times = part.strip().split("\\s*[-–—]\\s*", -1);
            if (times.length != 2) {
                throw new IllegalArgumentException(part);
            }
            windows.add(new StoreInput.WindowInput(time(times[0]), time(times[1])));
        }
        return windows;
    }

    private static LocalTime time(String cell) {
        return LocalTime.parse(
                cell.strip().replace('.', ':').replaceFirst("^(\\d+:\\d\\d):00$", "$1"), TIME);
    }

    private static List<Weekday> weekdays(String cell) {
        var days = new ArrayList<Weekday>();
        for (String word : cell.strip().split(LIST, -1)) {
            if (!word.isEmpty()) {
                String start = word.toLowerCase(Locale.of("ru"));
                var day =
                        WEEKDAYS.entrySet().stream()
                                .filter(entry -> abbreviates(entry.getKey(), start))
                                .findFirst();
                days.add(day.orElseThrow(IllegalArgumentException::new).getValue());
            }
        }
        return days;
    }

    /// `вс` is written `воскресенье` in full, `пн` `понедельник`: the second letter of the short
    /// form is the one after the stress, so full words are told by their beginnings.
    private static boolean abbreviates(String shortForm, String word) {
        return switch (shortForm) {
            case "пн" -> word.equals("пн") || word.startsWith("пон");
            case "вт" -> word.startsWith("вт");
            case "ср" -> word.startsWith("ср");
            case "чт" -> word.equals("чт") || word.startsWith("чет");
            case "пт" -> word.equals("пт") || word.startsWith("пят");
            case "сб" -> word.equals("сб") || word.startsWith("суб");
            case "вс" -> word.equals("вс") || word.startsWith("вос");
            default -> word.startsWith(shortForm);
        };
    }

    private static List<LocalDate> dates(String cell) {
        var dates = new ArrayList<LocalDate>();
        for (String word : cell.strip().split(LIST, -1)) {
            if (!word.isEmpty()) {
                dates.add(
                        word.indexOf('-') > 0
                                ? LocalDate.parse(word)
                                : LocalDate.parse(word, RUSSIAN_DATE));
            }
        }
        return dates;
    }

    private static Double degrees(String cell) {
        return number(cell).doubleValue();
    }

    /// With a decimal point or comma.
    private static BigDecimal number(String cell) {
        String plain = cell.replace(',', '.').replaceAll("[\\s°]", "");
        if (!plain.matches("[+-]?\\d{1,9}(\\.\\d{1,18})?")) {
            throw new IllegalArgumentException(cell);
        }
        return new BigDecimal(plain);
    }
}
