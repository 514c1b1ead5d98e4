package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.List;
import org.marshrut.llm.Question;

/// Options for a model to choose from.
///
/// @param prompt the standing instruction
/// @param situation what this request is about, shown before the options
/// @param options 2 to 26 descriptions
/// @param answerPrefix how the answer begins, up to the option's label
/// @param chain the models to ask, in order, until one answers
/// @param failed turns of models that have failed this request already, at reading it; they count
///   as the chain's first
/// @param timeout for the whole chain; each model may use its even share of what is left
public record ChoiceRequest(
        PromptTemplate prompt,
        String situation,
        List<String> options,
        String answerPrefix,
        List<ModelName> chain,
        List<Attempt> failed,
        Duration timeout) {

    public ChoiceRequest {
        options = List.copyOf(options);
        chain = List.copyOf(chain);
        failed = List.copyOf(failed);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain must name at least one model.");
        }
    }

    Question question() {
        return new Question(prompt.instruction(), situation, options, answerPrefix);
    }
}
