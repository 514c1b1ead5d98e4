package org.marshrut.llm.testing;

import java.util.ArrayList;
import java.util.List;
import org.marshrut.llm.testing.Tensor.Content;

/// The sizes of a transformer of either family, and the keys and tensors that follow from them.
///
/// @param layers blocks
/// @param hidden embedding size
/// @param heads attention heads
/// @param keyValueHeads heads of keys and values
/// @param feedForward inner size of the feed-forward part
/// @param contextLength tokens the model says it was trained for
public record ModelShape(
        int layers, int hidden, int heads, int keyValueHeads, int feedForward, int contextLength) {

    /// Chooses the type of a weight matrix.
    @FunctionalInterface
    public interface TypeChoice {
        /// The type of one matrix.
        ///
        /// @param role the tensor's name without block number and `.weight`, as in `ffn_down`
        /// @param layer its block; -1 outside the blocks
        WeightType typeOf(String role, int layer);
    }

    /// What tensors are filled with.
    public record Filling(
            Content matrices, Content biases, Content embedding, Content attentionNorm) {}

    public int headSize() {
        return hidden / heads;
    }

    /// Sets the keys that describe the shape.
    ///
    /// @param architecture the name that the file declares and uses as the keys' prefix
    public void describe(
            GgufWriter writer, String architecture, ModelFamily family, int vocabularySize) {
        writer.set("general.architecture", architecture)
                .set(architecture + ".block_count", layers)
                .set(architecture + ".context_length", contextLength)
                .set(architecture + ".embedding_length", hidden)
                .set(architecture + ".feed_forward_length", feedForward)
                .set(architecture + ".attention.head_count", heads)
                .set(architecture + ".attention.head_count_kv", keyValueHeads)
                .set(architecture + ".rope.freq_base", family.ropeBase())
                .set(architecture + ".attention.layer_norm_rms_epsilon", family.normEpsilon());
        if (family == ModelFamily.LLAMA) {
            writer.set(architecture + ".vocab_size", vocabularySize)
                    .set(architecture + ".rope.dimension_count", headSize())
                    .set(architecture + ".attention.key_length", headSize())
                    .set(architecture + ".attention.value_length", headSize());
        }
    }

    /// All tensors, with the output matrix tied to the token embedding.
    public List<Tensor> tensors(
            ModelFamily family, int vocabularySize, TypeChoice types, Filling filling) {
        var tensors = new ArrayList<Tensor>();
        tensors.add(
                new Tensor(
                        "token_embd.weight",
                        List.of((long) hidden, (long) vocabularySize),
                        types.typeOf("token_embd", -1),
                        filling.embedding()));
        for (int layer = 0; layer < layers; layer++) {
            tensors.addAll(block(layer, family, types, filling));
        }
        tensors.add(vector("output_norm.weight", hidden, new Content.Constant(1)));
        return tensors;
    }

    private List<Tensor> block(int layer, ModelFamily family, TypeChoice types, Filling filling) {
        int keyValueSize = keyValueHeads * headSize();
        var block = new BlockTensors("blk." + layer + ".", layer, types, filling.matrices());
        block.add(vector(block.prefix + "attn_norm.weight", hidden, filling.attentionNorm()));
        block.matrix("ffn_down", feedForward, hidden);
        block.matrix("ffn_gate", hidden, feedForward);
        block.matrix("ffn_up", hidden, feedForward);
        block.add(vector(block.prefix + "ffn_norm.weight", hidden, new Content.Constant(1)));
        if (family.hasProjectionBias()) {
            block.add(vector(block.prefix + "attn_k.bias", keyValueSize, filling.biases()));
            block.add(vector(block.prefix + "attn_q.bias", hidden, filling.biases()));
            block.add(vector(block.prefix + "attn_v.bias", keyValueSize, filling.biases()));
        }
        block.matrix("attn_k", hidden, keyValueSize);
        block.matrix("attn_output", hidden, hidden);
        block.matrix("attn_q", hidden, hidden);
        block.matrix("attn_v", hidden, keyValueSize);
        return block.tensors;
    }

    private static Tensor vector(String name, int length, Content content) {
        return new Tensor(name, List.of((long) length), WeightType.F32, content);
    }

    private static final class BlockTensors {
        final List<Tensor> tensors = new ArrayList<>();
        final String prefix;
        private final int layer;
        private final TypeChoice types;
        private final Content content;

        BlockTensors(String prefix, int layer, TypeChoice types, Content content) {
            this.prefix = prefix;
            this.layer = layer;
            this.types = types;
            this.content = content;
        }

        void add(Tensor tensor) {
            tensors.add(tensor);
        }

        void matrix(String role, int rowLength, int rows) {
            add(
                    new Tensor(
                            prefix + role + ".weight",
                            List.of((long) rowLength, (long) rows),
                            types.typeOf(role, layer),
                            content));
        }
    }
}
