package org.marshrut.llm.internal.worker;

import org.marshrut.llm.Failure.Reason;

/// The rule that prompt and answer fit the context, checked before anything is computed.
final class ContextLimit {

    private ContextLimit() {}

    /// @param answerTokens the most that the answer can take
    static void check(int promptTokens, int answerTokens, int contextTokens)
            throws RefusedException {
        if ((long) promptTokens + answerTokens > contextTokens) {
            throw new RefusedException(
                    Reason.PROMPT_TOO_LONG,
                    "The prompt of %d tokens and an answer of up to %d exceed the context of %d."
                            .formatted(promptTokens, answerTokens, contextTokens));
        }
    }
}
