package org.marshrut.llm.internal.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fills all slots by one request under a JSON schema: the model is shown the answer's form with
/// the slots' names in braces and says their values. Thread-safe.
record SlotFilling(ChatEndpoint endpoint, ChatRequests requests) {

    // Quotes, name, comma and the like around a value.
    private static final int TOKENS_AROUND_VALUE = 16;
    private static final int TOKENS_PER_OPTION = 32;
    private static final int TOKENS_PER_LABEL = 6;

    Outcome<Filled> fill(Prompt prompt, List<Part> parts) throws InterruptedException {
        var schema = JsonSchemas.object();
        var form = new StringBuilder();
        int tokens = TOKENS_AROUND_VALUE;
        for (var part : parts) {
            tokens += TOKENS_AROUND_VALUE;
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
        return switch (endpoint.complete(
                requests.constrained(prompt.system(), user, tokens, schema))) {
            case Exchange.Broken(var failure) -> new Outcome.Failed<>(failure);
            case Exchange.Rejected(var failure) -> new Outcome.Failed<>(failure);
            case Exchange.Replied(var reply) -> checked(reply, parts);
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

    private Outcome<Filled> checked(ChatReply reply, List<Part> parts) {
        var answer = parsed(reply.content());
        Map<String, String> slots = new LinkedHashMap<>();
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Literal(String literal)) {
                text.append(literal);
                continue;
            }
            var name = name(part);
            var value = value(part, answer.path(name));
            if (value.isEmpty()) {
                return Outcome.failed(
                        Reason.UNUSABLE_ANSWER,
                        "%s gave no valid value for slot %s.".formatted(endpoint.address(), name));
            }
            slots.put(name, value.get());
            text.append(value.get());
        }
        return new Outcome.Answered<>(new Filled(slots, text.toString()), reply.usage());
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

    private static Optional<String> value(Part part, JsonNode given) {
        return switch (part) {
            case Part.OneOf slot when given.isString() ->
                    SlotRules.value(slot, given.stringValue());
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
