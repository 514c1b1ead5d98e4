package org.marshrut.llm.internal.worker;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.ffi.LlamaModel;

/// Decodes free text: the likeliest token that [TextMask] lets through, until the stop string, the
/// model's own end, or the limit.
final class TextWriter {

    private final LlamaModel model;
    private final TextTokenizer tokenizer;
    private final TokenMemory memory;
    private final float[] row; // logit by token
    private @Nullable Pieces pieces;

    TextWriter(LlamaModel model, TextTokenizer tokenizer, TokenMemory memory) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.memory = memory;
        this.row = new float[model.tokenCount()];
    }

    /// Decodes one slot; afterwards the memory holds the slot's value.
    ///
    /// @return the text without the stop string
    String write(int mostTokens, String stop, Meter meter) throws RefusedException {
        var table = pieces();
        var mask = new TextMask(stop);
        var taken = new ByteArrayOutputStream();
        int start = memory.size();
        for (int i = 0; i < mostTokens && !mask.hasStopped(); i++) {
            int token = likeliest(meter.logits(), table, mask, new TextMask(mask));
            meter.decided();
            if (table.endsTurn(token)) {
                break;
            }
            int from = table.start(token);
            int to = table.end(token);
            mask.take(table.bytes(), from, to);
            taken.write(table.bytes(), from, to - from);
            memory.append(token);
        }
        var value = mask.value(taken);
        correctMemory(start, taken, value);
        return value;
    }

    /// What was cut off the text (the stop string, a half character) is taken out of the memory:
    /// the slot's tokens are kept as far as they belong to the value, its rest is tokenised.
    private void correctMemory(int start, ByteArrayOutputStream taken, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == taken.size()) {
            return;
        }
        var table = pieces();
        int size = start;
        int covered = 0;
        while (size < memory.size()) {
            int token = memory.token(size);
            int length = table.end(token) - table.start(token);
            if (covered + length > bytes.length) {
                break;
            }
            covered += length;
            size++;
        }
        memory.rewind(size);
        var rest = Arrays.copyOfRange(bytes, covered, bytes.length);
        memory.append(tokenizer.plain(new String(rest, StandardCharsets.UTF_8)));
    }

    private int likeliest(MemorySegment logits, Pieces table, TextMask mask, TextMask trial)
            throws RefusedException {
        // Read one by one from native memory, 150,000 of them take a quarter of a token's time: the
        // worker's JVM compiles with its quick compiler alone.
        MemorySegment.copy(logits, ValueLayout.JAVA_FLOAT, 0, row, 0, row.length);
        int best = -1;
        float bestLogit = Float.NEGATIVE_INFINITY;
        for (int token = 0; token < table.count(); token++) {
            float logit = row[token];
            // The mask is asked only about tokens that would win, which are few.
            if (logit > bestLogit && mayFollow(token, table, mask, trial)) {
                best = token;
                bestLogit = logit;
            }
        }
        if (!Float.isFinite(bestLogit)) {
            throw new RefusedException(
                    Reason.UNUSABLE_ANSWER,
                    "The model computed %s where text was to be written.".formatted(bestLogit));
        }
        return best;
    }

    private static boolean mayFollow(int token, Pieces table, TextMask mask, TextMask trial) {
        if (table.endsTurn(token)) {
            return true;
        }
        trial.copyFrom(mask);
        return trial.take(table.bytes(), table.start(token), table.end(token));
    }

    private Pieces pieces() {
        var table = pieces;
        if (table == null) {
            table = new Pieces(model);
            pieces = table;
        }
        return table;
    }
}
