package org.marshrut.llm.internal.supervisor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;

/// The rules a call must keep before it is sent anywhere. Broken ones are the caller's bugs, and
/// exceptions.
final class Calls {

    private static final int MOST_LABELS = 52;

    /// No vocabulary's tokens stand for so many characters on average; longer prompts are refused
    /// without cutting them into tokens, which can't be interrupted.
    private static final int MOST_CHARS_PER_TOKEN = 32;

    private static final int MOST_CHARS = 2 << 20;

    private Calls() {}

    static void check(List<Prompt> prompts, List<String> labels) {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one prompt.");
        }
        if (labels.size() < 2 || labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException(
                    "There must be 2 to %d labels, not %d.".formatted(MOST_LABELS, labels.size()));
        }
        if (new HashSet<>(labels).size() < labels.size() || labels.contains("")) {
            throw new IllegalArgumentException(
                    "Labels must be distinct and not empty: " + labels + ".");
        }
    }

    static void check(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one part.");
        }
        var names = new HashSet<String>();
        for (var part : parts) {
            var name =
                    switch (part) {
                        case Part.Literal _ -> Optional.<String>empty();
                        case Part.OneOf oneOf -> Optional.of(oneOf.name());
                        case Part.Permutation permutation -> Optional.of(permutation.name());
                        case Part.Text text -> Optional.of(text.name());
                    };
            if (name.isPresent() && !names.add(name.get())) {
                throw new IllegalArgumentException(
                        "Slot name %s must be used once.".formatted(name.get()));
            }
        }
    }

    /// Refuses prompts that can't fit the context, whatever the vocabulary.
    static Optional<Failure> excess(List<Prompt> prompts, int contextTokens) {
        long all = 0;
        long most = (long) contextTokens * MOST_CHARS_PER_TOKEN;
        for (var prompt : prompts) {
            long chars =
                    (long) prompt.system().length()
                            + prompt.user().length()
                            + prompt.answerPrefix().length();
            all += chars;
            if (chars > most || all > MOST_CHARS) {
                return Optional.of(
                        new Failure(
                                Reason.PROMPT_TOO_LONG,
                                "%d characters exceed what a context of %d tokens can take."
                                        .formatted(all, contextTokens)));
            }
        }
        return Optional.empty();
    }

    static List<LabelScores> labelled(List<String> labels, List<List<Double>> scores) {
        return scores.stream()
                .map(row -> new LabelScores(labels, row, LabelScores.Method.LOGITS))
                .toList();
    }
}
