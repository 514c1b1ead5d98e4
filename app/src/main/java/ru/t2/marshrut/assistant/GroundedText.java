package ru.t2.marshrut.assistant;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.assistant.Explained.Flaw;

/// Tells whether sentences say nothing in numbers that the facts don't: every number, with its
/// unit, must be one of theirs, and no number may hide in words. Thread-safe.
final class GroundedText {

    private static final int MOST_SENTENCES = 3;
    private static final int LONGEST = 400;
    private static final double OWN_SCRIPT = 0.7;

    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:[.,:]\\d+)*)\\s*(%|₽|\\p{L}+)?");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\d .,:;!?()«»\"'’%₽+/—–-]*");

    /// Beginnings of the words for units; the longest that fits counts.
    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("км", "km"),
                    Map.entry("килом", "km"),
                    Map.entry("km", "km"),
                    Map.entry("kilom", "km"),
                    Map.entry("метр", "m"),
                    Map.entry("met", "m"),
                    Map.entry("мин", "min"),
                    Map.entry("min", "min"),
                    Map.entry("час", "h"),
                    Map.entry("hour", "h"),
                    Map.entry("сек", "s"),
                    Map.entry("sec", "s"),
                    Map.entry("руб", "rub"),
                    Map.entry("₽", "rub"),
                    Map.entry("rub", "rub"),
                    Map.entry("roub", "rub"),
                    Map.entry("коп", "kopeck"),
                    Map.entry("kopeck", "kopeck"),
                    Map.entry("%", "percent"),
                    Map.entry("проц", "percent"),
                    Map.entry("perc", "percent"),
                    Map.entry("дн", "day"),
                    Map.entry("день", "day"),
                    Map.entry("day", "day"),
                    Map.entry("раз", "times"),
                    Map.entry("time", "times"));

    /// Units that are a letter.
    private static final Map<String, String> SHORT_UNITS =
            Map.of("ч", "h", "h", "h", "м", "m", "m", "m", "с", "s", "s", "s");

    /// Beginnings of number words.
    private static final List<String> NUMBER_STEMS =
            List.of(
                    "нол",
                    "нул",
                    "двое",
                    "трое",
                    "четвер",
                    "четыр",
                    "пять",
                    "пяти",
                    "шест",
                    "семь",
                    "семи",
                    "восем",
                    "восьм",
                    "девят",
                    "десят",
                    "одиннадцат",
                    "двенадцат",
                    "тринадцат",
                    "двадцат",
                    "тридцат",
                    "сорок",
                    "девянос",
                    "двест",
                    "трист",
                    "тысяч",
                    "миллион",
                    "половин",
                    "полтор",
                    "вдво",
                    "втро",
                    "дюжин",
                    "трет",
                    "zero",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twel",
                    "thirt",
                    "twent",
                    "fort",
                    "fift",
                    "hundred",
                    "thousand",
                    "million",
                    "half",
                    "doubl",
                    "twice",
                    "tripl",
                    "dozen",
                    "quarter",
                    "coupl");

    private static final Set<String> NUMBER_WORDS =
            Set.of(
                    "один", "одна", "одно", "одного", "одной", "одну", "одному", "одним", "два",
                    "две", "двух", "двум", "двумя", "три", "трёх", "трех", "трём", "трем", "тремя",
                    "сто", "ста", "пара", "пару", "one", "two", "third");

    private final Set<String> known = new HashSet<>();
    private final boolean russian;

    /// @param facts sentences whose numbers may be told
    /// @param russian whether the text is to be in Russian, else in English
    GroundedText(List<String> facts, boolean russian) {
        this.russian = russian;
        for (var fact : facts) {
            var numbers = NUMBER.matcher(fact);
            while (numbers.find()) {
                known.add(value(numbers.group(1)));
                known.add(value(numbers.group(1)) + " " + unit(numbers.group(2)));
            }
        }
    }

    /// The sentences of a text, without blanks around them.
    ///
    /// @param cutOff whether the text may end in the middle of a sentence, which is then left out
    static List<String> sentences(String text, boolean cutOff) {
        var all =
                Arrays.stream(text.strip().split("(?<=[.!?])\\s+", -1))
                        .map(String::strip)
                        .filter(sentence -> !sentence.isEmpty())
                        .toList();
        boolean ends = all.isEmpty() || all.getLast().matches(".*[.!?]");
        return cutOff && !ends ? all.subList(0, all.size() - 1) : all;
    }

    /// What is wrong with the sentences, if anything is.
    Optional<Flaw> findFlaw(List<String> sentences) {
        var text = String.join(" ", sentences);
        if (sentences.isEmpty()
                || sentences.size() > MOST_SENTENCES
                || text.length() > LONGEST
                || !PLAIN.matcher(text).matches()
                || !isInItsScript(text)) {
            return Optional.of(Flaw.UNUSABLE_TEXT);
        }
        return isFounded(text) ? Optional.empty() : Optional.of(Flaw.UNFOUNDED_NUMBER);
    }

    private boolean isFounded(String text) {
        var numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            String unit = unit(numbers.group(2));
            String value = value(numbers.group(1));
            if (!known.contains(unit.isEmpty() ? value : value + " " + unit)) {
                return false;
            }
        }
        return WORD.matcher(text).results().noneMatch(word -> isNumber(word.group()));
    }

    private static boolean isNumber(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return NUMBER_WORDS.contains(lower) || NUMBER_STEMS.stream().anyMatch(lower::startsWith);
    }

    /// `12,30` and `12.3` are the same; `12:30` is a time of day.
    private static String value(String digits) {
        String plain = digits.replace(',', '.').replaceFirst("^0+(?=\\d)", "");
        return plain.contains(".") ? plain.replaceFirst("\\.?0*$", "") : plain;
    }

    /// A word that is no unit is an empty one.
    private static String unit(@Nullable String word) {
        if (word == null) {
            return "";
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String letter = SHORT_UNITS.get(lower);
        if (letter != null) {
            return letter;
        }
        return UNITS.keySet().stream()
                .filter(lower::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(UNITS::get)
                .orElse("");
    }

    /// Russian may have a Latin word in it; English has nothing else. Other scripts' digits are no
    /// letters and are refused with what is not plain.
    private boolean isInItsScript(String text) {
        var scripts =
                text.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(UnicodeScript::of)
                        .collect(Collectors.groupingBy(script -> script, Collectors.counting()));
        long cyrillic = scripts.getOrDefault(UnicodeScript.CYRILLIC, 0L);
        long latin = scripts.getOrDefault(UnicodeScript.LATIN, 0L);
        long letters = scripts.values().stream().mapToLong(count -> count).sum();
        return letters > 0
                && cyrillic + latin == letters
                && (russian ? cyrillic >= OWN_SCRIPT * letters : cyrillic == 0);
    }
}
