package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Attempt;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.Texts;

/// Says honestly that no model decided, and why each of them did not.
@Component
class ModelProblems {

    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);

    private final Texts texts;

    ModelProblems(Texts texts) {
        this.texts = texts;
    }

    /// 429 when a model would have answered but for its full queue, 503 otherwise.
    ApiException of(Decision.Unavailable decision) {
        String reasons =
                decision.attempts().stream().map(this::reason).collect(Collectors.joining(" "));
        var overloaded =
                decision.attempts().stream()
                        .filter(attempt -> attempt.outcome().equals("overloaded"))
                        .findFirst();
        return overloaded
                .map(attempt ->
                        ApiException.of(HttpStatus.TOO_MANY_REQUESTS, "model_queue_full", reasons)
                                .retryAfter(pause(attempt)))
                .orElseGet(() ->
                        ApiException.of(
                                HttpStatus.SERVICE_UNAVAILABLE, "all_models_unavailable", reasons));
    }

    private String reason(Attempt attempt) {
        return texts.get(
                "model.failure." + attempt.outcome(),
                attempt.model().title(),
                attempt.source(),
                attempt.model().repository());
    }

    private static Duration pause(Attempt attempt) {
        return attempt.failure().flatMap(failure -> failure.retryAfter()).orElse(DEFAULT_PAUSE);
    }
}
