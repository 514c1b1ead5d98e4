package org.marshrut.llm;

import java.util.Map;

/// The slots of a constrained answer.
///
/// @param slots value by slot name
/// @param text the whole answer: literals and slot values in order
public record Filled(Map<String, String> slots, String text) {

    public Filled {
        slots = Map.copyOf(slots);
    }
}
