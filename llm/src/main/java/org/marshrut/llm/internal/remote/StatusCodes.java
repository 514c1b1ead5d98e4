package org.marshrut.llm.internal.remote;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import tools.jackson.databind.JsonNode;

/// What the server's status codes mean. The server's own messages are not repeated, since they may
/// contain the prompt; its short error codes are.
record StatusCodes(String address, String modelId) {

    private static final Pattern SHORT_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

    Exchange exchange(HttpResponse<?> response, JsonNode body) {
        int status = response.statusCode();
        var error = body.path("error");
        var code = code(error);
        if (status == 413 || isTooLong(error, code)) {
            return broken(
                    Reason.PROMPT_TOO_LONG,
                    "%s says that the prompt exceeds its context (HTTP %d%s)."
                            .formatted(address, status, code));
        }
        return switch (status) {
            case 400, 422, 501 ->
                    new Exchange.Rejected(
                            new Failure(
                                    Reason.UNREACHABLE,
                                    ("%s rejected the request (HTTP %d%s)."
                                                    + " Maybe it does not support response_format json_schema.")
                                            .formatted(address, status, code)));
            case 401, 403, 404 -> new Exchange.Broken(notUsable(status, code));
            case 429, 503 ->
                    new Exchange.Broken(
                            new Failure(
                                    Reason.OVERLOADED,
                                    "%s is overloaded (HTTP %d%s)."
                                            .formatted(address, status, code),
                                    retryAfter(response.headers())));
            default ->
                    broken(
                            Reason.UNREACHABLE,
                            "%s answered with an error (HTTP %d%s). Maybe its log says more."
                                    .formatted(address, status, code));
        };
    }

    /// A server that has no list of models is there all the same.
    Optional<Failure> probe(int status) {
        if (status == 401 || status == 403) {
            return Optional.of(notUsable(status, ""));
        }
        if (status >= 500 && status != 501) {
            return Optional.of(
                    new Failure(
                            Reason.UNREACHABLE,
                            ("%s answered with an error (HTTP %d)."
                                            + " Maybe it is still loading its model.")
                                    .formatted(address, status)));
        }
        return Optional.empty();
    }

    private Failure notUsable(int status, String code) {
        return status == 404
                ? new Failure(
                        Reason.LOAD_FAILED,
                        ("%s has no chat completions for model %s (HTTP 404%s)."
                                        + " Maybe the model's id is wrong or the address lacks /v1.")
                                .formatted(address, modelId, code))
                : new Failure(
                        Reason.LOAD_FAILED,
                        "%s refused access (HTTP %d%s). Maybe the API key is missing or wrong."
                                .formatted(address, status, code));
    }

    private static Exchange broken(Reason reason, String detail) {
        return new Exchange.Broken(new Failure(reason, detail));
    }

    private static boolean isTooLong(JsonNode error, String code) {
        var message = error.path("message").asString("").toLowerCase(Locale.ROOT);
        return code.contains("context")
                || message.contains("context length")
                || message.contains("context size");
    }

    private static String code(JsonNode error) {
        for (var field : new String[] {"code", "type"}) {
            var value = error.path(field).asString("");
            // llama-server repeats the status as the code.
            if (SHORT_CODE.matcher(value).matches() && !SECONDS.matcher(value).matches()) {
                return ", " + value;
            }
        }
        return "";
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
