package ru.t2.marshrut.platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final transient Map<String, Object> members;

    private ApiException(
            HttpStatus status,
            String code,
            List<Object> arguments,
            List<FieldProblem> fields,
            Optional<Duration> retryAfter,
            Map<String, Object> members) {
        super(code);
        this.status = status;
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.fields = List.copyOf(fields);
        this.retryAfter = retryAfter;
        this.members = members;
    }

    /// A problem of the request as a whole.
    ///
    /// @param arguments of the messages
    public static ApiException of(HttpStatus status, String code, Object... arguments) {
        return new ApiException(
                status, code, List.of(arguments), List.of(), Optional.empty(), Map.of());
    }

    /// Input that breaks rules, field by field (422).
    public static ApiException invalidInput(List<FieldProblem> fields) {
        return new ApiException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid_input",
                List.of(),
                fields,
                Optional.empty(),
                Map.of());
    }

    /// The record was changed since the client read it (409); `current_version` is in the answer.
    public static ApiException staleVersion(int currentVersion) {
        return of(HttpStatus.CONFLICT, "stale_version", currentVersion)
                .with("current_version", currentVersion);
    }

    /// The same problem with a hint when to ask again (`Retry-After`).
    public ApiException retryAfter(Duration pause) {
        return new ApiException(status, code, arguments, fields, Optional.of(pause), members);
    }

    /// The same problem with one more member in its body (RFC 9457, extension members).
    ///
    /// @param name in snake_case
    /// @param value anything that JSON can tell
    public ApiException with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new ApiException(status, code, arguments, fields, retryAfter, more);
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

    Map<String, Object> members() {
        return members;
    }
}
