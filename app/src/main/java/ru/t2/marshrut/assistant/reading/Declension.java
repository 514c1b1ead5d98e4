package ru.t2.marshrut.assistant.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The forms a person's name takes in Russian sentences. Rough where it does no harm: a form that
/// does not exist is never met.
final class Declension {

    private static final Locale RUSSIAN = Locale.of("ru");

    private static final List<String> OV = List.of("", "а", "у", "ым", "ом", "е", "ы", "ых", "ыми");
    private static final List<String> OVA = List.of("а", "ой", "у", "ою", "ы", "ых", "ым", "ыми");
    private static final List<String> SKY = List.of("ий", "ого", "ому", "им", "ом", "ие", "их");
    private static final List<String> SKAYA = List.of("ая", "ой", "ую", "ою", "ие", "их");
    private static final List<String> HARD = List.of("", "а", "у", "ом", "ем", "е");
    private static final List<String> SOFT = List.of("ь", "й", "я", "ю", "ем", "е", "и");
    private static final List<String> ENDS_IN_A = List.of("а", "ы", "и", "е", "у", "ой", "ей");
    private static final List<String> ENDS_IN_YA = List.of("я", "и", "е", "ю", "ей", "ией");

    private Declension() {}

    /// Lower case, ё as е.
    static String plain(String name) {
        return name.toLowerCase(RUSSIAN).replace('ё', 'е');
    }

    /// All forms of a surname or a given name, the name itself among them, all [#plain].
    static Set<String> forms(String name) {
        var word = plain(name);
        if (word.matches(".+(ов|ев|ин|ын)")) {
            return with(word, 0, OV);
        }
        if (word.matches(".+(ова|ева|ина|ына)")) {
            return with(word, 1, OVA);
        }
        if (word.matches(".+[кгхц]ий|.+ый")) {
            return with(word, 2, SKY);
        }
        if (word.endsWith("ая")) {
            return with(word, 2, SKAYA);
        }
        if (word.endsWith("а")) {
            return with(word, 1, ENDS_IN_A);
        }
        if (word.endsWith("я")) {
            return with(word, 1, ENDS_IN_YA);
        }
        if (word.endsWith("ь") || word.endsWith("й")) {
            return with(word, 1, SOFT);
        }
        return word.matches(".+[бвгджзклмнпрстфхцчшщ]") ? with(word, 0, HARD) : Set.of(word);
    }

    private static Set<String> with(String word, int cut, List<String> endings) {
        var stem = word.substring(0, word.length() - cut);
        var forms = new LinkedHashSet<String>();
        forms.add(word);
        endings.forEach(ending -> forms.add(stem + ending));
        return forms;
    }
}
