package ru.t2.marshrut.platform;

import java.util.List;

/// What is wrong with one field of a request.
///
/// @param field path in the JSON as the client wrote it, such as `locations[3].lat`
/// @param messageKey of the message that says value, rule and remedy
/// @param arguments of the message
public record FieldProblem(String field, String messageKey, List<Object> arguments) {

    public FieldProblem {
        arguments = List.copyOf(arguments);
    }

    public static FieldProblem of(String field, String messageKey, Object... arguments) {
        return new FieldProblem(field, messageKey, List.of(arguments));
    }

    /// With a message that is in the language of the request already.
    public static FieldProblem ofText(String field, String message) {
        return of(field, "field.text", message);
    }
}
