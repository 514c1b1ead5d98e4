package org.marshrut.benchmarks.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.marshrut.llm.testing.GgufWriter;
import org.marshrut.llm.testing.ModelFamily;
import org.marshrut.llm.testing.ModelShape;
import org.marshrut.llm.testing.Tensor;
import org.marshrut.llm.testing.Tensor.Content;
import org.marshrut.llm.testing.WeightType;

/// A published model with random weights: shape, tensor types, vocabulary and file size are the
/// real ones, so that it takes the same memory and the same arithmetic.
///
/// Sources: the models' `config.json`; llama.cpp's rule for the mixture `Q4_K_M` (`use_more_bits`
/// in `llama-quant.cpp`), with its replacements where a row is not a multiple of 256.
enum FullSizeModel {
    QWEN(
            "qwen2-0_5b-instruct-q4_k_m.gguf",
            "qwen.json",
            397_805_024,
            ModelFamily.QWEN,
            new ModelShape(24, 896, 14, 2, 4864, 32_768),
            151_936,
            3),
    LLAMA(
            "Llama-3.2-1B-Instruct-Q4_K_M.gguf",
            "llama.json",
            807_690_208,
            ModelFamily.LLAMA,
            new ModelShape(16, 2048, 32, 8, 8192, 131_072),
            128_256,
            256);

    private static final double DEVIATION = 0.02;
    private static final int SUPER_BLOCK = 256;
    private static final int ALIGNMENT = 32;
    private static final int Q4_K_M = 15;
    private static final String NAME = "general.name";

    private final String fileName;
    private final String tokenizerName;
    private final long bytes;
    private final ModelFamily family;

    // A record of numbers, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ModelShape shape;

    private final int vocabularySize;
    private final int specialTokens;

    FullSizeModel(
            String fileName,
            String tokenizerName,
            long bytes,
            ModelFamily family,
            ModelShape shape,
            int vocabularySize,
            int specialTokens) {
        this.fileName = fileName;
        this.tokenizerName = tokenizerName;
        this.bytes = bytes;
        this.family = family;
        this.shape = shape;
        this.vocabularySize = vocabularySize;
        this.specialTokens = specialTokens;
    }

    String fileName() {
        return fileName;
    }

    /// Size of the published file.
    long bytes() {
        return bytes;
    }

    String architecture() {
        return family.architecture();
    }

    /// Writes the file beside its final place first, so that no half file is ever found there.
    ///
    /// @param tokenizers folder with the model's `tokenizer.json` under its short name
    Path write(Path tokenizers, Path folder) throws IOException {
        var vocabulary =
                RealVocabulary.read(
                        tokenizers.resolve(tokenizerName), vocabularySize, specialTokens);
        var writer = writer(vocabulary);
        stretch(writer);
        var temporary = folder.resolve(fileName + ".part");
        writer.write(temporary, new SplittableRandom(42));
        var file = folder.resolve(fileName);
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private GgufWriter writer(RealVocabulary vocabulary) {
        var writer = new GgufWriter();
        shape.describe(writer, architecture(), family, vocabularySize);
        writer.set("general.file_type", Q4_K_M).set("general.quantization_version", 2);
        vocabulary.describe(writer);
        writer.set("tokenizer.ggml.pre", family.preTokenizer())
                .set("tokenizer.ggml.bos_token_id", vocabulary.id(family.beginToken()))
                .set("tokenizer.ggml.eos_token_id", vocabulary.id(family.endToken()))
                .set("tokenizer.chat_template", family.chatTemplate());
        if (family == ModelFamily.QWEN) {
            writer.set("tokenizer.ggml.padding_token_id", vocabulary.id(family.beginToken()))
                    .set("tokenizer.ggml.add_bos_token", false);
        }
        tensors().forEach(writer::add);
        return writer;
    }

    private List<Tensor> tensors() {
        var random = new Content.Random(DEVIATION);
        var filling = new ModelShape.Filling(random, random, random, new Content.Constant(1));
        var tensors = new ArrayList<>(shape.tensors(family, vocabularySize, this::typeOf, filling));
        if (family == ModelFamily.LLAMA) {
            int half = shape.headSize() / 2;
            tensors.add(
                    new Tensor(
                            "rope_freqs.weight",
                            List.of((long) half),
                            WeightType.F32,
                            new Content.Values(ropeFactors(half))));
        }
        return tensors;
    }

    /// Some tensors of some layers are kept finer; rows that super-blocks don't divide take the
    /// next larger type with blocks of 32.
    private WeightType typeOf(String role, int layer) {
        boolean fine =
                switch (role) {
                    case "token_embd" -> true;
                    case "attn_v", "ffn_down" -> hasMoreBits(layer);
                    default -> false;
                };
        int rowLength = role.equals("ffn_down") ? shape.feedForward() : shape.hidden();
        if (rowLength % SUPER_BLOCK == 0) {
            return fine ? WeightType.Q6_K : WeightType.Q4_K;
        }
        return fine ? WeightType.Q8_0 : WeightType.Q5_0;
    }

    private boolean hasMoreBits(int layer) {
        int eighth = shape.layers() / 8;
        return layer < eighth || layer >= 7 * shape.layers() / 8 || (layer - eighth) % 3 == 2;
    }

    /// Llama 3's stretching of the rotary embedding: factor 32 for wavelengths beyond 8192 tokens,
    /// none below 2048, a smooth passage between.
    private List<Float> ropeFactors(int count) {
        var factors = new ArrayList<Float>(count);
        for (int i = 0; i < count; i++) {
            double frequency = Math.pow(family.ropeBase(), -2.0 * i / shape.headSize());
            double wavelength = 2 * Math.PI / frequency;
            double smooth = (8192 / wavelength - 1) / 3;
            factors.add(
                    wavelength < 2048
                            ? 1f
                            : wavelength > 8192 ? 32f : (float) (1 / ((1 - smooth) / 32 + smooth)));
        }
        return factors;
    }

    /// Stretches the model's name until the file has the published one's size.
    private void stretch(GgufWriter writer) {
        var name = "synthetic-" + name().toLowerCase(Locale.ROOT);
        writer.set(NAME, name);
        long missing = bytes - writer.size();
        if (missing < 0 || missing % ALIGNMENT != 0) {
            throw new IllegalStateException(
                    "%s must have %d bytes, but its tensors and vocabulary alone take %d."
                            .formatted(fileName, bytes, bytes - missing));
        }
        writer.set(NAME, name + ".".repeat((int) missing));
    }
}
