package ru.t2.marshrut.assistant.reading;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds times of day in a text: «после 15:00», «с 14 до 16», «до обеда», «к двум», "by noon".
///
/// A bare number is a time only with a preposition or minutes, so that house numbers are not. Small
/// hours are those of the afternoon: «до 5» is 17:00.
public final class Times {

    /// A span that a text names.
    ///
    /// @param words indexes of the words it was read from
    /// @param isMoment whether one moment was named, so that the end is only our leeway
    public record Span(
            Optional<LocalTime> from,
            Optional<LocalTime> until,
            Set<Integer> words,
            boolean isMoment) {}

    private static final Set<String> AFTER = Set.of("после", "с", "со", "from", "after", "since");
    private static final Set<String> BEFORE =
            Set.of("до", "к", "ко", "before", "by", "until", "till");
    private static final Set<String> BETWEEN = Set.of("между", "between");
    private static final Set<String> AT = Set.of("в", "во", "at", "ровно");
    private static final Set<String> NEGATIONS = Set.of("не", "no", "not");
    private static final Set<String> EARLIER = Set.of("раньше", "ранее", "earlier");
    private static final Set<String> LATER = Set.of("позже", "позднее", "later");
    private static final Set<String> NOT_HOURS =
            Set.of(
                    "км",
                    "числа",
                    "этаж",
                    "этажа",
                    "точек",
                    "точки",
                    "точкам",
                    "минут",
                    "января",
                    "февраля",
                    "марта",
                    "апреля",
                    "мая",
                    "июня",
                    "июля",
                    "августа",
                    "сентября",
                    "октября",
                    "ноября",
                    "декабря",
                    "km");
    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("часу", 13),
                    Map.entry("двух", 14),
                    Map.entry("двум", 14),
                    Map.entry("трех", 15),
                    Map.entry("трем", 15),
                    Map.entry("четырех", 16),
                    Map.entry("четырем", 16),
                    Map.entry("пяти", 17),
                    Map.entry("шести", 18),
                    Map.entry("семи", 19),
                    Map.entry("восьми", 8),
                    Map.entry("девяти", 9),
                    Map.entry("десяти", 10),
                    Map.entry("одиннадцати", 11),
                    Map.entry("двенадцати", 12));
    private static final Set<String> NOON =
            Set.of("обеда", "обеду", "обед", "полудня", "полудню", "полдень", "lunch", "noon");
    private static final LocalTime MIDDAY = LocalTime.NOON;
    private static final LocalTime AFTER_LUNCH = LocalTime.of(13, 0);
    private static final LocalTime AFTERNOON_ENDS = LocalTime.of(16, 0);
    private static final int MINUTES_OF_AT = 15;
    private static final int FIRST_WORKING_HOUR = 7;

    private final List<Word> words;

    private Times(List<Word> words) {
        this.words = words;
    }

    private record Moment(LocalTime time, int length) {}

    /// The first span among words; a second one that continues it («с 14 до 16») is part of it.
    public static Optional<Span> find(List<Word> words) {
        var times = new Times(words);
        Optional<LocalTime> from = Optional.empty();
        Optional<LocalTime> until = Optional.empty();
        var used = new TreeSet<Integer>();
        boolean moment = false;
        for (int i = 0; i < words.size(); i++) {
            var bound = times.bound(i);
            if (bound.isEmpty()) {
                continue;
            }
            var span = bound.get();
            boolean fits =
                    (span.from.isEmpty() || from.isEmpty())
                            && (span.until.isEmpty() || until.isEmpty());
            if (fits) {
                from = from.or(span::from);
                until = until.or(span::until);
                moment |= span.isMoment;
                used.addAll(span.words);
            }
            i = span.words.stream().mapToInt(Integer::intValue).max().orElse(i);
        }
        if (used.isEmpty()) {
            return Optional.empty();
        }
        boolean reversed =
                from.isPresent() && until.isPresent() && until.get().isBefore(from.get());
        return reversed
                ? Optional.empty()
                : Optional.of(new Span(from, until, Set.copyOf(used), moment));
    }

    private Optional<Span> bound(int i) {
        var word = words.get(i).text();
        var part = partOfDay(i, word);
        if (part.isPresent()) {
            return part;
        }
        if (NEGATIONS.contains(word) && i + 1 < words.size()) {
            var next = words.get(i + 1).text();
            if (EARLIER.contains(next)) {
                return lunch(i + 2)
                        .map(_ -> after(MIDDAY, i, i + 3))
                        .or(() -> moment(i + 2, true).map(m -> after(m.time, i, i + 2 + m.length)));
            }
            if (LATER.contains(next)) {
                return lunch(i + 2)
                        .map(_ -> before(MIDDAY, i, i + 3))
                        .or(() ->
                                moment(i + 2, true).map(m -> before(m.time, i, i + 2 + m.length)));
            }
        }
        if (BETWEEN.contains(word)) {
            return moment(i + 1, true).flatMap(first -> pair(i, first));
        }
        if (AFTER.contains(word) || LATER.contains(word)) {
            return lunch(i + 1)
                    .map(_ -> after(AFTER_LUNCH, i, i + 2))
                    .or(() -> moment(i + 1, true).map(m -> after(m.time, i, i + 1 + m.length)));
        }
        if (BEFORE.contains(word) || EARLIER.contains(word)) {
            return lunch(i + 1)
                    .map(_ -> before(MIDDAY, i, i + 2))
                    .or(() -> moment(i + 1, true).map(m -> before(m.time, i, i + 1 + m.length)));
        }
        if (AT.contains(word)) {
            return lunch(i + 1)
                    .map(_ -> between(MIDDAY, MIDDAY.plusHours(2), i, i + 2))
                    .or(() -> moment(i + 1, true).map(m -> at(m.time, i, i + 1 + m.length)));
        }
        return moment(i, false).map(m -> range(i, m));
    }

    /// «между 10 и 11».
    private Optional<Span> pair(int i, Moment first) {
        int second = i + 1 + first.length + 1;
        return moment(second, true)
                .filter(end -> end.time.isAfter(first.time))
                .map(end -> between(first.time, end.time, i, second + end.length));
    }

    /// «14:00–16:00», or 14:00 alone.
    private Span range(int i, Moment first) {
        int next = i + first.length;
        return moment(next, false)
                .filter(second -> second.time.isAfter(first.time))
                .map(second -> between(first.time, second.time, i, next + second.length))
                .orElseGet(() -> at(first.time, i, next));
    }

    private Optional<Span> partOfDay(int i, String word) {
        return switch (word) {
            case "утром", "утра", "morning" ->
                    // «10 утра» says which ten.
                    i > 0 && isNumber(words.get(i - 1).text())
                            ? Optional.empty()
                            : Optional.of(before(MIDDAY, i, i + 1));
            case "днем", "afternoon" -> Optional.of(after(AFTER_LUNCH, i, i + 1));
            case "вечером", "вечеру", "evening" -> Optional.of(after(AFTERNOON_ENDS, i, i + 1));
            case "половине" ->
                    i > 0 && i + 1 < words.size() && words.get(i + 1).text().equals("дня")
                            ? half(i)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Span> half(int i) {
        var which = words.get(i - 1).text();
        if (which.startsWith("перв")) {
            return Optional.of(before(AFTER_LUNCH, i - 1, i + 2));
        }
        return which.startsWith("втор")
                ? Optional.of(after(AFTER_LUNCH, i - 1, i + 2))
                : Optional.empty();
    }

    private Optional<String> lunch(int i) {
        return i < words.size() && NOON.contains(words.get(i).text())
                ? Optional.of(words.get(i).text())
                : Optional.empty();
    }

    /// @param introduced whether a preposition makes a bare number an hour
    private Optional<Moment> moment(int i, boolean introduced) {
        if (i >= words.size()) {
            return Optional.empty();
        }
        var word = words.get(i).text();
        if (word.matches("\\d{1,2}[:.]\\d{2}")) {
            var parts = word.split("[:.]", -1);
            return time(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]))
                    .map(t -> new Moment(t, 1));
        }
        if (!introduced) {
            return Optional.empty();
        }
        if (NUMBERS.containsKey(word)) {
            return time(NUMBERS.getOrDefault(word, 0), 0)
                    .map(t -> new Moment(t, 1 + hourWord(i + 1)));
        }
        if (!isNumber(word)) {
            return word.matches("\\d{1,2}(am|pm|ч)") ? spelled(word) : Optional.empty();
        }
        var next = i + 1 < words.size() ? words.get(i + 1).text() : "";
        if (NOT_HOURS.contains(next)) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(word);
        int extra = hourWord(i + 1);
        var after = i + 1 + extra < words.size() ? words.get(i + 1 + extra).text() : "";
        boolean evening = after.equals("вечера") || after.equals("дня") || after.equals("pm");
        boolean morning = after.equals("утра") || after.equals("am");
        if (evening || morning) {
            extra++;
        }
        int length = 1 + extra;
        return time(morning ? hour : evening && hour < 12 ? hour + 12 : ofWorkingDay(hour), 0)
                .map(t -> new Moment(t, length));
    }

    private static Optional<Moment> spelled(String word) {
        int hour = Integer.parseInt(word.replaceAll("\\D", ""));
        int moved =
                word.endsWith("pm") && hour < 12
                        ? hour + 12
                        : word.endsWith("ч") ? ofWorkingDay(hour) : hour;
        return time(moved, 0).map(t -> new Moment(t, 1));
    }

    private int hourWord(int i) {
        return i < words.size() && words.get(i).text().matches("час(а|ов|ам)?|ч|h|o") ? 1 : 0;
    }

    private static int ofWorkingDay(int hour) {
        return hour >= 1 && hour < FIRST_WORKING_HOUR ? hour + 12 : hour;
    }

    private static boolean isNumber(String word) {
        return word.matches("\\d{1,2}");
    }

    private static Optional<LocalTime> time(int hour, int minute) {
        try {
            return Optional.of(LocalTime.of(hour, minute));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Span after(LocalTime from, int first, int end) {
        return new Span(Optional.of(from), Optional.empty(), indexes(first, end), false);
    }

    private static Span before(LocalTime until, int first, int end) {
        return new Span(Optional.empty(), Optional.of(until), indexes(first, end), false);
    }

    private static Span between(LocalTime from, LocalTime until, int first, int end) {
        return new Span(Optional.of(from), Optional.of(until), indexes(first, end), false);
    }

    private static Span at(LocalTime time, int first, int end) {
        var latest = LocalTime.of(23, 59).minusMinutes(MINUTES_OF_AT);
        var until = time.isAfter(latest) ? time : time.plusMinutes(MINUTES_OF_AT);
        return new Span(Optional.of(time), Optional.of(until), indexes(first, end), true);
    }

    private static Set<Integer> indexes(int first, int end) {
        var set = new ArrayList<Integer>();
        for (int i = first; i < end; i++) {
            set.add(i);
        }
        return Set.copyOf(set);
    }
}
