package org.marshrut.llm.internal.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marshrut.llm.testing.SyntheticModel;

class B01_RefusedFilesTest {

    @TempDir Path folder;

    @Test
    void textFileIsNotAModel() throws Exception {
        var file = Files.writeString(folder.resolve("readme.gguf"), "<html>not found</html>");

        assertRefused(file, "must begin with the letters GGUF", "Maybe it is another kind of file");
    }

    @Test
    void emptyFileIsNotAModel() throws Exception {
        assertRefused(Files.createFile(folder.resolve("empty.gguf")), "letters GGUF");
    }

    @Test
    void otherFormatVersionIsRefused() throws Exception {
        assertRefused(patched(4, 9), "format version (9) must be 2 or 3");
    }

    @Test
    void bigEndianFileIsRefused() throws Exception {
        assertRefused(patched(4, 0, 0, 0, 3), "byte order must be little-endian");
    }

    @Test
    void absurdNumberOfTensorsIsRefusedBeforeAnyAllocation() throws Exception {
        var file = patched(8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f);

        assertRefused(file, "number of tensors (9223372036854775807) must fit");
    }

    @Test
    void absurdNumberOfKeysIsRefusedBeforeAnyAllocation() throws Exception {
        assertRefused(patched(16, 0x88, 0x13), "number of keys (5000) must not exceed 4096");
        assertRefused(
                patched(16, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
                "number of keys (18446744073709551615) must fit");
    }

    @Test
    void absurdBlockCountIsRefused() {
        assertRefused(
                SyntheticModel.qwen().blockCount(2_000_000_000),
                "qwen2.block_count (2000000000) must be 1 to 512");
    }

    @Test
    void blockCountOtherThanTheTensorsIsRefused() {
        assertRefused(SyntheticModel.qwen().blockCount(3), "block 2 has none");
        assertRefused(SyntheticModel.qwen().blockCount(1), "block 1 has some");
    }

    @Test
    void truncatedFileIsRefusedWithBothLengths() throws Exception {
        var model = SyntheticModel.qwen().truncated();

        assertRefused(
                model, "data of tensor", "but the file ends at 340041", "download incomplete");
    }

    @Test
    void fileCutInsideItsHeaderIsRefused() {
        assertRefused(SyntheticModel.qwen().truncatedTo(0.01), "Maybe the file is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "general.architecture",
                "qwen2.block_count",
                "qwen2.context_length",
                "qwen2.embedding_length",
                "qwen2.feed_forward_length",
                "qwen2.attention.head_count",
                "qwen2.attention.head_count_kv",
                "qwen2.attention.layer_norm_rms_epsilon",
                "tokenizer.ggml.model",
                "tokenizer.ggml.tokens",
                "tokenizer.ggml.merges"
            })
    void missingKeyIsNamed(String key) {
        assertRefused(SyntheticModel.qwen().without(key), "key " + key + " must be there");
    }

    @Test
    void keysOfAnotherTypeAreRefused() {
        assertRefused(
                SyntheticModel.qwen().with("qwen2.block_count", "two"), "must hold a whole number");
        assertRefused(
                SyntheticModel.qwen().with("qwen2.attention.layer_norm_rms_epsilon", 1),
                "must hold a fraction");
        assertRefused(
                SyntheticModel.qwen().with("tokenizer.ggml.tokens", "none"), "must hold an array");
        assertRefused(
                SyntheticModel.qwen().with("tokenizer.ggml.merges", List.of(1)), "must hold texts");
        assertRefused(SyntheticModel.qwen().with("general.architecture", 7), "a short text");
        assertRefused(SyntheticModel.qwen().with("tokenizer.ggml.model", ""), "a short text");
    }

    @Test
    void numbersOutsideTheirRangeAreRefused() {
        assertRefused(
                SyntheticModel.qwen().with("qwen2.attention.head_count_kv", 3),
                "head_count (4) must be a multiple of head_count_kv (3)");
        assertRefused(
                SyntheticModel.qwen()
                        .with("qwen2.attention.head_count", 6)
                        .with("qwen2.attention.head_count_kv", 2),
                "embedding_length (64) must be a multiple of attention.head_count (6)");
        assertRefused(
                SyntheticModel.qwen().with("qwen2.attention.layer_norm_rms_epsilon", Float.NaN),
                "(NaN) must lie between");
        assertRefused(SyntheticModel.qwen().with("general.alignment", 33), "a power of two");
    }

    @Test
    void vocabularyThatDoesNotFitIsRefused() {
        assertRefused(
                SyntheticModel.qwen().with("tokenizer.ggml.tokens", List.of("a")),
                "number of tokens (1) must be 2 to");
        assertRefused(
                SyntheticModel.qwen()
                        .with("tokenizer.ggml.tokens", List.of("a", "b"))
                        .with("tokenizer.ggml.token_type", List.of(1, 1))
                        .with("tokenizer.ggml.bos_token_id", 0)
                        .with("tokenizer.ggml.eos_token_id", 1)
                        .with("tokenizer.ggml.padding_token_id", 1),
                "shape of tensor token_embd.weight ([64, 288]) must be [64, 2]");
        assertRefused(
                SyntheticModel.qwen().with("tokenizer.ggml.token_type", List.of(1)),
                "token_type must hold 288 numbers");
        assertRefused(
                SyntheticModel.qwen().with("tokenizer.ggml.eos_token_id", 288),
                "eos_token_id (288) must be 0 to 287");
    }

    @Test
    void otherArchitectureThanWantedIsRefused() throws Exception {
        var header =
                GgufHeader.read(
                        SyntheticModel.llama()
                                .architecture("mamba")
                                .write(folder.resolve("m.gguf")));

        assertThatThrownBy(() -> header.requireArchitecture("llama"))
                .isInstanceOf(GgufFormatException.class)
                .hasMessageContaining("architecture (mamba) must be llama")
                .hasMessageContaining("exchanged");
    }

    @Test
    void missingFileIsAnOrdinaryInputError() {
        assertThatThrownBy(() -> GgufHeader.read(folder.resolve("none.gguf")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private void assertRefused(SyntheticModel model, String... parts) {
        assertRefused(model.write(folder.resolve("refused.gguf")), parts);
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatExceptionOfType(GgufFormatException.class)
                .isThrownBy(() -> GgufHeader.read(file))
                .satisfies(e ->
                        assertThat(e)
                                .hasMessageStartingWith(file + ": ")
                                .hasMessageContainingAll(parts));
    }

    private Path patched(long position, int... bytes) throws Exception {
        var file = SyntheticModel.qwen().write(folder.resolve("patched.gguf"));
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            for (int b : bytes) {
                access.write(b);
            }
        }
        return file;
    }
}
