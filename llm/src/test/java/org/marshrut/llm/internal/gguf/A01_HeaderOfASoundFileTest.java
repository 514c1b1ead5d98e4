package org.marshrut.llm.internal.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.testing.SyntheticModel;

class A01_HeaderOfASoundFileTest {

    @TempDir Path folder;

    @Test
    void qwenHeaderTellsItsSizes() throws Exception {
        var file = SyntheticModel.qwen().q8().write(folder.resolve("q.gguf"));

        var header = GgufHeader.read(file);

        assertThat(header)
                .isEqualTo(
                        new GgufHeader(
                                file, 3, "qwen2", 2, 4096, 64, 4, 2, 288, 26, Files.size(file)));
    }

    @Test
    void llamaHeaderTellsItsSizes() throws Exception {
        var file = SyntheticModel.llama().layers(5).write(folder.resolve("l.gguf"));

        var header = GgufHeader.read(file);

        assertThat(header.architecture()).isEqualTo("llama");
        assertThat(header.blockCount()).isEqualTo(5);
        assertThat(header.tensorCount()).isEqualTo(2 + 5 * 9);
    }

    @Test
    void optionalKeysMayBeMissing() throws Exception {
        var file =
                SyntheticModel.llama()
                        .without("tokenizer.ggml.bos_token_id")
                        .without("tokenizer.ggml.token_type")
                        .without("tokenizer.chat_template")
                        .write(folder.resolve("bare.gguf"));

        assertThat(GgufHeader.read(file).vocabularySize()).isEqualTo(288);
    }

    @Test
    void keysOfEveryScalarTypeAreRead() throws Exception {
        var file =
                SyntheticModel.llama()
                        .with("a.long", 1L << 40)
                        .with("a.flag", true)
                        .with("a.long_text", "x".repeat(100_000))
                        .with("general.alignment", 32)
                        .write(folder.resolve("keys.gguf"));

        assertThat(GgufHeader.read(file).fileBytes()).isEqualTo(Files.size(file));
    }

    @Test
    void largeFileIsReadByItsHeaderAlone() throws Exception {
        var file = SyntheticModel.qwen().slow().write(folder.resolve("large.gguf"));

        assertThat(Allocation.during(() -> GgufHeader.read(file))).isLessThan(1_000_000);
    }

    @Test
    void wantedArchitecturePasses() throws Exception {
        GgufHeader.read(SyntheticModel.qwen().write(folder.resolve("q.gguf")))
                .requireArchitecture("qwen2");
    }
}
