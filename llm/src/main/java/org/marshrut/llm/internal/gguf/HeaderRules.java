package org.marshrut.llm.internal.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The rules that hold a header's parts together.
record HeaderRules(GgufInput input, Metadata metadata, Tensors tensors) {

    // More layers abort llama.cpp.
    private static final int MAXIMUM_BLOCKS = 512;
    private static final int MAXIMUM_TOKENS = 1 << 22;

    GgufHeader header(Path file, int version) throws GgufFormatException {
        var architecture = metadata.requireText("general.architecture");
        var prefix = architecture + ".";
        int blocks = metadata.requireWhole(prefix + "block_count", 1, MAXIMUM_BLOCKS);
        int embedding = metadata.requireWhole(prefix + "embedding_length", 1, 1 << 17);
        int heads = metadata.requireWhole(prefix + "attention.head_count", 1, 1024);
        int keyValueHeads = metadata.requireWhole(prefix + "attention.head_count_kv", 1, heads);
        if (heads % keyValueHeads != 0) {
            throw input.damaged(
                    "%sattention.head_count (%d) must be a multiple of head_count_kv (%d)."
                            .formatted(prefix, heads, keyValueHeads));
        }
        if (embedding % heads != 0 && !metadata.has(prefix + "attention.key_length")) {
            throw input.damaged(
                    "%sembedding_length (%d) must be a multiple of attention.head_count (%d)."
                            .formatted(prefix, embedding, heads));
        }
        int context = metadata.requireWhole(prefix + "context_length", 1, 1 << 24);
        metadata.requireWhole(prefix + "feed_forward_length", 1, 1 << 20);
        metadata.requireFraction(prefix + "attention.layer_norm_rms_epsilon", 0, 1);
        int vocabulary = vocabulary();
        embeddingFits(embedding, vocabulary);
        blocksAreThere(blocks);
        return new GgufHeader(
                file,
                version,
                architecture,
                blocks,
                context,
                embedding,
                heads,
                keyValueHeads,
                vocabulary,
                tensors.count(),
                input.size());
    }

    private int vocabulary() throws GgufFormatException {
        metadata.requireText("tokenizer.ggml.model");
        var tokens = metadata.requireArray("tokenizer.ggml.tokens");
        var merges = metadata.requireArray("tokenizer.ggml.merges");
        if (!tokens.ofStrings() || !merges.ofStrings()) {
            throw input.damaged("tokenizer.ggml.tokens and .merges must hold texts.");
        }
        if (tokens.count() < 2 || tokens.count() > MAXIMUM_TOKENS) {
            throw input.damaged(
                    "number of tokens (%d) must be 2 to %d."
                            .formatted(tokens.count(), MAXIMUM_TOKENS));
        }
        int size = (int) tokens.count();
        // llama.cpp reads these side by side with the tokens, without looking at their lengths.
        for (var key : List.of("tokenizer.ggml.token_type", "tokenizer.ggml.scores")) {
            if (metadata.has(key)) {
                var array = metadata.requireArray(key);
                if (array.count() != size || array.elementBytes() != Integer.BYTES) {
                    throw input.damaged(
                            "%s must hold %d numbers of 4 bytes, not %d of %d."
                                    .formatted(key, size, array.count(), array.elementBytes()));
                }
            }
        }
        for (var role : List.of("bos", "eos", "eot", "padding", "unknown")) {
            var key = "tokenizer.ggml.%s_token_id".formatted(role);
            if (metadata.has(key)) {
                metadata.requireWhole(key, 0, size - 1);
            }
        }
        return size;
    }

    private void embeddingFits(int embedding, int vocabulary) throws GgufFormatException {
        var wanted = List.of((long) embedding, (long) vocabulary);
        var shape = tensors.find("token_embd.weight").map(Tensors.TensorInfo::shape);
        if (!shape.equals(Optional.of(wanted))) {
            throw input.damaged(
                    "shape of tensor token_embd.weight (%s) must be %s."
                            .formatted(shape.map(Object::toString).orElse("none"), wanted));
        }
    }

    private void blocksAreThere(int blocks) throws GgufFormatException {
        for (int block = 0; block <= blocks; block++) {
            boolean there = tensors.countPrefixed("blk." + block + ".") > 0;
            if (there != block < blocks) {
                throw input.damaged(
                        ("block_count (%d) must be the number of blocks with tensors;"
                                        + " block %d has %s.")
                                .formatted(blocks, block, there ? "some" : "none"));
            }
        }
    }
}
