package ru.t2.marshrut.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Makes `application/problem+json` bodies (RFC 9457) in the language of the request.
@Component
class ProblemRenderer {

    private static final MediaType HTML =
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Texts texts;
    private final ObjectProvider<ProblemPage> page;

    ProblemRenderer(Texts texts, ObjectProvider<ProblemPage> page) {
        this.texts = texts;
        this.page = page;
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
        String detail = texts.get("problem." + code + ".detail", arguments);
        var html = page(status, code, detail, errors);
        if (html.isPresent()) {
            return html.get();
        }
        var body = ProblemDetail.forStatusAndDetail(status, detail);
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

    /// A page for whoever opened one; parts of pages get the problem as data, which the page shows.
    private Optional<ResponseEntity<Object>> page(
            HttpStatusCode status, String code, String detail, List<FieldError> errors) {
        if (!(RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes)
                || attributes.getRequest().getHeader("HX-Request") != null
                || !RequestLanguage.wantsPage(attributes.getRequest())) {
            return Optional.empty();
        }
        // What is wrong with a page's address is said in full: nobody sees the list of fields.
        String whole =
                errors.isEmpty()
                        ? detail
                        : errors.stream().map(FieldError::message).collect(Collectors.joining(" "));
        var problem =
                new ProblemPage.Problem(
                        status.value(),
                        code,
                        texts.get("problem." + code + ".title"),
                        whole,
                        Objects.requireNonNullElse(MDC.get(RequestIdFilter.MDC_KEY), ""));
        return page.stream()
                .findFirst()
                .map(renderer ->
                        ResponseEntity.status(status)
                                .contentType(HTML)
                                .body(renderer.render(attributes.getRequest(), problem)));
    }

    private static long wholeSeconds(long millis) {
        return Math.max(1, Math.ceilDiv(millis, 1000L));
    }
}
