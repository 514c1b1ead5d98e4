package ru.t2.marshrut.platform;

import java.net.URI;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Makes `application/problem+json` bodies (RFC 9457) in the language of the request.
@Component
class ProblemRenderer {

    private final Texts texts;

    ProblemRenderer(Texts texts) {
        this.texts = texts;
    }

    /// One line of `errors`.
    record FieldError(String field, String message) {}

    ResponseEntity<Object> render(ApiException problem) {
        var headers = new HttpHeaders();
        problem.retryAfter()
                .ifPresent(pause ->
                        headers.set(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(wholeSeconds(pause.toMillis()))));
        var errors =
                problem.fields().stream()
                        .map(field ->
                                new FieldError(
                                        field.field(),
                                        texts.get(field.messageKey(), field.arguments().toArray())))
                        .toList();
        var answer = render(problem.status(), problem.code(), problem.arguments(), errors, headers);
        if (answer.getBody() instanceof ProblemDetail body) {
            problem.members().forEach(body::setProperty);
        }
        return answer;
    }

    ResponseEntity<Object> render(
            HttpStatusCode status,
            String code,
            Object[] arguments,
            List<FieldError> errors,
            HttpHeaders headers) {
        var body =
                ProblemDetail.forStatusAndDetail(
                        status, texts.get("problem." + code + ".detail", arguments));
        body.setType(URI.create("urn:marshrut:problem:" + code));
        body.setTitle(texts.get("problem." + code + ".title"));
        body.setProperty("code", code);
        body.setProperty("trace_id", MDC.get(RequestIdFilter.MDC_KEY));
        if (!errors.isEmpty()) {
            body.setProperty("errors", errors);
        }
        var typed = new HttpHeaders(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, typed, status);
    }

    private static long wholeSeconds(long millis) {
        return Math.max(1, Math.ceilDiv(millis, 1000L));
    }
}
