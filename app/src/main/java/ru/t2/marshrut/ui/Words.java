package ru.t2.marshrut.ui;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;

/// Texts, numbers and dates in the language of one page. Thread-safe.
public final class Words {

    /// Stands for what is not known.
    public static final String NOTHING = "–";

    /// A page writes thousands of numbers and dates; making their formats anew takes longer than
    /// using them. Those of numbers are not thread-safe, so each use has a copy.
    private static final Map<NumberKind, NumberFormat> NUMBERS = new ConcurrentHashMap<>();

    private static final Map<DateKind, DateTimeFormatter> DATES = new ConcurrentHashMap<>();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private record NumberKind(Locale locale, int decimals) {}

    private record DateKind(Locale locale, String pattern) {}

    private final Locale locale;
    private final MessageSource messages;
    private final Clock clock;

    Words(Locale locale, MessageSource messages, Clock clock) {
        this.locale = locale;
        this.messages = messages;
        this.clock = clock;
    }

    public Locale locale() {
        return locale;
    }

    /// One text of the message files.
    ///
    /// @throws NoSuchMessageException if no file has the key
    public String t(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /// One text of the message files, if any has the key: for words that data brings.
    public Optional<String> find(String key) {
        return Optional.ofNullable(messages.getMessage(key, null, null, locale));
    }

    /// The right form for a number: keys `….one`, `….few`, `….many` with the number as {0}.
    public String count(String key, long number) {
        return t(key + "." + form(number), number);
    }

    private String form(long number) {
        if (!locale.getLanguage().equals("ru")) {
            return number == 1 ? "one" : "many";
        }
        long tens = Math.abs(number) % 100;
        long ones = tens % 10;
        if ((tens >= 11 && tens <= 14) || ones == 0 || ones >= 5) {
            return "many";
        }
        return ones == 1 ? "one" : "few";
    }

    /// At most one decimal, thousands apart: `1 234,5`.
    public String number(@Nullable Number value) {
        return number(value, 1);
    }

    public String number(@Nullable Number value, int decimals) {
        if (value == null) {
            return NOTHING;
        }
        var prepared =
                NUMBERS.computeIfAbsent(
                        new NumberKind(locale, decimals),
                        kind -> {
                            var format = NumberFormat.getNumberInstance(kind.locale);
                            format.setMaximumFractionDigits(kind.decimals);
                            return format;
                        });
        return ((NumberFormat) prepared.clone()).format(value);
    }

    public String km(@Nullable Number kilometres) {
        return unit(kilometres, 1, "ui.unit.km");
    }

    /// Hours as a clock tells them: `7:45`.
    public String hours(@Nullable Number hours) {
        if (hours == null) {
            return NOTHING;
        }
        long minutes = Math.round(hours.doubleValue() * 60);
        return "%d:%02d".formatted(minutes / 60, Math.abs(minutes % 60));
    }

    public String roubles(@Nullable Number roubles) {
        return unit(roubles, 0, "ui.unit.rub");
    }

    public String percent(@Nullable Number percent) {
        return unit(percent, 1, "ui.unit.percent");
    }

    private String unit(@Nullable Number value, int decimals, String key) {
        return value == null ? NOTHING : t(key, number(value, decimals));
    }

    /// `25 ноября 2026 г.`
    public String date(@Nullable LocalDate date) {
        return date == null ? NOTHING : format(date, t("ui.format.date"));
    }

    /// `ср, 25 ноя`
    public String shortDate(@Nullable LocalDate date) {
        return date == null ? NOTHING : format(date, t("ui.format.short_date"));
    }

    /// `среда, 25 ноября`
    public String longDate(@Nullable LocalDate date) {
        return date == null ? NOTHING : format(date, t("ui.format.long_date"));
    }

    /// `Ноябрь 2026`
    public String month(YearMonth month) {
        String name = month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + " " + month.getYear();
    }

    /// `пн`
    public String weekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
    }

    public String time(@Nullable LocalTime time) {
        return time == null ? NOTHING : TIME.format(time);
    }

    /// The time of day in the region's zone.
    public String time(@Nullable Instant instant) {
        return instant == null ? NOTHING : time(instant.atZone(clock.getZone()).toLocalTime());
    }

    /// Day and time in the region's zone.
    public String moment(@Nullable Instant instant) {
        return instant == null
                ? NOTHING
                : shortDate(instant.atZone(clock.getZone()).toLocalDate()) + ", " + time(instant);
    }

    /// A difference with its sign, the minus a real one: `+12,5`, `−3`.
    public String signed(@Nullable BigDecimal value, int decimals) {
        if (value == null) {
            return NOTHING;
        }
        return (value.signum() > 0 ? "+" : value.signum() < 0 ? "−" : "")
                + number(value.abs(), decimals);
    }

    private String format(LocalDate date, String pattern) {
        return DATES.computeIfAbsent(
                        new DateKind(locale, pattern),
                        kind -> DateTimeFormatter.ofPattern(kind.pattern, kind.locale))
                .format(date);
    }
}
