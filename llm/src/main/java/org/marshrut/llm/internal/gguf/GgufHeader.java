package org.marshrut.llm.internal.gguf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the header of a model file says of a transformer, checked.
///
/// @param file as given
/// @param version of the file format, 2 or 3
/// @param architecture as in `qwen2`
/// @param blockCount layers
/// @param contextLength tokens the model was trained for
/// @param embeddingLength hidden size
/// @param headCount attention heads
/// @param keyValueHeadCount heads of keys and values
/// @param vocabularySize tokens
/// @param tensorCount tensors in the file
/// @param fileBytes length of the file
public record GgufHeader(
        Path file,
        int version,
        String architecture,
        int blockCount,
        int contextLength,
        int embeddingLength,
        int headCount,
        int keyValueHeadCount,
        int vocabularySize,
        int tensorCount,
        long fileBytes) {

    private static final long MAGIC = 0x46554747; // "GGUF", little-endian
    private static final long BIG_ENDIAN_VERSION_3 = 0x03000000;
    private static final int DEFAULT_ALIGNMENT = 32;

    /// Reads and checks the header. Takes milliseconds and some kilobytes, whatever the file's
    /// size.
    ///
    /// @throws GgufFormatException if the file must not be loaded
    /// @throws IOException if it can't be read
    public static GgufHeader read(Path file) throws IOException, GgufFormatException {
        try (var channel = Files.newByteChannel(file)) {
            var input = new GgufInput(file, channel);
            if (input.remaining() < Integer.BYTES || input.u32() != MAGIC) {
                throw input.foreign("it must begin with the letters GGUF.");
            }
            long version = input.u32();
            if (version == BIG_ENDIAN_VERSION_3) {
                throw input.foreign("its byte order must be little-endian.");
            }
            if (version != 2 && version != 3) {
                throw input.foreign("format version (%d) must be 2 or 3.".formatted(version));
            }
            long tensorCount = input.count("number of tensors", 1);
            var metadata = Metadata.read(input, input.count("number of keys", 1));
            var tensors = Tensors.read(input, tensorCount, alignment(input, metadata));
            return new HeaderRules(input, metadata, tensors).header(file, (int) version);
        }
    }

    private static int alignment(GgufInput input, Metadata metadata) throws GgufFormatException {
        var key = "general.alignment";
        if (!metadata.has(key)) {
            return DEFAULT_ALIGNMENT;
        }
        int alignment = metadata.requireWhole(key, 1, 1 << 16);
        if (Integer.bitCount(alignment) != 1) {
            throw input.damaged("%s (%d) must be a power of two.".formatted(key, alignment));
        }
        return alignment;
    }

    /// Refuses a file of another architecture than the wanted one.
    public void requireArchitecture(String wanted) throws GgufFormatException {
        if (!architecture.equals(wanted)) {
            throw new GgufFormatException(
                    file,
                    "architecture (%s) must be %s.".formatted(architecture, wanted),
                    "Maybe the two models' files are exchanged.");
        }
    }
}
