package org.marshrut.llm.internal.worker;

import static org.marshrut.llm.internal.worker.Frames.readList;
import static org.marshrut.llm.internal.worker.Frames.readText;
import static org.marshrut.llm.internal.worker.Frames.writeList;
import static org.marshrut.llm.internal.worker.Frames.writeText;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Usage;
import org.marshrut.llm.internal.worker.Reply.Completed;
import org.marshrut.llm.internal.worker.Reply.Ready;
import org.marshrut.llm.internal.worker.Reply.Refused;
import org.marshrut.llm.internal.worker.Reply.Scored;

/// Replies as frames.
public final class ReplyCodec {

    private static final List<Failure.Reason> REASONS = List.of(Failure.Reason.values());

    private ReplyCodec() {}

    static void write(OutputStream pipe, Reply reply) throws IOException {
        Frames.write(pipe, out -> write(out, reply));
    }

    /// Empty at the end of the pipe.
    ///
    /// @throws IOException when the pipe is broken or carries something else
    public static Optional<Reply> read(InputStream pipe) throws IOException {
        var frame = Frames.read(pipe);
        return frame.isEmpty() ? Optional.empty() : Optional.of(read(frame.get()));
    }

    private static void write(DataOutputStream out, Reply reply) throws IOException {
        switch (reply) {
            case Ready() -> out.writeByte('R');
            case Scored(int id, var logProbabilities, var usage) -> {
                out.writeByte('S');
                out.writeInt(id);
                writeList(
                        out,
                        logProbabilities,
                        (rows, row) -> writeList(rows, row, DataOutputStream::writeDouble));
                writeUsage(out, usage);
            }
            case Completed(int id, var slots, var text, var usage) -> {
                out.writeByte('F');
                out.writeInt(id);
                writeList(
                        out,
                        List.copyOf(slots.entrySet()),
                        (entries, slot) -> {
                            writeText(entries, slot.getKey());
                            writeText(entries, slot.getValue());
                        });
                writeText(out, text);
                writeUsage(out, usage);
            }
            case Refused(int id, var reason, var detail) -> {
                out.writeByte('X');
                out.writeInt(id);
                out.writeByte(REASONS.indexOf(reason));
                writeText(out, detail);
            }
        }
    }

    private static Reply read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 'R' -> new Ready();
            case 'S' ->
                    new Scored(
                            in.readInt(),
                            readList(in, row -> readList(row, DataInputStream::readDouble)),
                            readUsage(in));
            case 'F' -> new Completed(in.readInt(), readSlots(in), readText(in), readUsage(in));
            case 'X' -> new Refused(in.readInt(), readReason(in), readText(in));
            default -> throw new IOException("Unknown reply " + kind + ".");
        };
    }

    private static Failure.Reason readReason(DataInputStream in) throws IOException {
        int index = in.readUnsignedByte();
        if (index >= REASONS.size()) {
            throw new IOException("Unknown reason " + index + ".");
        }
        return REASONS.get(index);
    }

    private static Map<String, String> readSlots(DataInputStream in) throws IOException {
        var slots = new LinkedHashMap<String, String>();
        for (var slot : readList(in, entry -> Map.entry(readText(entry), readText(entry)))) {
            slots.put(slot.getKey(), slot.getValue());
        }
        return slots;
    }

    private static void writeUsage(DataOutputStream out, Usage usage) throws IOException {
        out.writeInt(usage.promptTokens());
        out.writeInt(usage.cachedTokens());
        out.writeInt(usage.outputTokens());
        out.writeLong(usage.prompting().toNanos());
        out.writeLong(usage.generating().toNanos());
    }

    /// Time in the queue is the parent's to fill in.
    private static Usage readUsage(DataInputStream in) throws IOException {
        return new Usage(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Duration.ZERO,
                Duration.ofNanos(in.readLong()),
                Duration.ofNanos(in.readLong()));
    }
}
