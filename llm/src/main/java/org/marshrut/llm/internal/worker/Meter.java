package org.marshrut.llm.internal.worker;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.marshrut.llm.Usage;

/// Counts what one request takes. Not thread-safe.
final class Meter {

    private final TokenMemory memory;
    private int promptTokens;
    private int cachedTokens;
    private int outputTokens;
    private long promptingNanos;
    private long generatingNanos;
    private boolean promptIsPending;

    Meter(TokenMemory memory) {
        this.memory = memory;
    }

    void begin(ChatFormat.Dressed prompt) {
        cachedTokens += memory.begin(prompt.tokens(), prompt.instructionLength());
        promptTokens += prompt.tokens().size();
        promptIsPending = true;
    }

    /// Adds text that the model did not decide.
    void feed(Tokens tokens) {
        memory.append(tokens);
        promptTokens += tokens.size();
        promptIsPending |= !tokens.isEmpty();
    }

    /// Adds text between the decisions of one slot.
    void feedWithinSlot(Tokens tokens) {
        memory.append(tokens);
        promptTokens += tokens.size();
    }

    /// Counts a token that the model decided.
    void decided() {
        outputTokens++;
    }

    MemorySegment logits() throws RefusedException {
        long start = System.nanoTime();
        try {
            return memory.logits();
        } finally {
            long taken = System.nanoTime() - start;
            if (promptIsPending) {
                promptingNanos += taken;
            } else {
                generatingNanos += taken;
            }
            promptIsPending = false;
        }
    }

    Usage usage() {
        return new Usage(
                promptTokens,
                cachedTokens,
                outputTokens,
                Duration.ZERO,
                Duration.ofNanos(promptingNanos),
                Duration.ofNanos(generatingNanos));
    }
}
