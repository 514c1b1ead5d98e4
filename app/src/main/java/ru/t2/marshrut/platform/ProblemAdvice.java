package ru.t2.marshrut.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/// Turns every exception that leaves a controller into a problem a client can act on. What we did
/// not foresee is logged with its stack trace and answered with nothing but the trace id.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    /// Codes for what the framework refuses by itself.
    private static final Map<Integer, String> CODES =
            Map.of(
                    400, "bad_request",
                    404, "not_found",
                    405, "method_not_allowed",
                    406, "not_acceptable",
                    413, "request_too_large",
                    415, "unsupported_media_type");

    private final ProblemRenderer renderer;
    private final JsonProblems jsonProblems;

    ProblemAdvice(ProblemRenderer renderer, JsonProblems jsonProblems) {
        this.renderer = renderer;
        this.jsonProblems = jsonProblems;
    }

    @ExceptionHandler(ApiException.class)
    ResponseEntity<Object> expected(ApiException problem) {
        return renderer.render(problem);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> databaseGone(Exception e) {
        log.error("The database does not answer", e);
        return renderer.render(
                ApiException.of(HttpStatus.SERVICE_UNAVAILABLE, "database_unavailable"));
    }

    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<Object> unexpected(Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // Whoever asked has gone: a closed page, a lost network.
            return null;
        }
        log.error("Unexpected failure of a request", e);
        return renderer.render(ApiException.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error"));
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<Object> wrongParameter(MethodArgumentTypeMismatchException e) {
        return renderer.render(
                ApiException.invalidInput(
                        List.of(
                                FieldProblem.of(
                                        e.getName(),
                                        "field.wrong_parameter",
                                        String.valueOf(e.getValue())))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Class<?> type = e.getParameter().getParameterType();
        var errors =
                e.getBindingResult().getAllErrors().stream()
                        .map(error ->
                                new ProblemRenderer.FieldError(
                                        error instanceof FieldError field
                                                ? JsonFieldPath.of(type, field.getField())
                                                : "",
                                        String.valueOf(error.getDefaultMessage())))
                        .sorted((a, b) -> a.field().compareTo(b.field()))
                        .toList();
        return renderer.render(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid_input", new Object[0], errors, headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e.getRootCause() instanceof RequestTooLargeException) {
            return renderer.render(RequestSizeFilter.tooLarge());
        }
        return renderer.render(
                e.getCause() instanceof JacksonException json
                        ? jsonProblems.of(json)
                        : ApiException.of(HttpStatus.BAD_REQUEST, "unreadable_body"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return renderer.render(UploadLimit.tooLarge());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return renderer.render(missing(e.getRequestPartName()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return renderer.render(missing(e.getParameterName()));
    }

    private static ApiException missing(String name) {
        return ApiException.invalidInput(List.of(FieldProblem.of(name, "field.missing")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String code =
                CODES.getOrDefault(
                        status.value(),
                        status.is5xxServerError() ? "internal_error" : "bad_request");
        return renderer.render(status, code, new Object[0], List.of(), headers);
    }
}
