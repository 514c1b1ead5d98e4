package org.marshrut.llm.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.marshrut.llm.testing.Tensor.Content;

/// Weights of a model that goes by the last token alone: blocks of zeros hand the token's embedding
/// on, and the output row of each token is the embedding of the one it follows.
///
/// @param embedding row by token, of random directions, which are nearly at right angles
/// @param outputRows row by token; zero for a token that follows none
/// @param hidden length of a row
record Bigrams(List<Float> embedding, List<Float> outputRows, int hidden) {

    static Bigrams of(String text, ByteVocabulary vocabulary, int hidden) {
        if (text.chars().distinct().count() < text.length()
                || text.chars().anyMatch(c -> c > 126)) {
            throw new IllegalArgumentException(
                    "text (%s) must be ASCII without a character twice.".formatted(text));
        }
        int size = vocabulary.tokens().size();
        var random = new Random(1);
        var embedding = new ArrayList<Float>(size * hidden);
        for (int i = 0; i < size * hidden; i++) {
            embedding.add((float) random.nextGaussian());
        }
        var output = new ArrayList<>(Collections.nCopies(size * hidden, 0f));
        for (int i = 0; i < text.length(); i++) {
            int token = text.charAt(i);
            int next = i + 1 < text.length() ? text.charAt(i + 1) : vocabulary.eosId();
            for (int k = 0; k < hidden; k++) {
                output.set(next * hidden + k, embedding.get(token * hidden + k));
            }
        }
        return new Bigrams(embedding, output, hidden);
    }

    ModelShape.Filling filling() {
        var zero = new Content.Constant(0);
        return new ModelShape.Filling(
                zero, zero, new Content.Values(embedding), new Content.Constant(1));
    }

    /// Not tied to the embedding.
    Tensor output() {
        return new Tensor(
                "output.weight",
                List.of((long) hidden, (long) outputRows.size() / hidden),
                WeightType.F32,
                new Content.Values(outputRows));
    }
}
