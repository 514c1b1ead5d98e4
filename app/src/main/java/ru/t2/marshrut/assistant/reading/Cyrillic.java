package ru.t2.marshrut.assistant.reading;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How Latin names of cars are written by ear in Russian.
final class Cyrillic {

    private static final Map<String, String> SOUNDS = new LinkedHashMap<>();

    static {
        // Longer ones first.
        String[] pairs = {
            "shch", "щ", "sch", "ш", "sh", "ш", "ch", "ч", "zh", "ж", "kh", "х", "ts", "ц", "ck",
            "к", "ph", "ф", "ya", "я", "yu", "ю", "yo", "ё", "ee", "и", "oo", "у", "a", "а", "b",
            "б", "c", "к", "d", "д", "e", "е", "f", "ф", "g", "г", "h", "х", "i", "и", "j", "дж",
            "k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "q", "к", "r", "р", "s",
            "с", "t", "т", "u", "у", "v", "в", "w", "в", "x", "кс", "y", "и", "z", "з"
        };
        for (int i = 0; i < pairs.length; i += 2) {
            SOUNDS.put(pairs[i], pairs[i + 1]);
        }
    }

    private Cyrillic() {}

    static String of(String latin) {
        var rest = latin.toLowerCase(Locale.ROOT);
        for (var sound : SOUNDS.entrySet()) {
            rest = rest.replace(sound.getKey(), sound.getValue());
        }
        return rest;
    }
}
