package org.marshrut.llm.internal.supervisor;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.internal.worker.Reply;
import org.marshrut.llm.internal.worker.ReplyCodec;
import org.marshrut.llm.internal.worker.Request;
import org.marshrut.llm.internal.worker.RequestCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running worker process. Takes one request at a time; the other methods may be called from
/// any thread meanwhile.
final class WorkerProcess {

    /// Exit codes of processes that got SIGKILL or SIGTERM.
    private static final Set<Integer> KILLED = Set.of(128 + 9, 128 + 15);

    /// How a request ended.
    sealed interface Answer {

        record Replied(Reply reply) implements Answer {}

        /// The process ended by itself or was killed from outside.
        record Died(String how) implements Answer {}

        /// The process did not answer when its time was up, and was killed.
        record Unresponsive() implements Answer {}

        /// [#stop] was called meanwhile.
        record Stopped() implements Answer {}
    }

    private record Pending(int id, CompletableFuture<Answer> answer) {}

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /// For the child to notice a deadline or a cancellation and say so.
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final Duration EXIT_GRACE = Duration.ofSeconds(2);

    private final String name;
    private final Process process;
    private final Thread replies;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private int nextId = Reply.OPENED;
    private volatile @Nullable Pending pending;
    private volatile boolean stopping;
    private volatile String lastError = "";

    WorkerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        replies = Thread.ofPlatform().daemon().name("llm-" + name + "-replies").start(this::listen);
        Thread.ofPlatform().daemon().name("llm-" + name + "-errors").start(this::drainErrors);
        var _ = process.onExit().thenRunAsync(this::exited, Thread::startVirtualThread);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && !stopping;
    }

    /// Completes with how the process ended.
    CompletableFuture<String> ended() {
        return ended;
    }

    /// Sends a request and waits for what becomes of it.
    ///
    /// @param request by id
    /// @throws InterruptedException when interrupted; the process is free for the next request then
    Answer ask(IntFunction<Request> request, Deadline deadline) throws InterruptedException {
        // The reply to the first request, which loads the model, has an id of its own.
        int id = nextId++;
        var answer = new CompletableFuture<Answer>();
        pending = new Pending(id, answer);
        if (ended.isDone()) {
            answer.complete(new Answer.Died(ended.join()));
        }
        if (stopping) {
            answer.complete(new Answer.Stopped());
        }
        send(request.apply(id));
        try {
            return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return cancel(id, answer);
        } catch (InterruptedException e) {
            cancel(id, answer);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Answers are never exceptional.", e);
        } finally {
            pending = null;
        }
    }

    private Answer cancel(int id, CompletableFuture<Answer> answer) {
        send(new Request.Cancel(id));
        var late =
                answer.copy()
                        .completeOnTimeout(
                                new Answer.Unresponsive(), GRACE.toMillis(), TimeUnit.MILLISECONDS);
        // Not interruptible: the process must be free or dead afterwards.
        var result = late.join();
        if (result instanceof Answer.Unresponsive) {
            LOG.warn("Model {}: its process {} does not react and is killed.", name, pid());
            kill();
        }
        return result;
    }

    /// On a thread of its own: a process that does not read would block the writer once the pipe is
    /// full.
    private void send(Request request) {
        Thread.startVirtualThread(() -> {
            try {
                RequestCodec.write(process.getOutputStream(), request);
            } catch (IOException e) {
                // The process is ending, which its end will tell whoever waits.
                LOG.debug("Model {}: {}", name, e.getMessage());
            }
        });
    }

    private void listen() {
        try (var in = new BufferedInputStream(process.getInputStream())) {
            for (var reply = ReplyCodec.read(in); reply.isPresent(); reply = ReplyCodec.read(in)) {
                var waiting = pending;
                if (waiting != null && waiting.id == reply.get().id()) {
                    waiting.answer.complete(new Answer.Replied(reply.get()));
                }
            }
        } catch (IOException e) {
            // A process that writes something else is of no use.
            LOG.debug("Model {}: {}", name, e.getMessage());
            kill();
        }
    }

    private void drainErrors() {
        try (var lines = new BufferedReader(process.errorReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                lastError = tellsSomething(line) ? line : lastError;
                LOG.debug("Model {}: {}", name, line);
            }
        } catch (IOException e) {
            LOG.debug("Model {}: {}", name, e.getMessage());
        }
    }

    /// Of the report that a dying JVM prints, only the line with the signal.
    private static boolean tellsSomething(String line) {
        return !line.isBlank() && (!line.startsWith("#") || line.contains("SIG"));
    }

    /// How the process ended; to be asked only when it has.
    String exit() {
        int code = process.exitValue();
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }

    /// Whether somebody else ended it, as an operator or the kernel short of memory does: by
    /// SIGKILL or SIGTERM, which no fault of its own brings. False while it runs.
    boolean wasKilled() {
        return !process.isAlive() && KILLED.contains(process.exitValue());
    }

    private void exited() {
        try {
            // Its last reply may still be in the pipe.
            replies.join(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var how = exit();
        if (!stopping && !lastError.isEmpty()) {
            LOG.warn("Model {}: its process ended with {}; last words: {}", name, how, lastError);
        }
        ended.complete(how);
        var waiting = pending;
        if (waiting != null) {
            waiting.answer.complete(stopping ? new Answer.Stopped() : new Answer.Died(how));
        }
    }

    /// Asks the process to end and sees to it that it does, without waiting for that. Whoever waits
    /// for an answer is told.
    void stop() {
        stopping = true;
        var waiting = pending;
        if (waiting != null) {
            waiting.answer.complete(new Answer.Stopped());
        }
        Thread.startVirtualThread(() -> {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("Model {}: {}", name, e.getMessage());
            }
        });
        var _ =
                ended.copy()
                        .orTimeout(EXIT_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(_ -> {
                            kill();
                            return "";
                        });
    }

    void kill() {
        process.destroyForcibly();
    }

    /// Waits until a stopped process has ended; the wait can't fail, since the process gets killed.
    void awaitEnd() {
        ended.join();
    }

    /// Resident memory in bytes, where the system tells.
    OptionalLong residentBytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /// The last line on its error stream.
    Optional<String> lastError() {
        return lastError.isEmpty() ? Optional.empty() : Optional.of(lastError);
    }
}
