package org.marshrut.llm;

import java.util.Map;
import org.marshrut.llm.LabelScores.Method;

/// The slots of a constrained answer.
///
/// @param slots value by slot name
/// @param text the whole answer: literals and slot values in order
/// @param method how the values were had: under a mask over the logits, under the server's own
///   constraint, or found in text
public record Filled(Map<String, String> slots, String text, Method method) {

    public Filled {
        slots = Map.copyOf(slots);
    }
}
