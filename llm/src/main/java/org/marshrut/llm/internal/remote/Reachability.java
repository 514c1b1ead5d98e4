package org.marshrut.llm.internal.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.marshrut.llm.Failure;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.ModelStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known of the server: by the outcomes of calls and, when they are old, by a look in the
/// background. Never blocks. Thread-safe.
final class Reachability implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final Duration FRESH = Duration.ofSeconds(10);

    /// The newest finding.
    private record Finding(State state, String detail, long nanoTime) {}

    private final String name;
    private final ChatEndpoint endpoint;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Finding finding;
    private volatile boolean closed;
    private volatile Optional<Failure> lastFailure = Optional.empty();

    Reachability(String name, ChatEndpoint endpoint) {
        this.name = name;
        this.endpoint = endpoint;
        finding =
                new Finding(State.AVAILABLE, "Not asked yet.", System.nanoTime() - FRESH.toNanos());
    }

    void answered() {
        found(State.LOADED, "The server answers.");
    }

    /// Only some failures say that the server can't be asked; others come from a server that is
    /// there.
    void failed(Failure failure) {
        switch (failure.reason()) {
            case UNREACHABLE, LOAD_FAILED -> found(State.UNAVAILABLE, failure.detail());
            case UNUSABLE_ANSWER, OVERLOADED, PROMPT_TOO_LONG -> answered();
            case TIMED_OUT, CANCELLED, FILE_MISSING, CRASHED -> {}
        }
        lastFailure = Optional.of(failure);
    }

    private void found(State state, String detail) {
        if (closed) {
            return;
        }
        var before = finding.state();
        finding = new Finding(state, detail, System.nanoTime());
        if (before != state) {
            if (state == State.UNAVAILABLE) {
                LOG.warn("model={} state={} {}", name, state, detail);
            } else {
                LOG.info("model={} state={} endpoint={}", name, state, endpoint.address());
            }
        }
    }

    /// Looks now, on this thread.
    Optional<Failure> look() throws InterruptedException {
        var failure = endpoint.probe();
        failure.ifPresentOrElse(
                problem -> found(State.UNAVAILABLE, problem.detail()), this::answered);
        return failure;
    }

    /// Looks in the background unless that is under way.
    void lookSoon() {
        if (!closed && looking.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("look-at-" + name)
                    .start(() -> {
                        try {
                            look();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        } finally {
                            looking.set(false);
                        }
                    });
        }
    }

    ModelStatus status() {
        var known = finding;
        if (System.nanoTime() - known.nanoTime() >= FRESH.toNanos()) {
            lookSoon();
        }
        return new ModelStatus(
                name,
                known.state(),
                endpoint.address(),
                known.detail(),
                OptionalLong.empty(),
                0,
                lastFailure);
    }

    @Override
    public void close() {
        found(State.UNAVAILABLE, "The model was closed.");
        closed = true;
    }
}
