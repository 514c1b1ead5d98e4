package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Values as people and spreadsheets write them. Dates that are not in the calendar are no dates.
final class ImportCells {

    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final int FIRST_SERIAL = 36_526; // 1 January 2000
    private static final int LAST_SERIAL = 73_415; // end of 2100
    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
    private static final int MAX_POSITION = 200;

    private static final List<DateTimeFormatter> DATES =
            List.of(strict("d.M.uuuu"), strict("uuuu-M-d"), strict("d/M/uuuu"));
    private static final List<DateTimeFormatter> TIMES =
            List.of(strict("H:mm"), strict("H:mm:ss"), strict("H.mm"));

    private ImportCells() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    static Optional<LocalDate> date(String text) {
        var serial = serial(text);
        if (serial.isPresent()) {
            return serial.filter(number -> number.stripTrailingZeros().scale() <= 0)
                    .map(number -> EPOCH.plusDays(number.intValueExact()));
        }
        // A cell that shows a date may hold a moment at midnight.
        String day = text.endsWith("T00:00") ? text.substring(0, text.length() - 6) : text;
        return DATES.stream()
                .flatMap(format -> parse(day, format).stream())
                .filter(ImportCells::isReasonable)
                .findFirst();
    }

    private static Optional<LocalDate> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDate.parse(text, format));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isReasonable(LocalDate date) {
        return date.getYear() >= 2000 && date.getYear() <= 2100;
    }

    private static Optional<BigDecimal> serial(String text) {
        return number(text)
                .filter(number ->
                        number.compareTo(BigDecimal.valueOf(FIRST_SERIAL)) >= 0
                                && number.compareTo(BigDecimal.valueOf(LAST_SERIAL)) < 0);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > 40 || !text.matches("-?\\d+([.,]\\d+)?([eE]-?\\d{1,2})?")
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(text.replace(',', '.')));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// A moment with its day, or a time of the visit's own day; to whole seconds.
    ///
    /// @param day of the visit
    static Optional<Instant> moment(String text, Optional<LocalDate> day, ZoneId zone) {
        var serial = serial(text);
        if (serial.isPresent()) {
            long seconds =
                    serial.get()
                            .multiply(SECONDS_OF_DAY)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact();
            return Optional.of(EPOCH.atStartOfDay().plusSeconds(seconds).atZone(zone).toInstant());
        }
        var time = time(text);
        if (time.isPresent()) {
            return day.map(date -> date.atTime(time.get()).atZone(zone).toInstant());
        }
        var parts = text.split("[ T]+", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return date(parts[0])
                .flatMap(date ->
                        time(parts[1])
                                .map(at -> LocalDateTime.of(date, at).atZone(zone).toInstant()));
    }

    private static Optional<LocalTime> time(String text) {
        var share = number(text).filter(n -> n.signum() >= 0 && n.compareTo(BigDecimal.ONE) < 0);
        if (share.isPresent() && text.matches("0([.,]\\d+.*)?")) {
            int seconds =
                    share.get()
                            .multiply(SECONDS_OF_DAY)
                            .setScale(0, RoundingMode.HALF_UP)
                            .intValueExact();
            return seconds >= 86_400
                    ? Optional.empty()
                    : Optional.of(LocalTime.ofSecondOfDay(seconds));
        }
        for (var format : TIMES) {
            try {
                return Optional.of(LocalTime.parse(text, format));
            } catch (DateTimeException _) {
                // another format may fit
            }
        }
        return Optional.empty();
    }

    /// A place in a route.
    static OptionalInt position(String text) {
        return number(text)
                .filter(number ->
                        number.stripTrailingZeros().scale() <= 0
                                && number.compareTo(BigDecimal.ONE) >= 0
                                && number.compareTo(BigDecimal.valueOf(MAX_POSITION)) <= 0)
                .map(number -> OptionalInt.of(number.intValueExact()))
                .orElse(OptionalInt.empty());
    }

    /// «да» or «нет»; nothing is «нет».
    static Optional<Boolean> yes(String text) {
        return switch (ReportWords.plain(text)) {
            case "да", "+", "1", "true", "истина", "yes" -> Optional.of(true);
            case "", "нет", "-", "0", "false", "ложь", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Text as a sheet can hold it, so that what went out and came back is the same.
    static String note(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace('\u00A0', ' ').strip();
    }
}
