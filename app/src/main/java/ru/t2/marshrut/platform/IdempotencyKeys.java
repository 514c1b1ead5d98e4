package ru.t2.marshrut.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import ru.t2.marshrut.platform.IdempotencyRepository.KeptAnswer;

/// Carries out a keyed request once, among all instances of the application.
///
/// The key is claimed in a transaction of its own before the request runs and gets the answer after
/// it. An instance renews its claims; one that has died leaves them to others after [#LEASE]. So
/// that a repetition after a crash is safe, every transaction that a keyed request commits marks
/// its key in the same transaction: a claim without a mark has changed nothing and is carried out
/// anew, one with a mark never is. Thread-safe.
@Component
class IdempotencyKeys
        implements TransactionExecutionListener, SmartInitializingSingleton, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeys.class);

    /// How long a key is remembered.
    static final Duration AGE_LIMIT = Duration.ofHours(24);

    /// An instance that has not renewed its claims for so long is dead.
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration RENEWAL = Duration.ofSeconds(8);
    private static final Duration CLEANING = Duration.ofMinutes(30);
    private static final int BODY_LIMIT_BYTES = 1 << 20;
    private static final int CLIENT_ERROR = 400;
    private static final int CLAIM_ATTEMPTS = 5;

    private final IdempotencyRepository repository;
    private final Clock clock;
    private final UUID instance = UUID.randomUUID();
    private final AtomicInteger running = new AtomicInteger();
    private final ThreadLocal<Optional<IdempotencyKey>> current =
            ThreadLocal.withInitial(Optional::empty);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("idempotency-keys").factory());

    IdempotencyKeys(IdempotencyRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /// What is to be done with a keyed request.
    sealed interface Claim {
        /// It is new: carry it out, then call [#finish].
        record New() implements Claim {}

        /// It was carried out: give this answer again.
        record Answered(KeptAnswer answer) implements Claim {}

        /// It is being carried out.
        record Running() implements Claim {}

        /// It was carried out, but what was answered is not known.
        record AnswerLost() implements Claim {}

        /// The key came with another request.
        record OtherRequest() implements Claim {}
    }

    Claim claim(IdempotencyKey key, String fingerprint) {
        for (int attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
            var now = clock.instant();
            if (repository.claim(key, fingerprint, instance, now)) {
                return started(key);
            }
            var found = repository.find(key);
            if (found.isEmpty()) {
                continue; // it was released in between
            }
            var known = found.get();
            if (known.createdAt().isBefore(now.minus(AGE_LIMIT))) {
                repository.deleteOlderThan(now.minus(AGE_LIMIT));
                continue;
            }
            if (!known.fingerprint().equals(fingerprint)) {
                return new Claim.OtherRequest();
            }
            if (known.answer().isPresent()) {
                return known.answer().get().body() == null
                        ? new Claim.AnswerLost()
                        : new Claim.Answered(known.answer().get());
            }
            if (known.seenAt().isAfter(now.minus(LEASE))) {
                return new Claim.Running();
            }
            if (known.hasEffect()) {
                return new Claim.AnswerLost();
            }
            if (repository.takeOver(key, known, instance, now)) {
                return started(key);
            }
        }
        return new Claim.Running();
    }

    private Claim started(IdempotencyKey key) {
        running.incrementAndGet();
        current.set(Optional.of(key));
        return new Claim.New();
    }

    /// Ends what [#claim] has begun, on the same thread. A refusal that has changed nothing frees
    /// the key, so that the client may mend the request or try again.
    void finish(IdempotencyKey key, KeptAnswer answer) {
        var body = answer.body();
        var kept =
                body == null || body.length > BODY_LIMIT_BYTES
                        ? new KeptAnswer(
                                answer.status(), answer.contentType(), answer.location(), null)
                        : answer;
        try {
            if (!repository.keep(key, instance, kept, answer.status() >= CLIENT_ERROR)) {
                repository.release(key, instance);
            }
        } finally {
            end();
        }
    }

    /// Ends what [#claim] has begun when there is no answer.
    void abandon(IdempotencyKey key) {
        try {
            repository.release(key, instance);
        } finally {
            end();
        }
    }

    private void end() {
        current.remove();
        running.decrementAndGet();
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        var key = current.get();
        if (key.isPresent()
                && !transaction.isReadOnly()
                && !repository.markEffect(key.get(), instance)) {
            throw new IllegalStateException(
                    "The idempotency key was taken over by another instance: the request took longer than it was alive.");
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        every(
                RENEWAL,
                () -> {
                    if (running.get() > 0) {
                        repository.renew(instance, clock.instant());
                    }
                });
        every(
                CLEANING,
                () -> {
                    int deleted = repository.deleteOlderThan(clock.instant().minus(AGE_LIMIT));
                    if (deleted > 0) {
                        log.info("Forgot {} old idempotency keys", deleted);
                    }
                });
    }

    private void every(Duration pause, Runnable work) {
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> {
                            try {
                                work.run();
                            } catch (DataAccessException e) {
                                log.warn("Idempotency keys can't be kept up: {}", e.getMessage());
                            }
                        },
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
