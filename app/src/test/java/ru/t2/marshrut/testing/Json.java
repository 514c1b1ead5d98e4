package ru.t2.marshrut.testing;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What tests read out of answers.
public final class Json {

    private Json() {}

    /// The fields that a problem names, in its order.
    public static List<String> wrongFields(HttpCalls.Answer answer) {
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(error -> error.get("field").asString())
                .toList();
    }

    public static String code(HttpCalls.Answer answer) {
        return answer.json().path("code").asString();
    }

    /// One field of each item of a list.
    public static List<String> column(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(field).asString())
                .toList();
    }
}
