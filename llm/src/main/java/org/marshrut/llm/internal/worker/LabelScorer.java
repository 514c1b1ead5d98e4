package org.marshrut.llm.internal.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.ffi.LlamaModel;
import org.marshrut.llm.internal.worker.Reply.Scored;
import org.marshrut.llm.internal.worker.Request.Score;

/// Compares labels by the logits of their tokens right after the prompt; nothing is generated.
final class LabelScorer {

    private final LlamaModel model;
    private final ChatFormat format;
    private final TokenMemory memory;
    private final int contextTokens;

    LabelScorer(LlamaModel model, ChatFormat format, TokenMemory memory, int contextTokens) {
        this.model = model;
        this.format = format;
        this.memory = memory;
        this.contextTokens = contextTokens;
    }

    Scored score(Score request) throws RefusedException {
        var labels = new int[request.labels().size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = singleToken(request.labels().get(i));
        }
        var prompts = new ArrayList<ChatFormat.Dressed>();
        for (var prompt : request.prompts()) {
            memory.checkAbort();
            var dressed = format.dress(prompt);
            ContextLimit.check(dressed.tokens().size(), 0, contextTokens);
            prompts.add(dressed);
        }
        var meter = new Meter(memory);
        var scores = new ArrayList<List<Double>>();
        for (var prompt : prompts) {
            meter.begin(prompt);
            scores.add(logSoftmax(meter, labels));
        }
        return new Scored(request.id(), scores, meter.usage());
    }

    private int singleToken(String label) throws RefusedException {
        var tokens = model.tokenize(label, false);
        if (tokens.length != 1) {
            throw new RefusedException(
                    Reason.UNUSABLE_ANSWER,
                    "Label \"%s\" must be one token for the model, not %d. Use single letters."
                            .formatted(label, tokens.length));
        }
        return tokens[0];
    }

    private static List<Double> logSoftmax(Meter meter, int[] labels) throws RefusedException {
        var logits = meter.logits();
        double highest = Double.NEGATIVE_INFINITY;
        var values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            values[i] = Engine.logit(logits, labels[i]);
            if (!Double.isFinite(values[i])) {
                throw new RefusedException(
                        Reason.UNUSABLE_ANSWER,
                        "The model computed %s for a label.".formatted(values[i]));
            }
            highest = Math.max(highest, values[i]);
        }
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - highest);
        }
        double normaliser = highest + Math.log(sum);
        return IntStream.range(0, values.length).mapToObj(i -> values[i] - normaliser).toList();
    }
}
