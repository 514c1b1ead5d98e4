package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Computed facts for a model to put into words.
///
/// @param advantages sentences with figures
/// @param drawbacks sentences with figures
/// @param locale of the facts and of the text
/// @param chain models to ask, in order, until one answers
/// @param timeout for the whole chain
public record ExplainRequest(
        List<String> advantages,
        List<String> drawbacks,
        Locale locale,
        List<ModelName> chain,
        Duration timeout) {

    public ExplainRequest {
        advantages = List.copyOf(advantages);
        drawbacks = List.copyOf(drawbacks);
        chain = List.copyOf(chain);
    }

    boolean isRussian() {
        return locale.getLanguage().equals("ru");
    }

    List<String> facts() {
        return Stream.concat(advantages.stream(), drawbacks.stream()).toList();
    }
}
