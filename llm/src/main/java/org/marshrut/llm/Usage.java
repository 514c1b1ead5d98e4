package org.marshrut.llm;

import java.time.Duration;

/// What a call took.
///
/// @param promptTokens tokens of all prompts and literals, cached ones included
/// @param cachedTokens how many of them were already computed
/// @param outputTokens tokens the model decided; 0 for label scores that took no decoding
/// @param queued waiting for a place and for the processor
/// @param prompting computing prompts and literals
/// @param generating decoding slots
public record Usage(
        int promptTokens,
        int cachedTokens,
        int outputTokens,
        Duration queued,
        Duration prompting,
        Duration generating) {

    public static final Usage NONE =
            new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                cachedTokens + other.cachedTokens,
                outputTokens + other.outputTokens,
                queued.plus(other.queued),
                prompting.plus(other.prompting),
                generating.plus(other.generating));
    }
}
