package org.marshrut.llm.internal.remote;

import java.util.List;
import org.marshrut.llm.Prompt;
import tools.jackson.databind.node.ObjectNode;

/// Bodies of chat completion requests, always for the likeliest answer (temperature 0).
record ChatRequests(String modelId) {

    private static final int TOP = 20;
    private static final int LABEL_ANSWER_TOKENS = 24;

    /// The likeliest first tokens.
    ObjectNode firstToken(Prompt prompt) {
        return body(prompt.system(), user(prompt), 1)
                .put("logprobs", true)
                .put("top_logprobs", TOP);
    }

    /// One label under a schema.
    ObjectNode constrainedLabel(Prompt prompt, List<String> labels) {
        var schema = JsonSchemas.object();
        JsonSchemas.oneOf(JsonSchemas.property(schema, "label"), labels);
        return constrained(prompt.system(), user(prompt), LABEL_ANSWER_TOKENS, schema);
    }

    /// Free text that should be a label.
    ObjectNode label(Prompt prompt) {
        return body(prompt.system(), user(prompt), LABEL_ANSWER_TOKENS);
    }

    /// Free text.
    ObjectNode text(String system, String user, int maximumTokens) {
        return body(system, user, maximumTokens);
    }

    /// An answer under a schema.
    ObjectNode constrained(String system, String user, int maximumTokens, ObjectNode schema) {
        var body = body(system, user, maximumTokens);
        var format = body.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", "answer")
                .put("strict", true)
                .set("schema", schema);
        return body;
    }

    private ObjectNode body(String system, String user, int maximumTokens) {
        var body = ChatEndpoint.JSON.createObjectNode();
        body.put("model", modelId)
                .put("temperature", 0)
                .put("max_tokens", maximumTokens)
                .put("stream", false);
        var messages = body.putArray("messages");
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        messages.addObject().put("role", "user").put("content", user);
        return body;
    }

    /// Servers differ in how an answer's beginning is given; all of them continue the user's text.
    static String user(Prompt prompt) {
        return prompt.answerPrefix().isEmpty()
                ? prompt.user()
                : prompt.user() + "\n\n" + prompt.answerPrefix();
    }
}
