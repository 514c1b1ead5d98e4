package org.marshrut.llm.testing;

import java.util.ArrayList;
import java.util.List;

/// A byte-level vocabulary of 288 tokens: the 256 bytes in GPT-2's printable spelling, the family's
/// control tokens, one merge (the tokenizer wants a non-empty list) and padding.
///
/// @param types 1 normal, 3 control, 5 unused, as the file format numbers them
public record ByteVocabulary(
        List<String> tokens, List<Integer> types, List<String> merges, int bosId, int eosId) {

    private static final int SIZE = 288;
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int UNUSED = 5;

    static ByteVocabulary of(ModelFamily family) {
        var tokens = new ArrayList<String>(SIZE);
        var types = new ArrayList<Integer>(SIZE);
        int shifted = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
            tokens.add(Character.toString(printable ? b : shifted++));
            types.add(NORMAL);
        }
        for (var control : family.controlTokens()) {
            tokens.add(control);
            types.add(CONTROL);
        }
        tokens.add("th");
        types.add(NORMAL);
        while (tokens.size() < SIZE) {
            tokens.add("[PAD" + tokens.size() + "]");
            types.add(UNUSED);
        }
        return new ByteVocabulary(
                List.copyOf(tokens),
                List.copyOf(types),
                List.of("t h"),
                tokens.indexOf(family.beginToken()),
                tokens.indexOf(family.endToken()));
    }
}
