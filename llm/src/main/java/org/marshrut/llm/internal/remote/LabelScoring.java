package org.marshrut.llm.internal.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Usage;
import tools.jackson.core.JacksonException;

/// Scores labels by the best way that the server has, and remembers which it doesn't have.
/// Thread-safe.
final class LabelScoring {

    // A chosen label beats each other one by this much, in natural logarithms: 20 to 1. A choice
    // without figures must not look certain.
    private static final double CHOICE_LEAD = 3;
    // How far below the lowest reported token a label is put that was not reported.
    private static final double FLOOR_GAP = 1;

    private final ChatEndpoint endpoint;
    private final ChatRequests requests;
    private volatile Method best = Method.LOGPROBS;

    LabelScoring(ChatEndpoint endpoint, ChatRequests requests) {
        this.endpoint = endpoint;
        this.requests = requests;
    }

    /// Forgets what the server could not do: another version may run there now.
    void relearn() {
        best = Method.LOGPROBS;
    }

    Outcome<LabelScores> score(Prompt prompt, List<String> labels) throws InterruptedException {
        var spent = Usage.NONE;
        if (best == Method.LOGPROBS) {
            switch (endpoint.complete(requests.firstToken(prompt))) {
                case Exchange.Broken(var failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case Exchange.Rejected _ -> best = Method.CONSTRAINED;
                case Exchange.Replied(var reply) -> {
                    spent = reply.usage();
                    var scores = reported(reply.firstToken(), labels);
                    if (scores.isPresent()) {
                        return new Outcome.Answered<>(scores.get(), spent);
                    }
                    if (reply.firstToken().isEmpty()) {
                        best = Method.CONSTRAINED;
                    }
                }
            }
        }
        return chosen(prompt, labels, spent);
    }

    private Outcome<LabelScores> chosen(Prompt prompt, List<String> labels, Usage spent)
            throws InterruptedException {
        if (best != Method.TEXT) {
            switch (endpoint.complete(requests.constrainedLabel(prompt, labels))) {
                case Exchange.Broken(var failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case Exchange.Rejected _ -> best = Method.TEXT;
                case Exchange.Replied(var reply) -> {
                    return understood(reply, labels, spent);
                }
            }
        }
        return switch (endpoint.complete(requests.label(prompt))) {
            case Exchange.Broken(var failure) -> new Outcome.Failed<>(failure);
            case Exchange.Rejected(var failure) -> new Outcome.Failed<>(failure);
            case Exchange.Replied(var reply) -> understood(reply, labels, spent);
        };
    }

    /// A server that ignores the schema answers with text.
    private Outcome<LabelScores> understood(ChatReply reply, List<String> labels, Usage spent) {
        var usage = spent.plus(reply.usage());
        var constrained = labelProperty(reply.content()).filter(labels::contains);
        if (constrained.isPresent()) {
            return new Outcome.Answered<>(
                    choice(constrained.get(), labels, Method.CONSTRAINED), usage);
        }
        return onlyLabel(reply.content(), labels)
                .<Outcome<LabelScores>>map(
                        label -> new Outcome.Answered<>(choice(label, labels, Method.TEXT), usage))
                .orElseGet(() ->
                        Outcome.failed(
                                Reason.UNUSABLE_ANSWER,
                                "%s answered with none or several of the %d labels."
                                        .formatted(endpoint.address(), labels.size())));
    }

    /// Scores from reported alternatives; empty if no label is among them.
    static Optional<LabelScores> reported(
            List<ChatReply.Alternative> alternatives, List<String> labels) {
        var scores = new double[labels.size()];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        double lowest = 0;
        for (var alternative : alternatives) {
            lowest = Math.min(lowest, alternative.logProbability());
            int label = labels.indexOf(alternative.token().strip());
            if (label >= 0) {
                // A label with and without a leading space is two tokens.
                scores[label] = sum(scores[label], alternative.logProbability());
            }
        }
        if (Arrays.stream(scores).allMatch(Double::isInfinite)) {
            return Optional.empty();
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.max(scores[i], lowest - FLOOR_GAP);
        }
        return Optional.of(normalised(scores, labels, Method.LOGPROBS));
    }

    private static LabelScores choice(String label, List<String> labels, Method method) {
        var scores = new double[labels.size()];
        scores[labels.indexOf(label)] = CHOICE_LEAD;
        return normalised(scores, labels, method);
    }

    private static LabelScores normalised(double[] scores, List<String> labels, Method method) {
        double total = Arrays.stream(scores).reduce(Double.NEGATIVE_INFINITY, LabelScoring::sum);
        var normalised = new ArrayList<Double>(scores.length);
        for (double score : scores) {
            normalised.add(score - total);
        }
        return new LabelScores(labels, normalised, method);
    }

    /// Logarithm of the sum of two numbers given as logarithms.
    private static double sum(double a, double b) {
        double higher = Math.max(a, b);
        return Double.isInfinite(higher)
                ? higher
                : higher + Math.log1p(Math.exp(Math.min(a, b) - higher));
    }

    private static Optional<String> labelProperty(String content) {
        try {
            return Optional.of(
                    ChatEndpoint.JSON.readTree(content).path("label").asString("").strip());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The label that stands in the text as a word of its own, if there is exactly one.
    static Optional<String> onlyLabel(String text, List<String> labels) {
        var found = new LinkedHashSet<String>();
        for (var word : text.split("[^\\p{L}\\p{N}]+", -1)) {
            if (labels.contains(word)) {
                found.add(word);
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
