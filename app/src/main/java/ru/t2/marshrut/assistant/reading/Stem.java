package ru.t2.marshrut.assistant.reading;

import java.util.List;

/// The part of a word that declension leaves alone, cheap and rough: enough to see that «в
/// Рузаевке», «Рузаевку» and «Рузаевский» speak of one town.
final class Stem {

    private static final int SHORTEST = 3;

    /// Longer ones first.
    private static final List<String> ENDINGS =
            List.of(
                    "ского", "скому", "скими", "ский", "ская", "ской", "ское", "ском", "скую",
                    "ским", "ских", "ские", "ками", "ами", "ями", "ого", "его", "ому", "ему", "ыми",
                    "ими", "ска", "ске", "ску", "ком", "кой", "кою", "ках", "кам", "ск", "ка", "ке",
                    "ки", "ку", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю",
                    "ом", "ем", "им", "ым", "их", "ых", "ов", "ев", "ах", "ях", "ам", "ям", "ей",
                    "ья", "ье", "ью", "ия", "ии", "ию", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь",
                    "й", "к");

    private Stem() {}

    static String of(String word) {
        for (var ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
