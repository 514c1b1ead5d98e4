package org.marshrut.llm.internal.remote;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.marshrut.llm.Part;

/// What a slot's value must satisfy, whoever produced it. Stateless.
final class SlotRules {

    // A token of either model is 3 to 4 characters of English and 1 to 3 of Russian.
    private static final int CHARACTERS_PER_TOKEN = 4;

    private SlotRules() {}

    /// Longest value of a text slot in characters, since tokens can't be counted here.
    static int maximumLength(Part.Text slot) {
        return Math.multiplyExact(slot.maxTokens(), CHARACTERS_PER_TOKEN);
    }

    /// A part's rule for a server that takes no schema; nothing for a literal.
    static String inWords(Part part) {
        return switch (part) {
            case Part.Literal _ -> "";
            case Part.OneOf slot ->
                    "\n%s: one of %s".formatted(slot.name(), String.join(", ", slot.options()));
            case Part.Text slot ->
                    "\n%s: at most %d characters".formatted(slot.name(), maximumLength(slot));
            case Part.Permutation slot ->
                    "\n%s: a list of %s in the right order"
                            .formatted(slot.name(), String.join(", ", slot.labels()));
        };
    }

    /// The one option that is the same but for case and blanks around it.
    static Optional<String> nearly(Part.OneOf slot, String given) {
        var same =
                slot.options().stream()
                        .filter(option -> option.strip().equalsIgnoreCase(given.strip()))
                        .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    /// The option itself, if it is one.
    static Optional<String> value(Part.OneOf slot, String given) {
        return slot.options().contains(given) ? Optional.of(given) : Optional.empty();
    }

    /// The text up to the stop, if it is neither too long nor contains control characters.
    static Optional<String> value(Part.Text slot, String given) {
        int stop = given.indexOf(slot.stop());
        var value = stop < 0 ? given : given.substring(0, stop);
        return value.codePointCount(0, value.length()) <= maximumLength(slot)
                        && value.codePoints().noneMatch(SlotRules::isForbidden)
                ? Optional.of(value)
                : Optional.empty();
    }

    /// The labels joined, if each is there exactly once.
    static Optional<String> value(Part.Permutation slot, List<String> given) {
        return given.size() == slot.labels().size()
                        && new HashSet<>(given).equals(new HashSet<>(slot.labels()))
                ? Optional.of(String.join(slot.separator(), given))
                : Optional.empty();
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
