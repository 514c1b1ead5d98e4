package ru.t2.marshrut.team;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Production calendars as lines of comma-separated values under a header, without quotes; lines
/// that begin with `#` are comments.
final class HolidayFile {

    private static final String BUILT_IN = "/calendar/russia-2026-2027.csv";
    private static final String HEADER = "day,kind,name,source";

    private HolidayFile() {}

    /// The years that come with the application.
    static List<Holiday> listBuiltIn() {
        var file =
                Objects.requireNonNull(HolidayFile.class.getResourceAsStream(BUILT_IN), BUILT_IN);
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException naming the line that is not a holiday
    static List<Holiday> parse(List<String> lines) {
        var rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
        if (rows.isEmpty() || !rows.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("The first line must be '%s'.".formatted(HEADER));
        }
        return rows.stream().skip(1).map(HolidayFile::holiday).toList();
    }

    private static Holiday holiday(String line) {
        String[] fields = line.split(",", -1);
        try {
            if (fields.length == 4) {
                return new Holiday(
                        LocalDate.parse(fields[0]),
                        Holiday.Kind.ofWord(fields[1]),
                        fields[2],
                        fields[3]);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw notAHoliday(line, e);
        }
        throw notAHoliday(line, null);
    }

    private static IllegalArgumentException notAHoliday(String line, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'%s' must have the fields %s, with a kind of day_off, working or short."
                        .formatted(line, HEADER),
                cause);
    }
}
