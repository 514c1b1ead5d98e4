package org.marshrut.llm;

import java.util.List;

/// How likely each label is, among the labels.
///
/// @param labels in the order they were asked in
/// @param logProbabilities natural logarithms, normalised over the labels: their exponentials add
///   up to 1
/// @param method how the scores were had
public record LabelScores(List<String> labels, List<Double> logProbabilities, Method method) {

    public LabelScores {
        labels = List.copyOf(labels);
        logProbabilities = List.copyOf(logProbabilities);
        if (labels.size() != logProbabilities.size()) {
            throw new IllegalArgumentException(
                    "%d labels must not have %d scores."
                            .formatted(labels.size(), logProbabilities.size()));
        }
    }

    /// Where scores come from, from the most telling to the least.
    public enum Method {
        /// The logits of a model in our own process.
        LOGITS,
        /// Log-probabilities that a server reported.
        LOGPROBS,
        /// A server chose one label under a constraint; the others score equally low.
        CONSTRAINED,
        /// A server wrote text in which one label was found; the others score equally low.
        TEXT
    }
}
