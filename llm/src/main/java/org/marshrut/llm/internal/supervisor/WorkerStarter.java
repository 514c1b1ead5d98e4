package org.marshrut.llm.internal.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.internal.natives.NativeLibrary;
import org.marshrut.llm.internal.natives.NativeLibraryException;
import org.marshrut.llm.internal.supervisor.WorkerProcess.Answer;
import org.marshrut.llm.internal.worker.Reply;
import org.marshrut.llm.internal.worker.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a process and has it load the model. Thread-safe.
final class WorkerStarter {

    /// What became of a start.
    sealed interface Opened {

        /// The model is loaded.
        ///
        /// @param runtime the native library, for status
        record Ready(WorkerProcess worker, String runtime) implements Opened {}

        record Failed(Failure failure) implements Opened {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(WorkerStarter.class);
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(5);

    private final LocalModelSettings settings;
    private final ModelFile file;
    private final NativeSource natives;
    private final WorkerLauncher launcher;

    WorkerStarter(
            LocalModelSettings settings,
            ModelFile file,
            NativeSource natives,
            WorkerLauncher launcher) {
        this.settings = settings;
        this.file = file;
        this.natives = natives;
        this.launcher = launcher;
    }

    /// Blocks until the model is loaded or can't be.
    ///
    /// @param started told of the process before it loads; may stop it
    Opened open(Consumer<WorkerProcess> started) {
        long start = System.nanoTime();
        NativeLibrary library;
        WorkerProcess worker;
        try {
            library = natives.locate();
            worker = launcher.start(settings.name(), settings.workerJvmOptions());
        } catch (NativeLibraryException | IOException e) {
            return new Opened.Failed(
                    new Failure(Reason.LOAD_FAILED, String.valueOf(e.getMessage())));
        }
        started.accept(worker);
        var answer = ask(worker, library);
        if (answer instanceof Answer.Replied(Reply.Ready _)) {
            LOG.info(
                    "Model {} loaded in {} ms by llama.cpp {}, {} MB resident",
                    settings.name(),
                    (System.nanoTime() - start) / 1_000_000,
                    build(library),
                    worker.residentBytes().orElse(0) >> 20);
            return new Opened.Ready(
                    worker, "llama.cpp %s from %s".formatted(build(library), library.origin()));
        }
        worker.stop();
        return new Opened.Failed(failure(answer, worker));
    }

    private Answer ask(WorkerProcess worker, NativeLibrary library) {
        try {
            return worker.ask(
                    _ ->
                            new Request.Open(
                                    library.directory().toString(),
                                    library.library().toString(),
                                    build(library),
                                    file.path().toString(),
                                    settings.architecture(),
                                    settings.contextTokens(),
                                    settings.threads()),
                    Deadline.in(LONGEST_LOAD));
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts the loading thread.", e);
        }
    }

    private static String build(NativeLibrary library) {
        return switch (library.build()) {
            case V0_5_0 -> "v0.5.0";
            case B4916 -> "b4916";
        };
    }

    private Failure failure(Answer answer, WorkerProcess worker) {
        return switch (answer) {
            case Answer.Replied(Reply.Refused(_, var reason, var detail)) ->
                    new Failure(reason, detail);
            case Answer.Replied(var reply) ->
                    new Failure(Reason.LOAD_FAILED, "Unexpected reply " + reply + ".");
            case Answer.Died(var how) ->
                    new Failure(
                            worker.wasKilled() ? Reason.CRASHED : Reason.LOAD_FAILED,
                            "The process that was loading %s ended with %s: %s."
                                    .formatted(
                                            file.path(),
                                            how,
                                            worker.lastError().orElse("no reason given")));
            case Answer.Unresponsive() ->
                    new Failure(
                            Reason.LOAD_FAILED,
                            "%s could not be loaded within %d minutes."
                                    .formatted(file.path(), LONGEST_LOAD.toMinutes()));
            case Answer.Stopped() -> new Failure(Reason.CANCELLED, "The model was closed.");
        };
    }
}
