package org.marshrut.benchmarks.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.marshrut.llm.testing.GgufWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The vocabulary of a published model, as its `tokenizer.json` has it.
///
/// @param types 1 normal, 3 control, 5 unused, as GGUF numbers them
/// @param merges pairs joined by a blank, in order of rank
record RealVocabulary(List<String> tokens, List<Integer> types, List<String> merges) {

    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int UNUSED = 5;

    /// Reads a vocabulary and fills it up to the size of the model's embedding.
    ///
    /// @param size rows of the embedding matrix
    /// @param specialTokens how many of the added tokens the model knows; later ones belong to a
    ///   newer release with the same ordinary tokens
    static RealVocabulary read(Path tokenizerJson, int size, int specialTokens) {
        var tree = JsonMapper.shared().readTree(tokenizerJson.toFile());
        var model = tree.get("model");
        var tokens = new String[size];
        var types = new Integer[size];
        Arrays.fill(types, UNUSED);
        for (var entry : model.get("vocab").properties()) {
            tokens[entry.getValue().asInt()] = entry.getKey();
            types[entry.getValue().asInt()] = NORMAL;
        }
        int known = 0;
        for (var added : tree.get("added_tokens")) {
            if (known++ < specialTokens) {
                tokens[added.get("id").asInt()] = added.get("content").asString();
                types[added.get("id").asInt()] = CONTROL;
            }
        }
        for (int i = 0; i < size; i++) {
            if (tokens[i] == null) {
                tokens[i] = "[PAD" + i + "]";
            }
        }
        return new RealVocabulary(List.of(tokens), List.of(types), merges(model.get("merges")));
    }

    /// Older files have merges as `"a b"`, newer ones as `["a", "b"]`.
    private static List<String> merges(JsonNode merges) {
        var all = new ArrayList<String>(merges.size());
        for (var merge : merges) {
            all.add(
                    merge.isArray()
                            ? merge.get(0).asString() + " " + merge.get(1).asString()
                            : merge.asString());
        }
        return List.copyOf(all);
    }

    int id(String token) {
        int id = tokens.indexOf(token);
        if (id < 0) {
            throw new IllegalArgumentException("The vocabulary must have the token " + token + ".");
        }
        return id;
    }

    void describe(GgufWriter writer) {
        writer.set("tokenizer.ggml.model", "gpt2")
                .set("tokenizer.ggml.tokens", tokens)
                .set("tokenizer.ggml.token_type", types)
                .set("tokenizer.ggml.merges", merges);
    }
}
