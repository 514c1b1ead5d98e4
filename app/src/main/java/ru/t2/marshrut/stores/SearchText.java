package ru.t2.marshrut.stores;

import java.util.Locale;

/// What a search for text compares: lower case, ё as е, single blanks.
final class SearchText {

    private static final Locale RUSSIAN = Locale.of("ru");

    private SearchText() {}

    /// Everything of a store that a search looks at.
    static String of(Store store) {
        return normalised(
                String.join(
                        " ",
                        store.name(),
                        store.address(),
                        store.city(),
                        store.district(),
                        store.id()));
    }

    /// One `like` pattern for each word of a search.
    static String[] patterns(String search) {
        String[] words = normalised(search).split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = "%" + words[i].replaceAll("([\\\\%_])", "\\\\$1") + "%";
        }
        return words;
    }

    /// The same text however it is written.
    static String normalised(String text) {
        return text.strip().toLowerCase(RUSSIAN).replace('ё', 'е').replaceAll("\\s+", " ");
    }
}
