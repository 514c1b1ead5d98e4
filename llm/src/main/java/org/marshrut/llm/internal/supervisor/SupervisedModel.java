package org.marshrut.llm.internal.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.marshrut.llm.ComputePermit;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.ModelStatus.State;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Usage;
import org.marshrut.llm.internal.supervisor.WorkerKeeper.Obtained;
import org.marshrut.llm.internal.supervisor.WorkerProcess.Answer;
import org.marshrut.llm.internal.worker.Reply;
import org.marshrut.llm.internal.worker.Request;

/// A model file run by a worker process: queues calls, one at a time, and turns whatever becomes of
/// them into outcomes. Thread-safe.
public final class SupervisedModel implements LanguageModel {

    private final LocalModelSettings settings;
    private final ModelFile file;
    private final WorkerKeeper keeper;
    private final FairGate turn = new FairGate();
    private final FairGate processor;
    private final ComputePermit permit;
    private final CallTimes times = new CallTimes();

    /// @param processor passed by one computation at a time, of all models together
    /// @param permit asked for by whoever has passed it
    public SupervisedModel(
            LocalModelSettings settings,
            NativeSource natives,
            WorkerLauncher launcher,
            FairGate processor,
            ComputePermit permit,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.processor = processor;
        this.permit = permit;
        this.file = new ModelFile(settings.file(), settings.architecture());
        var starter = new WorkerStarter(settings, file, natives, launcher);
        this.keeper = new WorkerKeeper(settings, file, starter, timer, turn::isFree);
        // So that the status tells of a bad file before anybody has asked the model.
        Thread.startVirtualThread(() -> file.version().ifPresent(file::defect));
    }

    @Override
    public Outcome<List<LabelScores>> scoreLabels(
            List<Prompt> prompts, List<String> labels, Deadline deadline) {
        Calls.check(prompts, labels);
        var tooLong = Calls.excess(prompts, settings.contextTokens());
        if (tooLong.isPresent()) {
            return failed(tooLong.get());
        }
        return call(
                id -> new Request.Score(id, deadline.remaining().toNanos(), prompts, labels),
                deadline,
                reply ->
                        reply instanceof Reply.Scored(_, var scores, var usage)
                                ? Optional.of(
                                        new Outcome.Answered<>(
                                                Calls.labelled(labels, scores), usage))
                                : Optional.empty());
    }

    @Override
    public Outcome<Filled> fill(Prompt prompt, List<Part> parts, Deadline deadline) {
        Calls.check(parts);
        var tooLong = Calls.excess(List.of(prompt), settings.contextTokens());
        if (tooLong.isPresent()) {
            return failed(tooLong.get());
        }
        return call(
                id -> new Request.Fill(id, deadline.remaining().toNanos(), prompt, parts),
                deadline,
                reply ->
                        reply instanceof Reply.Completed(_, var slots, var text, var usage)
                                ? Optional.of(
                                        new Outcome.Answered<>(
                                                new Filled(slots, text, LabelScores.Method.LOGITS),
                                                usage))
                                : Optional.empty());
    }

    private <T> Outcome<T> call(
            IntFunction<Request> request,
            Deadline deadline,
            Function<Reply, Optional<Outcome.Answered<T>>> reader) {
        long start = System.nanoTime();
        try {
            int waiting = turn.waiting();
            return switch (turn.enter(settings.queueCapacity(), deadline, keeper::isClosed)) {
                case ENTERED -> inTurn(request, deadline, reader, start);
                case FULL ->
                        failed(
                                new Failure(
                                        Reason.OVERLOADED,
                                        "%d calls are waiting for the model already; no more may."
                                                .formatted(settings.queueCapacity()),
                                        Optional.of(times.estimate(waiting + 1))));
                case TIMED_OUT -> failed(timedOut("waiting for other calls"));
                case CLOSED -> failed(closed());
            };
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    private <T> Outcome<T> inTurn(
            IntFunction<Request> request,
            Deadline deadline,
            Function<Reply, Optional<Outcome.Answered<T>>> reader,
            long start)
            throws InterruptedException {
        try {
            return switch (keeper.obtain(deadline)) {
                case Obtained.Unavailable(var failure) -> failed(failure);
                case Obtained.Ready(var worker) ->
                        switch (processor.enter(Integer.MAX_VALUE, deadline, keeper::isClosed)) {
                            case ENTERED -> compute(worker, request, deadline, reader, start);
                            case FULL, TIMED_OUT ->
                                    failed(timedOut("waiting for another model's call"));
                            case CLOSED -> failed(closed());
                        };
            };
        } finally {
            turn.leave();
            keeper.released();
        }
    }

    private <T> Outcome<T> compute(
            WorkerProcess worker,
            IntFunction<Request> request,
            Deadline deadline,
            Function<Reply, Optional<Outcome.Answered<T>>> reader,
            long start)
            throws InterruptedException {
        boolean permitted = false;
        try {
            permitted = permit.acquire(deadline);
            if (!permitted || deadline.hasPassed()) {
                return failed(timedOut("waiting for the processor"));
            }
            long computing = System.nanoTime();
            var answer = worker.ask(request, deadline);
            var answered =
                    answer instanceof Answer.Replied(var reply)
                            ? reader.apply(reply)
                            : Optional.<Outcome.Answered<T>>empty();
            if (answered.isEmpty()) {
                return failed(failure(answer, deadline));
            }
            keeper.answered();
            times.add(System.nanoTime() - computing);
            return queued(answered.get(), computing - start);
        } finally {
            if (permitted) {
                permit.release();
            }
            processor.leave();
        }
    }

    private static <T> Outcome<T> queued(Outcome.Answered<T> answered, long nanos) {
        var wait = new Usage(0, 0, 0, Duration.ofNanos(nanos), Duration.ZERO, Duration.ZERO);
        return new Outcome.Answered<>(answered.value(), answered.usage().plus(wait));
    }

    private Failure failure(Answer answer, Deadline deadline) {
        return switch (answer) {
            // The child was told to stop because the time was up.
            case Answer.Replied(Reply.Refused(_, var reason, _))
                    when reason == Reason.CANCELLED && deadline.hasPassed() ->
                    timedOut("computing");
            case Answer.Replied(Reply.Refused(_, var reason, var detail)) ->
                    new Failure(reason, detail);
            case Answer.Replied(var reply) ->
                    new Failure(Reason.UNUSABLE_ANSWER, "Unexpected reply to id " + reply.id());
            case Answer.Died(var how) ->
                    new Failure(
                            Reason.CRASHED,
                            "The model's process ended with %s during the call.".formatted(how));
            case Answer.Unresponsive() -> timedOut("computing; the process was replaced");
            case Answer.Stopped() -> closed();
        };
    }

    private static Failure timedOut(String doing) {
        return new Failure(Reason.TIMED_OUT, "The deadline passed while " + doing + ".");
    }

    private static Failure closed() {
        return new Failure(Reason.CANCELLED, "The model was closed.");
    }

    private <T> Outcome<T> interrupted() {
        Thread.currentThread().interrupt();
        return failed(new Failure(Reason.CANCELLED, "The caller was interrupted."));
    }

    private <T> Outcome<T> failed(Failure failure) {
        keeper.failed(failure);
        return new Outcome.Failed<>(failure);
    }

    @Override
    public Outcome<ModelStatus> load(Deadline deadline) {
        keeper.keepLoaded();
        try {
            return switch (keeper.obtain(deadline)) {
                case Obtained.Ready _ -> new Outcome.Answered<>(status(), Usage.NONE);
                case Obtained.Unavailable(var failure) -> failed(failure);
            };
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    @Override
    public void unload() {
        keeper.unload();
    }

    @Override
    public ModelStatus status() {
        var version = file.version();
        var now = keeper.snapshot(version);
        var worker = now.worker();
        if (worker != null && worker.isAlive()) {
            return status(State.LOADED, "Loaded by " + now.runtime() + ".", now, worker);
        }
        if (now.closed()) {
            return status(State.UNAVAILABLE, closed().detail(), now);
        }
        if (version.isEmpty()) {
            return status(State.UNAVAILABLE, file.missing().detail(), now);
        }
        var defect = now.knownDefect().or(() -> file.knownDefect(version.get()));
        if (defect.isPresent()) {
            return status(State.UNAVAILABLE, defect.get().detail(), now);
        }
        if (now.loading()) {
            return status(State.AVAILABLE, "It is being loaded.", now);
        }
        return now.pauseLeft().isPositive()
                ? status(State.AVAILABLE, "Its process died; the next one starts soon.", now)
                : status(State.AVAILABLE, "Not in memory; the next call loads it.", now);
    }

    private ModelStatus status(
            State state, String detail, WorkerKeeper.Snapshot now, WorkerProcess... worker) {
        var resident = worker.length == 0 ? OptionalLong.empty() : worker[0].residentBytes();
        return new ModelStatus(
                settings.name(),
                state,
                file.path().toString(),
                detail,
                resident,
                now.restarts(),
                now.lastFailure());
    }

    @Override
    public void close() {
        keeper.close();
        turn.wake();
        processor.wake();
        keeper.awaitEnd();
    }
}
