package org.marshrut.llm.internal.remote;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The few forms of JSON schema that the common servers can decode under.
final class JsonSchemas {

    private JsonSchemas() {}

    /// An object that takes just the properties added by [#property].
    static ObjectNode object() {
        var schema = ChatEndpoint.JSON.createObjectNode().put("type", "object");
        schema.putObject("properties");
        schema.putArray("required");
        return schema.put("additionalProperties", false);
    }

    /// A further property of the object, in this order; its own schema is to be filled in.
    static ObjectNode property(ObjectNode object, String name) {
        object.withArray("required").add(name);
        return object.withObject("properties").putObject(name);
    }

    static void oneOf(ObjectNode property, List<String> options) {
        var allowed = property.put("type", "string").putArray("enum");
        options.forEach(allowed::add);
    }

    static void text(ObjectNode property, int maximumLength) {
        property.put("type", "string").put("maxLength", maximumLength);
    }

    /// A list of so many items; servers can't demand that each appears once.
    static void listOf(ObjectNode property, List<String> items) {
        property.put("type", "array").put("minItems", items.size()).put("maxItems", items.size());
        oneOf(property.putObject("items"), items);
    }
}
