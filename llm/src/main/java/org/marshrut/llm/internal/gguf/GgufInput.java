package org.marshrut.llm.internal.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads little-endian primitives forward through a file and refuses to go beyond its end. Never
/// allocates more than the caller's bound. Not thread-safe.
final class GgufInput {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final SeekableByteChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).flip();
    // Position in the file of the byte after the buffer's last.
    private long bufferedEnd;

    GgufInput(Path file, SeekableByteChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    /// Length of the whole file in bytes.
    long size() {
        return size;
    }

    long position() {
        return bufferedEnd - buffer.remaining();
    }

    long remaining() {
        return size - position();
    }

    int u8() throws IOException, GgufFormatException {
        need(1);
        return buffer.get() & 0xff;
    }

    int u16() throws IOException, GgufFormatException {
        need(2);
        return buffer.getShort() & 0xffff;
    }

    long u32() throws IOException, GgufFormatException {
        need(4);
        return buffer.getInt() & 0xffff_ffffL;
    }

    /// Eight bytes; numbers from 2⁶³ come out negative.
    long i64() throws IOException, GgufFormatException {
        need(8);
        return buffer.getLong();
    }

    /// A length or a count: not negative, and at least `bytesEach` bytes per item still in the
    /// file.
    long count(String what, long bytesEach) throws IOException, GgufFormatException {
        long count = i64();
        if (count < 0 || count > remaining() / bytesEach) {
            throw damaged(
                    "%s (%s) must fit into the %d bytes that follow."
                            .formatted(what, Long.toUnsignedString(count), remaining()));
        }
        return count;
    }

    String string(String what, int maximumBytes) throws IOException, GgufFormatException {
        long length = count("length of " + what, 1);
        if (length > maximumBytes) {
            throw damaged(
                    "length of %s (%d) must not exceed %d bytes."
                            .formatted(what, length, maximumBytes));
        }
        return stringOf((int) length);
    }

    /// The next bytes as text; the caller has bounded their number.
    String stringOf(int length) throws IOException, GgufFormatException {
        var bytes = new byte[length];
        for (int done = 0; done < bytes.length; ) {
            need(1);
            int part = Math.min(buffer.remaining(), bytes.length - done);
            buffer.get(bytes, done, part);
            done += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws IOException, GgufFormatException {
        if (bytes > remaining()) {
            throw atEnd(bytes);
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            bufferedEnd = position() + bytes;
            channel.position(bufferedEnd);
            buffer.clear().flip();
        }
    }

    private void need(int bytes) throws IOException, GgufFormatException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            int read = channel.read(buffer);
            if (read < 0) {
                buffer.flip();
                throw atEnd(bytes);
            }
            bufferedEnd += read;
        }
        buffer.flip();
    }

    private GgufFormatException atEnd(long bytes) {
        return damaged(
                "its header must go on for %d bytes at %d, but the file ends at %d."
                        .formatted(bytes, position(), size));
    }

    GgufFormatException damaged(String problem) {
        return new GgufFormatException(file, problem, GgufFormatException.DAMAGED);
    }

    GgufFormatException foreign(String problem) {
        return new GgufFormatException(file, problem, GgufFormatException.FOREIGN);
    }
}
