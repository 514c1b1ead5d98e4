package org.marshrut.llm.internal.worker;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.ffi.AbortSignal;
import org.marshrut.llm.internal.ffi.LlamaContext;

/// The model's context as a list of tokens: what is wanted in it, and how much of that is computed.
///
/// Sequence 0 of the context is worked on. What two successive prompts have in common at their
/// beginning stays computed. The instruction of each of the last few different prompts is kept in a
/// sequence of its own besides, so that instructions which alternate don't displace each other;
/// sequences share cells, and a pin takes cells of its own only once sequence 0 has moved on. Pins
/// give way, least recently used first, when a prompt needs their cells. Tokens are computed as
/// late as possible: when logits are asked for.
final class TokenMemory {

    /// Sequences in use: 0 and one for each pin.
    static final int SEQUENCES = 1 + 6;

    private final LlamaContext context;
    private final AbortSignal abort;
    private final int cells;

    private final Tokens wanted = new Tokens();
    private final Tokens computed = new Tokens();

    /// Whether the logits that the library holds belong to the last computed token.
    private boolean logitsAreCurrent;

    /// Instruction by sequence, least recently used first.
    private final Map<Integer, Tokens> pins = new LinkedHashMap<>();

    private int pinLength;

    /// @param cells tokens that the context holds, at least as many as the longest prompt has
    TokenMemory(LlamaContext context, AbortSignal abort, int cells) {
        this.context = context;
        this.abort = abort;
        this.cells = cells;
    }

    /// Starts a prompt.
    ///
    /// @param instructionLength its first tokens that are worth pinning
    /// @return how many of its tokens are computed already, always fewer than all
    int begin(Tokens prompt, int instructionLength) {
        // The last token is computed again in any case: only a decode yields logits.
        int most = prompt.size() - 1;
        int kept = Math.min(most, computed.commonPrefix(prompt));
        int pin = -1;
        int pinKept = kept;
        for (var entry : pins.entrySet()) {
            int common = Math.min(most, entry.getValue().commonPrefix(prompt));
            if (common > pinKept) {
                pin = entry.getKey();
                pinKept = common;
            }
        }
        if (pin < 0) {
            rewindCache(kept);
        } else {
            rewindCache(0);
            context.share(pin, 0, pinKept);
            computed.append(prompt.first(pinKept));
        }
        wanted.truncate(0);
        wanted.append(prompt);
        pinLength = instructionLength;
        return pinKept;
    }

    /// Tokens in the context, computed or not.
    int size() {
        return wanted.size();
    }

    /// The token at a position below [#size].
    int token(int position) {
        return wanted.at(position);
    }

    void append(Tokens tokens) {
        wanted.append(tokens);
    }

    void append(int token) {
        wanted.append(token);
    }

    /// Takes back what follows the first `length` tokens.
    void rewind(int length) {
        wanted.truncate(length);
    }

    /// Computes what is not computed yet.
    ///
    /// @return float32 logits of the last token, valid until the next call
    /// @throws RefusedException when the time is up, the call was cancelled, or the library fails
    MemorySegment logits() throws RefusedException {
        int common = computed.commonPrefix(wanted);
        if (common < computed.size()) {
            rewindCache(common);
        }
        if (computed.size() == wanted.size() && !logitsAreCurrent) {
            rewindCache(wanted.size() - 1);
        }
        makeRoom();
        if (!compute()) {
            forgetEverything();
            if (!compute()) {
                throw new RefusedException(
                        Reason.UNUSABLE_ANSWER,
                        "llama_decode failed: %s."
                                .formatted(context.takeErrors().orElse("no reason given")));
            }
        }
        pinInstruction();
        return context.logits()
                .orElseThrow(() ->
                        new RefusedException(
                                Reason.UNUSABLE_ANSWER, "llama_decode left no logits."));
    }

    /// False when the library failed; the cache then holds what [#computed] says.
    private boolean compute() throws RefusedException {
        while (computed.size() < wanted.size()) {
            checkAbort();
            int from = computed.size();
            int count = Math.min(context.batchTokens(), wanted.size() - from);
            boolean last = from + count == wanted.size();
            logitsAreCurrent = false;
            switch (context.decode(wanted.ids(), from, count, last)) {
                case DONE -> {
                    computed.append(wanted.ids(), from, count);
                    logitsAreCurrent = last;
                }
                case ABORTED -> {
                    context.remove(0, from);
                    context.takeErrors();
                    checkAbort();
                    throw new RefusedException(Reason.CANCELLED, "The computation was stopped.");
                }
                case CACHE_FULL, FAILED -> {
                    context.remove(0, from);
                    return false;
                }
            }
        }
        return true;
    }

    /// Ends the request if its time is up or nobody waits for it any more.
    void checkAbort() throws RefusedException {
        switch (abort.cause()) {
            case NONE -> {}
            case DEADLINE ->
                    throw new RefusedException(
                            Reason.TIMED_OUT,
                            "The deadline passed with %d of %d tokens computed."
                                    .formatted(computed.size(), wanted.size()));
            case CANCELLED ->
                    throw new RefusedException(Reason.CANCELLED, "The call was cancelled.");
        }
    }

    private void rewindCache(int length) {
        if (length < computed.size()) {
            context.remove(0, length);
            computed.truncate(length);
            logitsAreCurrent = false;
        }
    }

    /// Frees every cell: the older build needs free cells in one piece, and pins scatter them.
    private void forgetEverything() {
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            context.remove(sequence, 0);
        }
        pins.clear();
        computed.truncate(0);
        logitsAreCurrent = false;
    }

    private void pinInstruction() {
        if (pinLength == 0) {
            return;
        }
        var instruction = wanted.first(pinLength);
        pinLength = 0;
        for (var entry : pins.entrySet()) {
            if (entry.getValue().startsWith(instruction)) {
                int sequence = entry.getKey();
                pins.remove(sequence);
                pins.put(sequence, instruction);
                return;
            }
        }
        int sequence = freeSequence();
        context.share(0, sequence, instruction.size());
        pins.put(sequence, instruction);
    }

    private void makeRoom() {
        int taken = wanted.size();
        for (var pin : pins.values()) {
            taken += pin.size() - pin.commonPrefix(wanted);
        }
        var oldest = pins.entrySet().iterator();
        while (taken > cells && oldest.hasNext()) {
            var pin = oldest.next();
            taken -= pin.getValue().size() - pin.getValue().commonPrefix(wanted);
            context.remove(pin.getKey(), 0);
            oldest.remove();
        }
    }

    private int freeSequence() {
        if (pins.size() == SEQUENCES - 1) {
            int oldest = pins.keySet().iterator().next();
            context.remove(oldest, 0);
            pins.remove(oldest);
        }
        int sequence = 1;
        while (pins.containsKey(sequence)) {
            sequence++;
        }
        return sequence;
    }
}
