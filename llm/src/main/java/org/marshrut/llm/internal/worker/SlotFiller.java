package org.marshrut.llm.internal.worker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.marshrut.llm.Part;
import org.marshrut.llm.internal.ffi.LlamaModel;
import org.marshrut.llm.internal.worker.Reply.Completed;
import org.marshrut.llm.internal.worker.Request.Fill;

/// Goes through the parts of a constrained answer: feeds literals, decodes slots.
final class SlotFiller {

    private final TextTokenizer tokenizer;
    private final ChatFormat format;
    private final TokenMemory memory;
    private final int contextTokens;
    private final TextWriter writer;

    SlotFiller(
            LlamaModel model,
            TextTokenizer tokenizer,
            ChatFormat format,
            TokenMemory memory,
            int contextTokens) {
        this.tokenizer = tokenizer;
        this.format = format;
        this.memory = memory;
        this.contextTokens = contextTokens;
        this.writer = new TextWriter(model, tokenizer, memory);
    }

    Completed fill(Fill request) throws RefusedException {
        var prompt = format.dress(request.prompt());
        var steps = request.parts().stream().map(this::step).toList();
        int most = steps.stream().mapToInt(Step::mostTokens).sum();
        ContextLimit.check(prompt.tokens().size(), most, contextTokens);

        var meter = new Meter(memory);
        meter.begin(prompt);
        var slots = new LinkedHashMap<String, String>();
        var text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            var rest = steps.subList(i + 1, steps.size());
            text.append(run(steps.get(i), rest, meter, slots));
        }
        return new Completed(request.id(), slots, text.toString(), meter.usage());
    }

    private Step step(Part part) {
        return switch (part) {
            case Part.Literal(var text) -> new Step.Feed(text, tokenizer.plain(text));
            case Part.OneOf(var name, var options) ->
                    new Step.Choose(name, options, tokenise(options));
            case Part.Permutation(var name, var labels, var separator) ->
                    new Step.Order(
                            name, labels, tokenise(labels), separator, tokenizer.plain(separator));
            case Part.Text(var name, int maxTokens, var stop) ->
                    new Step.Write(name, maxTokens, stop);
        };
    }

    private List<Tokens> tokenise(List<String> texts) {
        return texts.stream().map(tokenizer::plain).toList();
    }

    private String run(Step step, List<Step> rest, Meter meter, Map<String, String> slots)
            throws RefusedException {
        return switch (step) {
            case Step.Feed(var text, var tokens) -> {
                meter.feed(tokens);
                yield text;
            }
            case Step.Choose(var name, var options, var tokens) -> {
                var all = IntStream.range(0, options.size()).boxed().toList();
                int chosen = new OptionChoice(meter, memory).choose(tokens, all, firstTokens(rest));
                slots.put(name, options.get(chosen));
                yield options.get(chosen);
            }
            case Step.Order order -> {
                var value = order(order, rest, meter);
                slots.put(order.name(), value);
                yield value;
            }
            case Step.Write(var name, int mostTokens, var stop) -> {
                var value = writer.write(mostTokens, stop, meter);
                slots.put(name, value);
                yield value;
            }
        };
    }

    private String order(Step.Order order, List<Step> rest, Meter meter) throws RefusedException {
        var left = new ArrayList<>(IntStream.range(0, order.labels().size()).boxed().toList());
        var value = new ArrayList<String>();
        var afterLabel = new BitSet();
        if (!order.between().isEmpty()) {
            afterLabel.set(order.between().at(0));
        }
        while (!left.isEmpty()) {
            if (!value.isEmpty()) {
                meter.feedWithinSlot(order.between());
            }
            var next = left.size() > 1 ? afterLabel : firstTokens(rest);
            int chosen = new OptionChoice(meter, memory).choose(order.tokens(), left, next);
            left.remove(Integer.valueOf(chosen));
            value.add(order.labels().get(chosen));
        }
        return String.join(order.separator(), value);
    }

    /// The tokens with which what follows a slot may begin; empty when any may.
    private BitSet firstTokens(List<Step> rest) {
        var first = new BitSet();
        for (var step : rest) {
            boolean mayBeEmpty =
                    switch (step) {
                        case Step.Feed(_, var tokens) -> addFirst(first, List.of(tokens));
                        case Step.Choose choose -> addFirst(first, choose.tokens());
                        case Step.Order order -> addFirst(first, order.tokens());
                        case Step.Write _ -> {
                            first.clear();
                            yield false;
                        }
                    };
            if (!mayBeEmpty) {
                return first;
            }
        }
        first.set(format.endOfTurn());
        return first;
    }

    /// Whether one of the token lists was empty.
    private static boolean addFirst(BitSet first, List<Tokens> lists) {
        boolean someEmpty = false;
        for (var tokens : lists) {
            if (tokens.isEmpty()) {
                someEmpty = true;
            } else {
                first.set(tokens.at(0));
            }
        }
        return someEmpty;
    }
}
