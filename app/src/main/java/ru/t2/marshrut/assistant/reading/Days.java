package ru.t2.marshrut.assistant.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// Finds days in a text: «завтра», «с понедельника по среду», «до 15 апреля», «08.04–10.04», «на
/// три дня», «до конца недели», "until Friday".
///
/// «Вернётся в среду» ends the day before. Days are those at or after the day the text was written.
/// «До среды» takes the Wednesday in: the word leaves it open, and whoever confirms sees the date.
public final class Days {

    /// Days that a text names.
    ///
    /// @param from empty: the day of the text
    /// @param to included; empty: none was named
    /// @param upTo whether the end was named by «до», which leaves open whether it is included
    /// @param isUnclear whether the text names days that are no one span
    /// @param words indexes of the words it was read from
    public record Span(
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            boolean upTo,
            boolean isUnclear,
            Set<Integer> words) {

        public Span {
            words = Set.copyOf(words);
        }
    }

    private static final Set<String> SINCE = Set.of("с", "со", "from", "since", "начиная");
    private static final Set<String> UP_TO = Set.of("до", "until", "till", "before");
    private static final Set<String> THROUGH = Set.of("по", "through", "to");
    private static final Set<String> DURING = Set.of("на", "for");
    private static final Pattern RETURNS =
            Pattern.compile("верн.+|выйдет|выходит|появится|back|returns");
    private static final Set<String> INCLUDED = Set.of("включительно", "inclusive");

    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("один", 1),
                    Map.entry("одну", 1),
                    Map.entry("пару", 2),
                    Map.entry("два", 2),
                    Map.entry("две", 2),
                    Map.entry("три", 3),
                    Map.entry("четыре", 4),
                    Map.entry("пять", 5),
                    Map.entry("шесть", 6),
                    Map.entry("семь", 7),
                    Map.entry("десять", 10),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("a", 1));

    private static final int LONGEST = 366;

    private final String text;
    private final List<Word> words;
    private final LocalDate today;

    private Days(String text, List<Word> words, LocalDate today) {
        this.text = text;
        this.words = words;
        this.today = today;
    }

    /// @param ownYear whether the text named the year, or a day that can't be another
    /// @param days how many it is: 1, or 7 for a week
    private record Day(LocalDate date, int length, boolean ownYear, int days) {}

    /// The span among words.
    ///
    /// @param words of the text
    /// @param today the day of the text
    public static Optional<Span> find(String text, List<Word> words, LocalDate today) {
        return new Days(text, words, today).find();
    }

    private Optional<Span> find() {
        var used = new TreeSet<Integer>();
        var singles = new TreeSet<LocalDate>();
        Optional<LocalDate> from = Optional.empty();
        Optional<LocalDate> to = Optional.empty();
        boolean upTo = false;
        int during = 0;
        int lastSingle = -1;
        boolean returning = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i).text();
            if (RETURNS.matcher(word).matches()) {
                returning = i == 0 || !words.get(i - 1).text().equals("не");
                continue;
            }
            int lasting = DURING.contains(word) ? lasting(i + 1, used) : 0;
            if (lasting > 0) {
                during = lasting;
                used.add(i);
                i = used.last();
                continue;
            }
            boolean bound = isPreposition(word);
            // «с 8 по 10 апреля» names the month once.
            var day = bound ? day(i + 1).or(() -> dayOfTheMonthNamedLater(word)) : day(i);
            if (day.isEmpty()) {
                continue;
            }
            int start = bound ? i + 1 : i;
            for (int w = i; w < start + day.get().length; w++) {
                used.add(w);
            }
            var date = day.get().date;
            var end = date.plusDays(day.get().days - 1L);
            if (returning) {
                to = Optional.of(date.minusDays(1));
                returning = false;
            } else if (SINCE.contains(word)) {
                from = Optional.of(date);
                to = day.get().days > 1 ? Optional.of(end) : to;
            } else if (bound) {
                var base = from.orElse(today);
                to = Optional.of(later(day.get(), end, base, UP_TO.contains(word)));
                upTo = UP_TO.contains(word);
            } else if (lastSingle >= 0 && lastSingle == i - 1 && isDash(i)) {
                from = Optional.of(singles.removeLast());
                to = Optional.of(later(day.get(), end, from.get(), false));
            } else {
                var earlier = sameMonth(i, date, used);
                if (earlier.isPresent() && isDash(i)) {
                    from = earlier;
                    to = Optional.of(end);
                } else {
                    earlier.ifPresent(singles::add);
                    singles.add(date);
                    singles.add(end);
                }
            }
            lastSingle = start + day.get().length - 1;
            i = start + day.get().length - 1;
        }
        for (int i = 0; i < words.size(); i++) {
            if (INCLUDED.contains(words.get(i).text()) && to.isPresent()) {
                used.add(i);
                upTo = false;
            }
        }
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(span(from, to, upTo, during, singles, used));
    }

    /// Whether a dash stands before a word.
    private boolean isDash(int i) {
        return i > 0
                && text.substring(words.get(i - 1).end(), words.get(i).start())
                        .matches("\\s*[-‐-―−]\\s*");
    }

    /// «8 и 9 апреля», «8–9 апреля»: the day whose number stands before another one.
    private Optional<LocalDate> sameMonth(int i, LocalDate day, Set<Integer> used) {
        int number = i > 0 && words.get(i - 1).text().equals("и") ? i - 2 : i - 1;
        boolean stands =
                number >= 0
                        && !used.contains(number)
                        && words.get(number).text().matches("\\d{1,2}")
                        && words.get(i).text().matches("\\d{1,2}(го|е)?")
                        && (number == 0 || !isPreposition(words.get(number - 1).text()));
        if (!stands) {
            return Optional.empty();
        }
        var earlier =
                date(() -> day.withDayOfMonth(Integer.parseInt(words.get(number).text())))
                        .filter(date -> date.isBefore(day));
        earlier.ifPresent(_ -> {
            for (int w = number; w < i; w++) {
                used.add(w);
            }
        });
        return earlier;
    }

    private static boolean isPreposition(String word) {
        return SINCE.contains(word) || UP_TO.contains(word) || THROUGH.contains(word);
    }

    private Span span(
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            boolean upTo,
            int during,
            NavigableSet<LocalDate> singles,
            Set<Integer> used) {
        var start = from;
        var end = to;
        boolean unclear = false;
        if (!singles.isEmpty()) {
            if (start.isEmpty()) {
                start = Optional.of(singles.first());
                if (end.isEmpty() && singles.size() > 1) {
                    end = Optional.of(singles.last());
                    // A week is given by its ends, other days one by one.
                    unclear = singles.size() > 2 && !areInARow(singles);
                    unclear |= singles.size() == 2 && !areInARow(singles) && !isWeek(singles);
                }
            } else {
                unclear = singles.stream().anyMatch(day -> !day.equals(from.orElseThrow()));
            }
        }
        if (during > 0 && end.isEmpty()) {
            end = Optional.of(start.orElse(today).plusDays(during - 1L));
        }
        return new Span(start, end, upTo, unclear, used);
    }

    private static boolean areInARow(NavigableSet<LocalDate> days) {
        return days.first().plusDays(days.size() - 1L).equals(days.last());
    }

    private static boolean isWeek(NavigableSet<LocalDate> days) {
        return days.last().getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /// The end of a span, at or after its beginning: «с пятницы по среду», and «до среды» said on a
    /// Wednesday.
    private static LocalDate later(Day day, LocalDate end, LocalDate base, boolean upTo) {
        if (day.ownYear) {
            return end;
        }
        var moved = end;
        while (moved.isBefore(base) || (upTo && moved.equals(base))) {
            moved = moved.plusWeeks(1);
        }
        return moved;
    }

    /// «8 по» of «с 8 по 10 апреля»: the number before, if the one after has a month.
    private Optional<Day> dayOfTheMonthNamedLater(String preposition) {
        if (!SINCE.contains(preposition)) {
            return Optional.empty();
        }
        for (int i = 0; i + 3 < words.size(); i++) {
            boolean opens =
                    words.get(i).text().equals(preposition)
                            && words.get(i + 1).text().matches("\\d{1,2}")
                            && (THROUGH.contains(words.get(i + 2).text())
                                    || UP_TO.contains(words.get(i + 2).text()));
            if (opens) {
                int number = Integer.parseInt(words.get(i + 1).text());
                return day(i + 3)
                        .flatMap(end -> date(() -> end.date.withDayOfMonth(number)))
                        .map(date -> new Day(date, 1, true, 1));
            }
        }
        return Optional.empty();
    }

    /// The day named from a word on.
    private Optional<Day> day(int i) {
        if (i >= words.size()) {
            return Optional.empty();
        }
        var word = words.get(i).text();
        var relative =
                switch (word) {
                    case "сегодня", "сегодняшнего", "today" -> 0;
                    case "завтра", "завтрашнего", "tomorrow" -> 1;
                    case "послезавтра" -> 2;
                    default -> -1;
                };
        if (relative >= 0) {
            return Optional.of(new Day(today.plusDays(relative), 1, true, 1));
        }
        return numeric(i, word)
                .or(() -> withMonth(i, word))
                .or(() -> weekday(i))
                .or(() -> endOf(i))
                .or(() -> week(i));
    }

    /// «08.04», «8.04.2026»: two words, the second one the year.
    private Optional<Day> numeric(int i, String word) {
        if (!word.matches("\\d{1,2}\\.\\d{2}")) {
            return Optional.empty();
        }
        var parts = word.split("\\.", -1);
        int day = Integer.parseInt(parts[0]);
        int month = Integer.parseInt(parts[1]);
        var year = year(i + 1);
        return date(() -> MonthDay.of(month, day))
                .flatMap(given -> date(() -> year.map(given::atYear).orElseGet(() -> next(given))))
                .map(date -> new Day(date, year.isPresent() ? 2 : 1, true, 1));
    }

    /// «8 апреля», «15-го мая 2026 года», "April 8".
    private Optional<Day> withMonth(int i, String word) {
        if (i + 1 >= words.size()) {
            return Optional.empty();
        }
        var next = words.get(i + 1).text();
        int month = month(next);
        int length = 2;
        var number = word;
        if (month == 0 && next.matches("го|е|th|st|nd|rd") && i + 2 < words.size()) {
            month = month(words.get(i + 2).text());
            length = 3;
        }
        if (month == 0 && month(word) > 0) {
            month = month(word);
            number = next;
            length = 2;
        }
        if (month == 0 || !number.matches("\\d{1,2}(го|е|th|st|nd|rd)?")) {
            return ordinal(i, word);
        }
        int day = Integer.parseInt(number.replaceAll("\\D", ""));
        int named = month;
        var year = year(i + length);
        int most = length;
        return date(() -> MonthDay.of(named, day))
                .flatMap(given -> date(() -> year.map(given::atYear).orElseGet(() -> next(given))))
                .map(date -> new Day(date, most + (year.isPresent() ? 1 : 0), true, 1));
    }

    /// «15 числа», «10-го».
    private Optional<Day> ordinal(int i, String word) {
        var next = i + 1 < words.size() ? words.get(i + 1).text() : "";
        boolean tells = next.equals("числа") || next.equals("число") || next.equals("го");
        if (!word.matches("\\d{1,2}") || !tells) {
            return word.matches("\\d{1,2}го")
                    ? dayOfMonth(Integer.parseInt(word.replaceAll("\\D", "")), 1)
                    : Optional.empty();
        }
        int length = i + 2 < words.size() && words.get(i + 2).text().equals("числа") ? 3 : 2;
        return dayOfMonth(Integer.parseInt(word), length);
    }

    private Optional<Day> dayOfMonth(int number, int length) {
        return date(() -> today.withDayOfMonth(number))
                .flatMap(date -> date(() -> date.isBefore(today) ? date.plusMonths(1) : date))
                .map(date -> new Day(date, length, true, 1));
    }

    private Optional<Day> weekday(int i) {
        boolean introduced = Set.of("в", "во", "on", "к").contains(words.get(i).text());
        int at = introduced ? i + 1 : i;
        boolean nextWeek =
                at < words.size() && words.get(at).text().matches("следующ(ий|ую|ее|его|ей)|next");
        int name = nextWeek ? at + 1 : at;
        if (name >= words.size()) {
            return Optional.empty();
        }
        return dayOfWeek(words.get(name).text())
                .map(day -> {
                    var date = today.with(TemporalAdjusters.nextOrSame(day));
                    var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                    return new Day(
                            nextWeek ? monday.with(TemporalAdjusters.nextOrSame(day)) : date,
                            name + 1 - i,
                            nextWeek,
                            1);
                });
    }

    /// «конца недели», «конца месяца».
    private Optional<Day> endOf(int i) {
        if (i + 1 >= words.size() || !words.get(i).text().matches("конца|end")) {
            return Optional.empty();
        }
        int skip = Set.of("of", "этой", "этого", "the").contains(words.get(i + 1).text()) ? 1 : 0;
        if (i + 1 + skip >= words.size()) {
            return Optional.empty();
        }
        var date =
                switch (words.get(i + 1 + skip).text()) {
                    case "недели", "week" ->
                            today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
                    case "месяца", "month" -> today.with(TemporalAdjusters.lastDayOfMonth());
                    default -> null;
                };
        return Optional.ofNullable(date).map(end -> new Day(end, 2 + skip, true, 1));
    }

    /// «на этой неделе», «всю неделю», «на следующей неделе».
    private Optional<Day> week(int i) {
        int at = Set.of("на", "this").contains(words.get(i).text()) ? i + 1 : i;
        if (at + 1 >= words.size() || !words.get(at + 1).text().matches("недел[юе]|week")) {
            return Optional.empty();
        }
        var sunday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        return switch (words.get(at).text()) {
            case "этой", "всю", "эту", "all", "this" ->
                    Optional.of(
                            new Day(
                                    today,
                                    at + 2 - i,
                                    true,
                                    (int) (sunday.toEpochDay() - today.toEpochDay()) + 1));
            case "следующей", "следующую", "next" ->
                    Optional.of(new Day(sunday.plusDays(1), at + 2 - i, true, 7));
            default -> Optional.empty();
        };
    }

    /// Days that «на …» says something lasts; 0: it says nothing of days. Its words are added.
    private int lasting(int i, Set<Integer> used) {
        if (i >= words.size()) {
            return 0;
        }
        var first = words.get(i).text();
        int number =
                first.matches("\\d{1,3}")
                        ? Integer.parseInt(first)
                        : NUMBERS.getOrDefault(first, 0);
        int unit = number > 0 ? i + 1 : i;
        if (unit >= words.size()) {
            return 0;
        }
        int days =
                switch (words.get(unit).text()) {
                    case "день", "дня", "дней", "сутки", "суток", "day", "days" -> 1;
                    case "неделю", "недели", "недель", "week", "weeks" -> 7;
                    default -> 0;
                };
        int total = Math.max(1, number) * days;
        if (total == 0 || total > LONGEST) {
            return 0;
        }
        new ArrayList<>(number > 0 ? List.of(i, unit) : List.of(unit)).forEach(used::add);
        return total;
    }

    private Optional<Integer> year(int i) {
        return i < words.size() && words.get(i).text().matches("20\\d{2}")
                ? Optional.of(Integer.parseInt(words.get(i).text()))
                : Optional.empty();
    }

    private LocalDate next(MonthDay day) {
        var date = day.atYear(today.getYear());
        // «8 апреля» written on the tenth is the day before yesterday, not in a year.
        return date.isBefore(today.minusMonths(6)) ? day.atYear(today.getYear() + 1) : date;
    }

    private interface Given<T> {
        T get();
    }

    private static <T> Optional<T> date(Given<T> given) {
        try {
            return Optional.of(given.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static final List<String> MONTHS =
            List.of(
                    "январ", "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр",
                    "октябр", "ноябр", "декабр");
    private static final List<String> ENGLISH_MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");

    /// 1 to 12; 0: no month.
    private static int month(String word) {
        ToIntFunction<List<String>> find =
                names -> {
                    for (int m = 0; m < names.size(); m++) {
                        if (word.startsWith(names.get(m))
                                && word.length() <= names.get(m).length() + 1) {
                            return m + 1;
                        }
                    }
                    return 0;
                };
        return Math.max(find.applyAsInt(MONTHS), find.applyAsInt(ENGLISH_MONTHS));
    }

    private static Optional<DayOfWeek> dayOfWeek(String word) {
        var day =
                switch (word) {
                    case "понедельник", "понедельника", "понедельнику", "пн", "monday" ->
                            DayOfWeek.MONDAY;
                    case "вторник", "вторника", "вторнику", "вт", "tuesday" -> DayOfWeek.TUESDAY;
                    case "среда", "среду", "среды", "среде", "ср", "wednesday" ->
                            DayOfWeek.WEDNESDAY;
                    case "четверг", "четверга", "четвергу", "чт", "thursday" -> DayOfWeek.THURSDAY;
                    case "пятница", "пятницу", "пятницы", "пятнице", "пт", "friday" ->
                            DayOfWeek.FRIDAY;
                    case "суббота", "субботу", "субботы", "субботе", "сб", "saturday" ->
                            DayOfWeek.SATURDAY;
                    case "воскресенье", "воскресенья", "воскресенью", "вс", "sunday" ->
                            DayOfWeek.SUNDAY;
                    default -> null;
                };
        return Optional.ofNullable(day);
    }
}
