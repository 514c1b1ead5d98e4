package org.marshrut.llm.internal.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.RemoteModelSettings;
import org.marshrut.llm.Usage;

/// A model behind an OpenAI-compatible server. Thread-safe.
public final class RemoteModel implements LanguageModel {

    /// Something that is asked of the server.
    @FunctionalInterface
    private interface Asking<T> {
        Outcome<T> ask() throws InterruptedException;
    }

    private final ChatEndpoint endpoint;
    private final LabelScoring scoring;
    private final SlotFilling filling;
    private final Reachability reachability;
    private final Admission admission;
    private final Semaphore exchanges;
    private final Circuit circuit;

    /// Looks at the server in the background; see [org.marshrut.llm.RemoteModels#open].
    public RemoteModel(RemoteModelSettings settings) {
        if (settings.maxConcurrent() < 1 || settings.queueCapacity() < 0) {
            throw new IllegalArgumentException(
                    "maxConcurrent (%d) must be positive and queueCapacity (%d) not negative."
                            .formatted(settings.maxConcurrent(), settings.queueCapacity()));
        }
        endpoint = new ChatEndpoint(settings);
        var requests = new ChatRequests(settings.modelId());
        scoring = new LabelScoring(endpoint, requests);
        filling = new SlotFilling(endpoint, requests);
        reachability = new Reachability(settings.name(), endpoint);
        admission =
                new Admission(settings.name(), settings.maxConcurrent(), settings.queueCapacity());
        exchanges = new Semaphore(settings.maxConcurrent(), true);
        circuit = new Circuit(settings.name(), endpoint.address());
        reachability.lookSoon();
    }

    @Override
    public Outcome<List<LabelScores>> scoreLabels(
            List<Prompt> prompts, List<String> labels, Deadline deadline) {
        if (labels.size() < 2 || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException(
                    "labels (%s) must be two or more, each different.".formatted(labels));
        }
        return call(
                deadline,
                () -> allScores(prompts, labels),
                took -> new Usage(0, 0, 0, Duration.ZERO, took, Duration.ZERO));
    }

    @Override
    public Outcome<Filled> fill(Prompt prompt, List<Part> parts, Deadline deadline) {
        return call(
                deadline,
                () -> exchange(() -> filling.fill(prompt, parts)),
                took -> new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO, took));
    }

    private <T> Outcome<T> call(
            Deadline deadline, Asking<T> asking, Function<Duration, Usage> accounting) {
        var refusal = circuit.enter();
        if (refusal.isPresent()) {
            return new Failed<>(refusal.get());
        }
        var allowed = deadline.remaining();
        long started = System.nanoTime();
        Outcome<T> outcome;
        try {
            outcome = admitted(deadline, asking, accounting);
        } catch (RuntimeException e) {
            circuit.withdraw();
            throw e;
        }
        circuit.leave(outcome, allowed, Duration.ofNanos(System.nanoTime() - started));
        switch (outcome) {
            case Answered<T> _ -> reachability.answered();
            case Failed<T>(var failure) -> {
                reachability.failed(failure);
                if (failure.reason() == Reason.UNREACHABLE) {
                    scoring.relearn();
                    filling.relearn();
                }
            }
        }
        return outcome;
    }

    private <T> Outcome<T> admitted(
            Deadline deadline, Asking<T> asking, Function<Duration, Usage> accounting) {
        return admission.<T>call(
                deadline,
                queued -> {
                    long from = System.nanoTime();
                    var answer = asking.ask();
                    var took = Duration.ofNanos(System.nanoTime() - from);
                    return answer instanceof Answered<T>(T value, Usage usage)
                            ? new Answered<>(
                                    value, usage.plus(accounting.apply(took)).plus(waited(queued)))
                            : answer;
                });
    }

    private static Usage waited(Duration queued) {
        return new Usage(0, 0, 0, queued, Duration.ZERO, Duration.ZERO);
    }

    /// Asks all prompts at the same time, as far as exchanges are free. The first failure ends the
    /// others.
    private Outcome<List<LabelScores>> allScores(List<Prompt> prompts, List<String> labels)
            throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var asked = new ArrayList<Future<Outcome<LabelScores>>>();
                for (var prompt : prompts) {
                    asked.add(threads.submit(() -> exchange(() -> scoring.score(prompt, labels))));
                }
                var scores = new ArrayList<LabelScores>();
                var usage = Usage.NONE;
                for (var each : asked) {
                    switch (each.get()) {
                        case Answered<LabelScores>(var answer, var spent) -> {
                            scores.add(answer);
                            usage = usage.plus(spent);
                        }
                        case Failed<LabelScores>(var failure) -> {
                            return new Failed<>(failure);
                        }
                    }
                }
                return new Answered<>(List.copyOf(scores), usage);
            } catch (ExecutionException e) {
                throw new IllegalStateException("Asking a prompt failed.", e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private <T> Outcome<T> exchange(Asking<T> asking) throws InterruptedException {
        exchanges.acquire();
        try {
            return asking.ask();
        } finally {
            exchanges.release();
        }
    }

    @Override
    public ModelStatus status() {
        var status = reachability.status();
        return circuit.refusal()
                .map(refusal ->
                        new ModelStatus(
                                status.name(),
                                ModelStatus.State.UNAVAILABLE,
                                status.source(),
                                refusal.detail(),
                                status.residentBytes(),
                                status.restarts(),
                                status.lastFailure()))
                .orElse(status);
    }

    @Override
    public Outcome<ModelStatus> load(Deadline deadline) {
        var refusal = circuit.refusal();
        if (refusal.isPresent()) {
            return new Failed<>(refusal.get());
        }
        return admission.call(
                deadline,
                _ ->
                        reachability
                                .look()
                                .<Outcome<ModelStatus>>map(Failed::new)
                                .orElseGet(
                                        () -> new Answered<>(reachability.status(), Usage.NONE)));
    }

    /// The server keeps its models as it likes.
    @Override
    public void unload() {}

    @Override
    public void close() {
        admission.close();
        reachability.close();
        endpoint.close();
    }
}
