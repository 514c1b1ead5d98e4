package org.marshrut.llm.internal.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fills all slots by one request under a JSON schema: the model is shown the answer's form with
/// the slots' names in braces and says their values. Thread-safe.
final class SlotFilling {

    // Quotes, name, comma and the like around a value.
    private static final int TOKENS_AROUND_VALUE = 16;
    private static final int TOKENS_PER_OPTION = 32;
    private static final int TOKENS_PER_LABEL = 6;

    private final ChatEndpoint endpoint;
    private final ChatRequests requests;
    private volatile boolean takesSchemas = true;

    SlotFilling(ChatEndpoint endpoint, ChatRequests requests) {
        this.endpoint = endpoint;
        this.requests = requests;
    }

    /// Forgets what the server could not do: another version may run there now.
    void relearn() {
        takesSchemas = true;
    }

    Outcome<Filled> fill(Prompt prompt, List<Part> parts) throws InterruptedException {
        var schema = JsonSchemas.object();
        var form = new StringBuilder();
        var rules = new StringBuilder();
        int tokens = TOKENS_AROUND_VALUE;
        for (var part : parts) {
            tokens += TOKENS_AROUND_VALUE;
            rules.append(SlotRules.inWords(part));
            switch (part) {
                case Part.Literal(String text) -> form.append(text);
                case Part.OneOf slot -> {
                    JsonSchemas.oneOf(slot(schema, form, slot.name()), slot.options());
                    tokens += TOKENS_PER_OPTION;
                }
                case Part.Text slot -> {
                    JsonSchemas.text(
                            slot(schema, form, slot.name()), SlotRules.maximumLength(slot));
                    tokens += 2 * slot.maxTokens();
                }
                case Part.Permutation slot -> {
                    JsonSchemas.listOf(slot(schema, form, slot.name()), slot.labels());
                    tokens += TOKENS_PER_LABEL * slot.labels().size();
                }
            }
        }
        var user =
                "%s\n\n%s%s\n\nReply with a JSON object that holds the values in braces."
                        .formatted(prompt.user(), prompt.answerPrefix(), form);
        if (takesSchemas) {
            switch (endpoint.complete(
                    requests.constrained(prompt.system(), user, tokens, schema))) {
                case Exchange.Broken(var failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case Exchange.Replied(var reply) -> {
                    return checked(reply, parts, Method.CONSTRAINED);
                }
                case Exchange.Rejected _ -> takesSchemas = false;
            }
        }
        return switch (endpoint.complete(requests.text(prompt.system(), user + rules, tokens))) {
            case Exchange.Broken(var failure) -> new Outcome.Failed<>(failure);
            case Exchange.Rejected(var failure) -> new Outcome.Failed<>(failure);
            case Exchange.Replied(var reply) -> checked(reply, parts, Method.TEXT);
        };
    }

    private static ObjectNode slot(ObjectNode schema, StringBuilder form, String name) {
        if (schema.path("properties").has(name)) {
            throw new IllegalArgumentException(
                    "Slot %s must appear once in an answer.".formatted(name));
        }
        form.append('{').append(name).append('}');
        return JsonSchemas.property(schema, name);
    }

    private Outcome<Filled> checked(ChatReply reply, List<Part> parts, Method method) {
        boolean repair = method == Method.TEXT;
        var answer = parsed(repair ? onlyObject(reply.content()) : reply.content());
        Map<String, String> slots = new LinkedHashMap<>();
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Literal(String literal)) {
                text.append(literal);
                continue;
            }
            var name = name(part);
            var value = value(part, answer.path(name), repair);
            if (value.isEmpty()) {
                return Outcome.failed(
                        Reason.UNUSABLE_ANSWER,
                        "%s gave no valid value for slot %s.".formatted(endpoint.address(), name));
            }
            slots.put(name, value.get());
            text.append(value.get());
        }
        return new Outcome.Answered<>(new Filled(slots, text.toString(), method), reply.usage());
    }

    /// What stands between the first brace and the last: models wrap objects in words and fences.
    private static String onlyObject(String content) {
        int first = content.indexOf('{');
        int last = content.lastIndexOf('}');
        return first < 0 || last < first ? "" : content.substring(first, last + 1);
    }

    private static JsonNode parsed(String content) {
        try {
            return ChatEndpoint.JSON.readTree(content);
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static String name(Part part) {
        return switch (part) {
            case Part.Literal _ -> throw new IllegalArgumentException("A literal has no name.");
            case Part.OneOf slot -> slot.name();
            case Part.Text slot -> slot.name();
            case Part.Permutation slot -> slot.name();
        };
    }

    /// @param repair whether case and blanks around a value are forgiven
    private static Optional<String> value(Part part, JsonNode given, boolean repair) {
        return switch (part) {
            case Part.OneOf slot when given.isString() ->
                    repair
                            ? SlotRules.nearly(slot, given.stringValue())
                            : SlotRules.value(slot, given.stringValue());
            case Part.Text slot when given.isString() -> SlotRules.value(slot, given.stringValue());
            case Part.Permutation slot when given.isArray() -> {
                var labels = new ArrayList<String>();
                given.forEach(label -> labels.add(label.asString("")));
                yield SlotRules.value(slot, labels);
            }
            default -> Optional.empty();
        };
    }
}
