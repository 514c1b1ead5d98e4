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
import java.util.Optional;
import org.marshrut.llm.Part;
import org.marshrut.llm.Part.Literal;
import org.marshrut.llm.Part.OneOf;
import org.marshrut.llm.Part.Permutation;
import org.marshrut.llm.Part.Text;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.internal.worker.Request.Cancel;
import org.marshrut.llm.internal.worker.Request.Fill;
import org.marshrut.llm.internal.worker.Request.Open;
import org.marshrut.llm.internal.worker.Request.Score;

/// Requests as frames.
public final class RequestCodec {

    private RequestCodec() {}

    /// Writes one request.
    ///
    /// @throws IOException when the pipe is broken or the request exceeds a frame
    public static void write(OutputStream pipe, Request request) throws IOException {
        Frames.write(pipe, out -> write(out, request));
    }

    /// Empty at the end of the pipe.
    static Optional<Request> read(InputStream pipe) throws IOException {
        var frame = Frames.read(pipe);
        return frame.isEmpty() ? Optional.empty() : Optional.of(read(frame.get()));
    }

    private static void write(DataOutputStream out, Request request) throws IOException {
        switch (request) {
            case Open open -> {
                out.writeByte('O');
                writeText(out, open.libraryDirectory());
                writeText(out, open.library());
                writeText(out, open.build());
                writeText(out, open.modelFile());
                writeText(out, open.architecture());
                out.writeInt(open.contextTokens());
                out.writeInt(open.threads());
            }
            case Score score -> {
                out.writeByte('S');
                out.writeInt(score.id());
                out.writeLong(score.allowedNanos());
                writeList(out, score.prompts(), RequestCodec::writePrompt);
                writeList(out, score.labels(), Frames::writeText);
            }
            case Fill fill -> {
                out.writeByte('F');
                out.writeInt(fill.id());
                out.writeLong(fill.allowedNanos());
                writePrompt(out, fill.prompt());
                writeList(out, fill.parts(), RequestCodec::writePart);
            }
            case Cancel cancel -> {
                out.writeByte('C');
                out.writeInt(cancel.id());
            }
        }
    }

    private static Request read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 'O' ->
                    new Open(
                            readText(in),
                            readText(in),
                            readText(in),
                            readText(in),
                            readText(in),
                            in.readInt(),
                            in.readInt());
            case 'S' ->
                    new Score(
                            in.readInt(),
                            in.readLong(),
                            readList(in, RequestCodec::readPrompt),
                            readList(in, Frames::readText));
            case 'F' ->
                    new Fill(
                            in.readInt(),
                            in.readLong(),
                            readPrompt(in),
                            readList(in, RequestCodec::readPart));
            case 'C' -> new Cancel(in.readInt());
            default -> throw new IOException("Unknown request " + kind + ".");
        };
    }

    private static void writePrompt(DataOutputStream out, Prompt prompt) throws IOException {
        writeText(out, prompt.system());
        writeText(out, prompt.user());
        writeText(out, prompt.answerPrefix());
    }

    private static Prompt readPrompt(DataInputStream in) throws IOException {
        return new Prompt(readText(in), readText(in), readText(in));
    }

    private static void writePart(DataOutputStream out, Part part) throws IOException {
        switch (part) {
            case Literal(var text) -> {
                out.writeByte('l');
                writeText(out, text);
            }
            case OneOf(var name, var options) -> {
                out.writeByte('o');
                writeText(out, name);
                writeList(out, options, Frames::writeText);
            }
            case Permutation(var name, var labels, var separator) -> {
                out.writeByte('p');
                writeText(out, name);
                writeList(out, labels, Frames::writeText);
                writeText(out, separator);
            }
            case Text(var name, int maxTokens, var stop) -> {
                out.writeByte('t');
                writeText(out, name);
                out.writeInt(maxTokens);
                writeText(out, stop);
            }
        }
    }

    private static Part readPart(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 'l' -> new Literal(readText(in));
            case 'o' -> new OneOf(readText(in), readList(in, Frames::readText));
            case 'p' -> new Permutation(readText(in), readList(in, Frames::readText), readText(in));
            case 't' -> new Text(readText(in), in.readInt(), readText(in));
            default -> throw new IOException("Unknown part " + kind + ".");
        };
    }
}
