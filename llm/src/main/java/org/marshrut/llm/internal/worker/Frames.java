package org.marshrut.llm.internal.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Frames on a pipe: four bytes of length, then as much payload.
///
/// A message is written as one frame in one call, so that two threads which hold the stream's lock
/// in turn can't mix theirs. Strings are a length and UTF-8.
final class Frames {

    /// Longest frame: well below the worker's heap.
    static final int MOST_BYTES = 16 << 20;

    private Frames() {}

    /// Writes what `content` puts into a frame.
    static void write(OutputStream pipe, Content content) throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        var out = new DataOutputStream(bytes);
        out.writeInt(0);
        content.writeTo(out);
        var frame = bytes.toByteArray();
        int length = frame.length - Integer.BYTES;
        if (length > MOST_BYTES) {
            throw new IOException(
                    "A message of %d bytes exceeds the %d that a frame takes."
                            .formatted(length, MOST_BYTES));
        }
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[i] = (byte) (length >>> (24 - 8 * i));
        }
        synchronized (pipe) {
            pipe.write(frame);
            pipe.flush();
        }
    }

    /// Reads a frame; empty when the pipe was closed between two frames.
    static Optional<DataInputStream> read(InputStream pipe) throws IOException {
        var header = pipe.readNBytes(Integer.BYTES);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < Integer.BYTES) {
            throw new EOFException("The pipe ended within a frame's length.");
        }
        int length = 0;
        for (byte b : header) {
            length = length << 8 | (b & 0xff);
        }
        if (length < 1 || length > MOST_BYTES) {
            throw new IOException(
                    "A frame must have 1 to %d bytes, not %d.".formatted(MOST_BYTES, length));
        }
        var payload = pipe.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("The pipe ended within a frame.");
        }
        return Optional.of(new DataInputStream(new ByteArrayInputStream(payload)));
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = readCount(in);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static <T> void writeList(DataOutputStream out, List<T> list, ItemWriter<T> writer)
            throws IOException {
        out.writeInt(list.size());
        for (var item : list) {
            writer.write(out, item);
        }
    }

    static <T> List<T> readList(DataInputStream in, ItemReader<T> reader) throws IOException {
        int count = readCount(in);
        var list = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            list.add(reader.read(in));
        }
        return list;
    }

    /// A length can't exceed the rest of its frame; checked before anything is allocated.
    private static int readCount(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("A frame declares %d items more than it has.".formatted(count));
        }
        return count;
    }

    /// Fills a frame.
    interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /// Writes one item of a list.
    interface ItemWriter<T> {
        void write(DataOutputStream out, T item) throws IOException;
    }

    /// Reads one item of a list.
    interface ItemReader<T> {
        T read(DataInputStream in) throws IOException;
    }
}
