package ru.t2.marshrut.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import ru.t2.marshrut.platform.IdempotencyRepository.KeptAnswer;

/// Gives every write of the API the header `Idempotency-Key`: the same request with the same key is
/// carried out once and answered the same each time. Controllers need nothing for it; what a write
/// changes, it changes in transactions on the request's thread.
///
/// Comes after whatever finds out who asks.
@Component
@Order(0)
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final IdempotencyKeys keys;
    private final CurrentActor actor;
    private final FilterProblems problems;

    IdempotencyFilter(IdempotencyKeys keys, CurrentActor actor, FilterProblems problems) {
        this.keys = keys;
        this.actor = actor;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !WRITES.contains(request.getMethod())
                || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String text = request.getHeader(HEADER);
        if (!IdempotencyKey.isKey(text)) {
            problems.answer(
                    request,
                    response,
                    ApiException.invalidInput(
                            List.of(FieldProblem.of(HEADER, "field.idempotency_key"))));
            return;
        }
        HttpServletRequest again;
        String fingerprint;
        try {
            again = RequestFingerprint.hasPlainBody(request) ? new KeptRequest(request) : request;
            fingerprint = RequestFingerprint.of(again);
        } catch (RequestTooLargeException _) {
            problems.answer(request, response, RequestSizeFilter.tooLarge());
            return;
        } catch (IllegalStateException _) {
            // Tomcat's word for files over the limit
            problems.answer(request, response, UploadLimit.tooLarge());
            return;
        }
        var key = new IdempotencyKey(actor.name(), text);
        switch (keys.claim(key, fingerprint)) {
            case IdempotencyKeys.Claim.New() -> carryOut(key, again, response, chain);
            case IdempotencyKeys.Claim.Answered(var answer) -> replay(answer, response);
            case IdempotencyKeys.Claim.Running() ->
                    problems.answer(
                            request,
                            response,
                            conflict("request_in_progress").retryAfter(RETRY_PAUSE));
            case IdempotencyKeys.Claim.AnswerLost() ->
                    problems.answer(request, response, conflict("answer_not_kept"));
            case IdempotencyKeys.Claim.OtherRequest() ->
                    problems.answer(
                            request,
                            response,
                            ApiException.of(
                                    HttpStatus.UNPROCESSABLE_CONTENT, "idempotency_key_reused"));
        }
    }

    private void carryOut(
            IdempotencyKey key,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(request, answer);
            answered = true;
        } finally {
            if (answered) {
                keys.finish(
                        key,
                        new KeptAnswer(
                                answer.getStatus(),
                                answer.getContentType(),
                                answer.getHeader(HttpHeaders.LOCATION),
                                answer.getContentAsByteArray()));
            } else {
                keys.abandon(key);
            }
        }
        answer.copyBodyToResponse();
    }

    private static void replay(KeptAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.body() != null) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    private static ApiException conflict(String code) {
        return ApiException.of(HttpStatus.CONFLICT, code);
    }

    /// A request whose body has been read and can be read again.
    static final class KeptRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        KeptRequest(HttpServletRequest request) throws IOException {
            super(request);
            body = request.getInputStream().readAllBytes();
        }

        byte[] body() {
            return body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new KeptStream(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class KeptStream extends ServletInputStream {

        private final ByteArrayInputStream body;

        KeptStream(byte[] body) {
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return body.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is in memory: just read it.");
        }
    }
}
