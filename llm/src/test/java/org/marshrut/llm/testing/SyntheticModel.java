package org.marshrut.llm.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.marshrut.llm.testing.Tensor.Content;

/// Makes small model files that llama.cpp loads: `SyntheticModel.qwen().seed(7).write(path)`.
///
/// Two layers, hidden size 64, a byte-level vocabulary of 288 tokens, seeded random weights: 0.1 to
/// 0.6 MB in a few milliseconds. It answers nonsense, always the same for the same seed. The
/// variants break one thing each, for tests of what must catch it. A builder; not thread-safe.
public final class SyntheticModel {

    private final ModelFamily family;
    private final Map<String, Optional<Object>> overrides = new LinkedHashMap<>();
    private String architecture;
    private WeightType type = WeightType.F32;
    private long seed = 42;
    private int layers = 2;
    private int hidden = 64;
    private int feedForward = 128;
    private int contextLength = 4096;
    private boolean hollow;
    private float normWeight = 1;
    private double deviation = 0.08;
    private double truncation = 1;
    private Optional<String> saying = Optional.empty();

    private SyntheticModel(ModelFamily family) {
        this.family = family;
        this.architecture = family.architecture();
    }

    /// Architecture `qwen2`.
    public static SyntheticModel qwen() {
        return new SyntheticModel(ModelFamily.QWEN);
    }

    /// Architecture `llama`.
    public static SyntheticModel llama() {
        return new SyntheticModel(ModelFamily.LLAMA);
    }

    public SyntheticModel seed(long value) {
        seed = value;
        return this;
    }

    /// 8-bit blocks instead of 32-bit floats.
    public SyntheticModel q8() {
        type = WeightType.Q8_0;
        return this;
    }

    public SyntheticModel layers(int count) {
        layers = count;
        return this;
    }

    /// Hidden size, a multiple of 64; the feed-forward size becomes four times as much.
    public SyntheticModel hidden(int size) {
        hidden = size;
        feedForward = 4 * size;
        return this;
    }

    /// What the file says its longest context is.
    public SyntheticModel contextLength(int tokens) {
        contextLength = tokens;
        return this;
    }

    /// Slow enough for deadlines and cancellations: 113 million weights (120 MB once loaded, holes
    /// on the disk), 1 to 2 seconds for each 1000 characters of prompt on two modern cores.
    public SyntheticModel slow() {
        layers(12).hidden(768).q8();
        hollow = true;
        return this;
    }

    /// Every weight of the blocks is not-a-number; loading with tensor checks must refuse it.
    public SyntheticModel withNaN() {
        deviation = Double.NaN;
        return this;
    }

    /// Finite weights so large that every logit comes out as not-a-number.
    public SyntheticModel overflowing() {
        normWeight = 1e38f;
        return this;
    }

    /// Says this text after its first character, which must be in the prompt right before: the
    /// likeliest token after each byte is the next one's, and after the last the end of the turn.
    ///
    /// @param text ASCII, no character twice
    public SyntheticModel saying(String text) {
        saying = Optional.of(text);
        return this;
    }

    /// The last tenth of the file is missing.
    public SyntheticModel truncated() {
        truncation = 0.9;
        return this;
    }

    /// Only this share of the file is written, 0 to 1.
    public SyntheticModel truncatedTo(double share) {
        truncation = share;
        return this;
    }

    /// Declares another architecture, as in `mamba`, with keys under that name.
    public SyntheticModel architecture(String name) {
        architecture = name;
        return this;
    }

    /// Declares a number of blocks other than the file has.
    public SyntheticModel blockCount(int declared) {
        return with(architecture + ".block_count", declared);
    }

    /// Sets any key (see [GgufWriter#set] for the types), last of all.
    public SyntheticModel with(String key, Object value) {
        overrides.put(key, Optional.of(value));
        return this;
    }

    /// Leaves a key out.
    public SyntheticModel without(String key) {
        overrides.put(key, Optional.empty());
        return this;
    }

    /// Writes the file, replacing an existing one.
    ///
    /// @return the same path
    public Path write(Path file) {
        try {
            writer().write(file, new SplittableRandom(seed));
            if (truncation < 1) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate((long) (Files.size(file) * truncation));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GgufWriter writer() {
        var shape = new ModelShape(layers, hidden, 4, 2, feedForward, contextLength);
        var vocabulary = ByteVocabulary.of(family);
        var writer = new GgufWriter();
        shape.describe(writer, architecture, family, vocabulary.tokens().size());
        writer.set("general.name", "synthetic-" + family.architecture());
        writer.set("general.file_type", type == WeightType.F32 ? 0 : 7);
        writer.set("tokenizer.ggml.model", "gpt2");
        writer.set("tokenizer.ggml.pre", family.preTokenizer());
        writer.set("tokenizer.ggml.tokens", vocabulary.tokens());
        writer.set("tokenizer.ggml.token_type", vocabulary.types());
        writer.set("tokenizer.ggml.merges", vocabulary.merges());
        writer.set("tokenizer.ggml.bos_token_id", vocabulary.bosId());
        writer.set("tokenizer.ggml.eos_token_id", vocabulary.eosId());
        if (family == ModelFamily.QWEN) {
            writer.set("tokenizer.ggml.padding_token_id", vocabulary.bosId());
            writer.set("tokenizer.ggml.add_bos_token", false);
        }
        writer.set("tokenizer.chat_template", family.chatTemplate());
        overrides.forEach((key, value) ->
                value.ifPresentOrElse(
                        present -> writer.set(key, present), () -> writer.remove(key)));
        var bigrams = saying.map(text -> Bigrams.of(text, vocabulary, hidden));
        shape.tensors(
                        family,
                        vocabulary.tokens().size(),
                        (_, _) -> type,
                        bigrams.map(Bigrams::filling).orElseGet(this::filling))
                .forEach(writer::add);
        bigrams.map(Bigrams::output).ifPresent(writer::add);
        return writer;
    }

    private ModelShape.Filling filling() {
        var random = new Content.Random(deviation);
        var norm = new Content.Constant(normWeight);
        return new ModelShape.Filling(hollow ? new Content.Hole() : random, random, random, norm);
    }
}
