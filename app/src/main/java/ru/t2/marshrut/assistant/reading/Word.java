package ru.t2.marshrut.assistant.reading;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A word of a text.
///
/// @param text lower case, ё as е
/// @param start where it begins in the text
/// @param end where it has ended
public record Word(String text, String stem, int start, int end) {

    private static final Locale RUSSIAN = Locale.of("ru");
    private static final Pattern WORD =
            Pattern.compile("\\d{1,2}[:.]\\d{2}(?!\\d)|\\p{L}+\\d*|\\d+\\p{L}*");

    /// A text as one line of plain characters: compatibility forms resolved; controls, marks of
    /// direction and runs of blanks become one blank.
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\p{C}\\s]+", " ")
                .strip();
    }

    /// All words in order.
    public static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            var lower = matcher.group().toLowerCase(RUSSIAN).replace('ё', 'е');
            words.add(new Word(lower, Stem.of(lower), matcher.start(), matcher.end()));
        }
        return List.copyOf(words);
    }
}
