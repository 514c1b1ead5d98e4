package org.marshrut.llm;

import java.util.List;

/// A piece of a constrained answer: fixed text, or a slot that the model fills under a mask.
public sealed interface Part {

    /// Text that is fed to the model, not decoded.
    record Literal(String text) implements Part {}

    /// A slot that takes exactly one of the options.
    record OneOf(String name, List<String> options) implements Part {
        public OneOf {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException(
                        "Slot " + name + " must have at least one option.");
            }
        }
    }

    /// A slot that takes every label exactly once, in the order the model prefers, joined by the
    /// separator.
    record Permutation(String name, List<String> labels, String separator) implements Part {
        public Permutation {
            labels = List.copyOf(labels);
            if (labels.isEmpty()) {
                throw new IllegalArgumentException(
                        "Slot " + name + " must have at least one label.");
            }
        }
    }

    /// A slot of free text: at most `maxTokens` tokens, ended by the model's own end or at the
    /// first occurrence of `stop`, which is not part of the value. Control characters never appear
    /// in it.
    record Text(String name, int maxTokens, String stop) implements Part {
        public Text {
            if (maxTokens < 1) {
                throw new IllegalArgumentException(
                        "maxTokens (%d) of slot %s must be positive.".formatted(maxTokens, name));
            }
            if (stop.isEmpty()) {
                throw new IllegalArgumentException(
                        "stop of slot " + name + " must not be empty. Maybe use a line feed.");
            }
        }
    }
}
