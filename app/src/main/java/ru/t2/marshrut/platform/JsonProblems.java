package ru.t2.marshrut.platform;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says in the API's words what Jackson did not like. Thread-safe.
@Component
class JsonProblems {

    private final Texts texts;

    JsonProblems(Texts texts) {
        this.texts = texts;
    }

    ApiException of(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    invalid(unknown, "field.unknown", unknown.getPropertyName(), known(unknown));
            case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
                    invalid(mismatch, "field.wrong_type", expected(mismatch.getTargetType()));
            case StreamReadException broken ->
                    ApiException.of(
                            HttpStatus.BAD_REQUEST,
                            "malformed_json",
                            broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
                            broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr());
            case JacksonException mapping when !mapping.getPath().isEmpty() ->
                    invalid(mapping, "field.wrong_type", "");
            default -> ApiException.of(HttpStatus.BAD_REQUEST, "unreadable_body");
        };
    }

    private static ApiException invalid(
            JacksonException e, String messageKey, Object... arguments) {
        return ApiException.invalidInput(
                List.of(FieldProblem.of(JsonFieldPath.of(e), messageKey, arguments)));
    }

    private static String known(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds();
        return known == null
                ? ""
                : String.join(", ", known.stream().map(String::valueOf).sorted().toList());
    }

    /// What the field takes, in the words of the API's description rather than Java's.
    private String expected(Class<?> type) {
        return type.isEnum()
                ? texts.get("kind.one_of", JsonFieldPath.allowedValues(type))
                : texts.get("kind." + JsonFieldPath.kindOf(type));
    }
}
