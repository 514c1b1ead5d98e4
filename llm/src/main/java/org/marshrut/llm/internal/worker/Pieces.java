package org.marshrut.llm.internal.worker;

import java.util.Arrays;
import java.util.BitSet;
import org.marshrut.llm.internal.ffi.LlamaModel;

/// The bytes of every token, side by side: one array instead of 150,000 keeps the heap small.
final class Pieces {

    private final int[] starts; // tokens + 1; token t is bytes starts[t] to starts[t + 1]
    private final byte[] bytes;
    private final BitSet ends = new BitSet();

    /// Takes some ten milliseconds with a real vocabulary.
    Pieces(LlamaModel model) {
        int count = model.tokenCount();
        starts = new int[count + 1];
        var all = new byte[8 * count + 256];
        for (int token = 0; token < count; token++) {
            var piece = model.piece(token);
            int end = starts[token] + piece.length;
            if (end > all.length) {
                all = Arrays.copyOf(all, 2 * end);
            }
            System.arraycopy(piece, 0, all, starts[token], piece.length);
            starts[token + 1] = end;
            if (model.endsGeneration(token)) {
                ends.set(token);
            }
        }
        bytes = Arrays.copyOf(all, starts[count]);
    }

    int count() {
        return starts.length - 1;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return starts[token + 1];
    }

    /// Whether a token ends the model's turn.
    boolean endsTurn(int token) {
        return ends.get(token);
    }
}
