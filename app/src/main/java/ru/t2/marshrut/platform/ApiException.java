package ru.t2.marshrut.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/// A request that can't be answered as asked; rendered as `application/problem+json`.
///
/// Title and detail come from the messages `problem.<code>.title` and `problem.<code>.detail`.
public class ApiException extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient List<FieldProblem> fields;
    private final transient Optional<Duration> retryAfter;

    private ApiException(
            HttpStatus status,
            String code,
            List<Object> arguments,
            List<FieldProblem> fields,
            Optional<Duration> retryAfter) {
        super(code);
        this.status = status;
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.fields = List.copyOf(fields);
        this.retryAfter = retryAfter;
    }

    /// A problem of the request as a whole.
    ///
    /// @param arguments of the messages
    public static ApiException of(HttpStatus status, String code, Object... arguments) {
        return new ApiException(status, code, List.of(arguments), List.of(), Optional.empty());
    }

    /// Input that breaks rules, field by field (422).
    public static ApiException invalidInput(List<FieldProblem> fields) {
        return new ApiException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid_input",
                List.of(),
                fields,
                Optional.empty());
    }

    /// The same problem with a hint when to ask again (`Retry-After`).
    public ApiException retryAfter(Duration pause) {
        return new ApiException(status, code, arguments, fields, Optional.of(pause));
    }

    HttpStatus status() {
        return status;
    }

    /// The closed word that programs compare.
    public String code() {
        return code;
    }

    Object[] arguments() {
        return arguments.toArray();
    }

    List<FieldProblem> fields() {
        return fields;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
