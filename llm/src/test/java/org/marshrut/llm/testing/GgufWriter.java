package org.marshrut.llm.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Writes GGUF version 3 files: key-values in the order they were added, then tensors, each aligned
/// to 32 bytes. Not thread-safe.
///
/// Source: `docs/gguf.md` of the ggml project.
public final class GgufWriter {

    private static final int ALIGNMENT = 32;
    private static final int CHUNK_BYTES = 4 << 20;

    private final Map<String, Object> keyValues = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    /// Sets a key. Types: Integer (u32), Long (u64), Float (f32), Boolean, String, list of String,
    /// list of Integer (i32).
    public GgufWriter set(String key, Object value) {
        keyValues.put(key, value);
        return this;
    }

    public GgufWriter remove(String key) {
        keyValues.remove(key);
        return this;
    }

    public GgufWriter add(Tensor tensor) {
        tensors.add(tensor);
        return this;
    }

    /// Bytes of the file that [#write] makes, without writing it.
    public long size() {
        long size = header().length;
        for (var tensor : tensors) {
            size += padded(tensor.bytes());
        }
        return size;
    }

    /// Writes the file, replacing an existing one.
    public void write(Path file, SplittableRandom random) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, ByteBuffer.wrap(header()));
            for (var tensor : tensors) {
                writeTensor(channel, tensor, random);
            }
            extendTo(channel, channel.position());
        }
    }

    private static void writeTensor(FileChannel channel, Tensor tensor, SplittableRandom random)
            throws IOException {
        long end = channel.position() + padded(tensor.bytes());
        if (!(tensor.content() instanceof Tensor.Content.Hole)) {
            long rowBytes = tensor.type().rowBytes(tensor.rowLength());
            int chunkRows = (int) Math.clamp(CHUNK_BYTES / rowBytes, 1, Math.max(1, tensor.rows()));
            var chunk =
                    ByteBuffer.allocate(Math.toIntExact(chunkRows * rowBytes))
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (long row = 0; row < tensor.rows(); row += chunkRows) {
                chunk.clear();
                long last = Math.min(row + chunkRows, tensor.rows());
                for (long i = row; i < last; i++) {
                    fillRow(chunk, tensor, (int) i, random);
                }
                writeFully(channel, chunk.flip());
            }
        }
        channel.position(end);
    }

    private static void fillRow(ByteBuffer chunk, Tensor tensor, int row, SplittableRandom random) {
        int length = Math.toIntExact(tensor.rowLength());
        switch (tensor.content()) {
            case Tensor.Content.Random(double deviation) ->
                    tensor.type().fillRow(chunk, tensor.rowLength(), deviation, random);
            case Tensor.Content.Constant(float value) -> {
                for (long i = 0; i < tensor.rowLength(); i++) {
                    chunk.putFloat(value);
                }
            }
            case Tensor.Content.Values(List<Float> values) ->
                    values.subList(row * length, (row + 1) * length).forEach(chunk::putFloat);
            case Tensor.Content.Hole() -> throw new IllegalStateException("A hole has no rows.");
        }
    }

    /// A channel's position may lie past the end of what was written; the file must reach it.
    private static void extendTo(FileChannel channel, long size) throws IOException {
        if (channel.size() < size) {
            channel.position(size - 1);
            writeFully(channel, ByteBuffer.allocate(1));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private byte[] header() {
        var out = new Output();
        out.bytes.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.u32(3);
        out.u64(tensors.size());
        out.u64(keyValues.size());
        keyValues.forEach(out::keyValue);
        long offset = 0;
        for (var tensor : tensors) {
            out.string(tensor.name());
            out.u32(tensor.shape().size());
            tensor.shape().forEach(out::u64);
            out.u32(tensor.type().code());
            out.u64(offset);
            offset += padded(tensor.bytes());
        }
        while (out.bytes.size() % ALIGNMENT != 0) {
            out.bytes.write(0);
        }
        return out.bytes.toByteArray();
    }

    /// Little-endian primitives of the format.
    private static final class Output {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

        void u32(int value) {
            little(value, 4);
        }

        void u64(long value) {
            little(value, 8);
        }

        private void little(long value, int width) {
            for (int i = 0; i < width; i++) {
                bytes.write((int) (value >>> (8 * i)));
            }
        }

        void string(String value) {
            var utf8 = value.getBytes(StandardCharsets.UTF_8);
            u64(utf8.length);
            bytes.writeBytes(utf8);
        }

        void keyValue(String key, Object value) {
            string(key);
            u32(typeOf(value));
            value(value);
        }

        private void value(Object value) {
            switch (value) {
                case Integer number -> u32(number);
                case Long number -> u64(number);
                case Float number -> u32(Float.floatToIntBits(number));
                case Boolean flag -> bytes.write(flag ? 1 : 0);
                case String text -> string(text);
                case List<?> items -> {
                    u32(items.getFirst() instanceof Integer ? 5 : 8);
                    u64(items.size());
                    for (Object item : items) {
                        value(item);
                    }
                }
                default -> throw new IllegalArgumentException(value.getClass() + " has no type.");
            }
        }

        private static int typeOf(Object value) {
            return switch (value) {
                case Integer _ -> 4;
                case Float _ -> 6;
                case Boolean _ -> 7;
                case String _ -> 8;
                case List<?> _ -> 9;
                case Long _ -> 10;
                default -> throw new IllegalArgumentException(value.getClass() + " has no type.");
            };
        }
    }
}
