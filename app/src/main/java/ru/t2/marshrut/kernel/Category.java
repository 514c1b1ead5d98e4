package ru.t2.marshrut.kernel;

import java.util.Locale;
import java.util.Optional;

/// How much a store sells, and so how often it is visited and how much it matters.
public enum Category {
    A,
    B,
    C,
    D;

    /// Reads a letter in the Latin or the Cyrillic alphabet (А, В, С, Д), in either case.
    public static Optional<Category> parse(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "A", "А" -> Optional.of(A);
            case "B", "В" -> Optional.of(B);
            case "C", "С" -> Optional.of(C);
            case "D", "Д" -> Optional.of(D);
            default -> Optional.empty();
        };
    }
}
