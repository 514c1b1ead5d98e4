package org.marshrut.llm.internal.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Outcome;

/// Stops asking a server that keeps failing, and lets one call through from time to time to see
/// whether it is back: who waits for a dead server could be asking another model. Thread-safe.
///
/// Open after half of at least four of the last ten calls failed; for two seconds, then twice as
/// long each time, up to a minute.
final class Circuit {

    private static final Duration FIRST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    /// Who allows less than this and is not answered in time says nothing about the server.
    private static final Duration PATIENT = Duration.ofSeconds(5);

    /// No stack trace: it is never thrown.
    private static final class ServerFailedException extends Exception {
        ServerFailedException() {
            super("The server failed.", null, false, false);
        }
    }

    private final CircuitBreaker breaker;
    private final String address;

    Circuit(String name, String address) {
        this.address = address;
        breaker =
                CircuitBreaker.of(
                        name,
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(10)
                                .minimumNumberOfCalls(4)
                                .failureRateThreshold(50)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .maxWaitDurationInHalfOpenState(LONGEST_REST)
                                // Else it stays open until somebody asks, whom its state keeps
                                // away.
                                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                                .waitIntervalFunctionInOpenState(
                                        IntervalFunction.ofExponentialBackoff(
                                                FIRST_REST, 2, LONGEST_REST))
                                .build());
    }

    /// Takes leave to ask; [#leave] must follow.
    ///
    /// @return why there is none
    Optional<Failure> enter() {
        return breaker.tryAcquirePermission() ? Optional.empty() : Optional.of(rests());
    }

    /// Why nobody may ask now, without taking leave.
    Optional<Failure> refusal() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                ? Optional.of(rests())
                : Optional.empty();
    }

    private Failure rests() {
        return new Failure(
                Reason.UNREACHABLE,
                "%s failed again and again and is given a rest. Maybe its log says more."
                        .formatted(address),
                Optional.of(FIRST_REST));
    }

    /// Gives leave back without a verdict.
    void withdraw() {
        breaker.releasePermission();
    }

    /// Tells how a call went.
    ///
    /// @param allowed how long the call might have taken
    void leave(Outcome<?> outcome, Duration allowed, Duration took) {
        switch (outcome) {
            case Outcome.Answered<?> _ -> succeeded(took);
            case Outcome.Failed<?>(var failure) -> {
                switch (failure.reason()) {
                    case UNREACHABLE -> failed(took);
                    case TIMED_OUT -> {
                        if (allowed.compareTo(PATIENT) >= 0) {
                            failed(took);
                        } else {
                            withdraw();
                        }
                    }
                    // The server is there: busy, refusing or talking nonsense.
                    case LOAD_FAILED, UNUSABLE_ANSWER, PROMPT_TOO_LONG -> succeeded(took);
                    case OVERLOADED, CANCELLED, CRASHED, FILE_MISSING -> withdraw();
                }
            }
        }
    }

    private void succeeded(Duration took) {
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void failed(Duration took) {
        breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new ServerFailedException());
    }
}
