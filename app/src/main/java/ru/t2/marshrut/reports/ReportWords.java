package ru.t2.marshrut.reports;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words on sheets, which are in Russian, and what they mean.
final class ReportWords {

    static final String YES = "да";
    static final String TOTAL = "Итого";

    /// What Excel takes for the beginning of a formula, and what hides one.
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private static final char GUARD = '\'';

    /// The longest text that a cell of Excel can hold.
    static final int CELL_LIMIT = 32_767;

    private static final Map<String, String> STATUSES =
            Map.of(
                    "planned", "запланирован",
                    "completed", "выполнен",
                    "skipped", "пропущен",
                    "cancelled", "отменён",
                    "rescheduled", "перенесён");

    private static final Map<String, String> STATUS_WORDS =
            STATUSES.entrySet().stream()
                    .collect(Collectors.toMap(entry -> plain(entry.getValue()), Map.Entry::getKey));

    private ReportWords() {}

    static String status(String word) {
        return STATUSES.getOrDefault(word, word);
    }

    /// The word of a status as a person writes it, in Russian or in English.
    static Optional<String> parseStatus(String text) {
        String plain = plain(text);
        if (STATUSES.containsKey(plain)) {
            return Optional.of(plain);
        }
        return Optional.ofNullable(STATUS_WORDS.get(plain));
    }

    /// All statuses, for messages.
    static String statuses() {
        return STATUSES.values().stream().sorted().collect(Collectors.joining(", "));
    }

    /// Small letters without the difference of «е» and «ё».
    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
    }

    /// Text that no spreadsheet takes for a formula, cut to what a cell can hold; characters that
    /// XML can't tell are left out.
    static String guarded(String text) {
        var safe = new StringBuilder(text.length() + 1);
        text.codePoints().filter(ReportWords::isXml).forEach(safe::appendCodePoint);
        if (!safe.isEmpty()
                && (FORMULA_STARTS.indexOf(safe.charAt(0)) >= 0 || safe.charAt(0) == GUARD)) {
            safe.insert(0, GUARD);
        }
        return safe.length() > CELL_LIMIT
                ? safe.substring(0, CELL_LIMIT - 1) + "…"
                : safe.toString();
    }

    /// The text that was guarded.
    static String unguarded(String text) {
        return text.length() > 1
                        && text.charAt(0) == GUARD
                        && (FORMULA_STARTS.indexOf(text.charAt(1)) >= 0 || text.charAt(1) == GUARD)
                ? text.substring(1)
                : text;
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
