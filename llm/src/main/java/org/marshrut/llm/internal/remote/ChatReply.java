package org.marshrut.llm.internal.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.marshrut.llm.Usage;
import tools.jackson.databind.JsonNode;

/// The parts of a chat completion that are used.
///
/// @param firstToken the likeliest first tokens, as far as the server reported them
/// @param promptTokens 0 where the server doesn't tell
record ChatReply(
        String content,
        List<Alternative> firstToken,
        int promptTokens,
        int cachedTokens,
        int outputTokens) {

    /// A token that the model might have said, with its natural log-probability.
    record Alternative(String token, double logProbability) {}

    ChatReply {
        firstToken = List.copyOf(firstToken);
    }

    /// Empty if this is not a chat completion.
    static Optional<ChatReply> parse(JsonNode body) {
        var choice = body.path("choices").path(0);
        var message = choice.path("message");
        if (!message.isObject()) {
            return Optional.empty();
        }
        var usage = body.path("usage");
        return Optional.of(
                new ChatReply(
                        message.path("content").asString(""),
                        alternatives(choice.path("logprobs").path("content").path(0)),
                        count(usage.path("prompt_tokens")),
                        count(usage.path("prompt_tokens_details").path("cached_tokens")),
                        count(usage.path("completion_tokens"))));
    }

    private static List<Alternative> alternatives(JsonNode first) {
        var found = new ArrayList<Alternative>();
        for (var entry : first.path("top_logprobs")) {
            var token = entry.path("token");
            double logProbability = entry.path("logprob").asDouble(Double.NaN);
            if (token.isString() && Double.isFinite(logProbability)) {
                found.add(new Alternative(token.stringValue(), logProbability));
            }
        }
        return found;
    }

    private static int count(JsonNode number) {
        return Math.max(0, number.asInt(0));
    }

    /// The tokens as usage without times.
    Usage usage() {
        return new Usage(
                promptTokens,
                cachedTokens,
                outputTokens,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }
}
