package org.marshrut.llm;

import java.util.List;

/// A choice to be made.
///
/// @param instruction what to decide and by which rule; the same for all requests of a kind, so
///   that it is computed once
/// @param situation what this request is about; comes before the options, so that rotations share
///   it
/// @param options 2 to 26 descriptions, one line each, without labels
/// @param answerPrefix how the answer begins, up to the label
public record Question(
        String instruction, String situation, List<String> options, String answerPrefix) {

    public Question {
        options = List.copyOf(options);
        if (options.size() < 2 || options.size() > 26) {
            throw new IllegalArgumentException(
                    "A question must have 2 to 26 options, not %d.".formatted(options.size()));
        }
    }

    /// The prompt that shows the options in the order `rotation`, `rotation + 1`, …, each under the
    /// label of its place.
    Prompt prompt(List<String> labels, int rotation) {
        var user = new StringBuilder(situation);
        for (int place = 0; place < options.size(); place++) {
            user.append('\n')
                    .append(labels.get(place))
                    .append(": ")
                    .append(options.get((place + rotation) % options.size()));
        }
        return new Prompt(instruction, user.toString(), answerPrefix);
    }
}
