package org.marshrut.llm.internal.worker;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.ffi.AbortSignal;
import org.marshrut.llm.internal.ffi.CoreDumps;
import org.marshrut.llm.internal.ffi.NativeException;
import org.marshrut.llm.internal.ffi.NativeLog;
import org.marshrut.llm.internal.worker.Request.Cancel;
import org.marshrut.llm.internal.worker.Request.Fill;
import org.marshrut.llm.internal.worker.Request.Open;
import org.marshrut.llm.internal.worker.Request.Score;

/// Main class of the worker process: requests come on standard input, replies leave on standard
/// output. It ends when its input does, so it can't outlive the process that started it.
public final class Worker {

    /// Room for the older build's recursive tokenizer; only touched pages count as memory.
    private static final long COMPUTE_STACK_BYTES = 64 << 20;

    private static final long EXIT_GRACE_MILLIS = 500;

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream errors;
    private final AbortSignal abort = new AbortSignal();
    private final BlockingQueue<Optional<Order>> orders = new LinkedBlockingQueue<>();
    private volatile int current;
    private volatile int cancelled;
    private @Nullable Engine engine;

    /// A request and the moment of [System#nanoTime] at which it came.
    private record Order(Request request, long receivedNanos) {}

    Worker(InputStream in, OutputStream out, PrintStream errors) {
        this.in = in;
        this.out = out;
        this.errors = errors;
    }

    /// Entry point; takes no arguments.
    public static void main(String[] arguments) throws InterruptedException {
        var replies = new FileOutputStream(FileDescriptor.out);
        // Whatever prints must not end up between the frames.
        System.setOut(System.err);
        CoreDumps.disable();
        var worker =
                new Worker(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                        replies,
                        System.err);
        var compute = new Thread(null, worker::compute, "compute", COMPUTE_STACK_BYTES);
        compute.start();
        worker.listen();
        // A load can't be interrupted, and a computation should stop at once.
        compute.join(EXIT_GRACE_MILLIS);
        if (compute.isAlive()) {
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    /// Reads requests until the input ends.
    void listen() {
        try {
            for (var request = RequestCodec.read(in);
                    request.isPresent();
                    request = RequestCodec.read(in)) {
                hear(request.get());
            }
        } catch (IOException e) {
            errors.println("The parent's pipe is broken: " + e.getMessage());
        }
        abort.cancel();
        cancelled = current;
        orders.add(Optional.empty());
    }

    private void hear(Request request) {
        if (request instanceof Cancel(int id)) {
            cancelled = id;
            if (current == id) {
                abort.cancel();
            }
        } else {
            orders.add(Optional.of(new Order(request, System.nanoTime())));
        }
    }

    /// Answers requests until there are no more.
    void compute() {
        try {
            for (var order = orders.take(); order.isPresent(); order = orders.take()) {
                ReplyCodec.write(out, answer(order.get()));
            }
        } catch (InterruptedException | IOException e) {
            errors.println("The worker ends: " + e);
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
    }

    private Reply answer(Order order) {
        int id =
                switch (order.request) {
                    case Score score -> score.id();
                    case Fill fill -> fill.id();
                    case Open _, Cancel _ -> Reply.OPENED;
                };
        try {
            return switch (order.request) {
                case Open open -> {
                    engine = Engine.open(open, abort, new NativeLog(errors));
                    yield new Reply.Ready();
                }
                case Score score -> {
                    arm(id, order.receivedNanos + score.allowedNanos());
                    yield opened().score(score);
                }
                case Fill fill -> {
                    arm(id, order.receivedNanos + fill.allowedNanos());
                    yield opened().fill(fill);
                }
                case Cancel _ -> throw new IllegalStateException("A cancellation is not queued.");
            };
        } catch (RefusedException e) {
            return e.reply(id);
        } catch (NativeException e) {
            return new Reply.Refused(id, Reason.UNUSABLE_ANSWER, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            e.printStackTrace(errors);
            return new Reply.Refused(
                    id, Reason.UNUSABLE_ANSWER, "The worker failed: " + e.getClass().getName());
        } finally {
            current = Reply.OPENED;
            abort.disarm();
        }
    }

    private Engine opened() throws RefusedException {
        var opened = engine;
        if (opened == null) {
            throw new RefusedException(Reason.LOAD_FAILED, "No model has been opened.");
        }
        return opened;
    }

    /// The order matters: whoever cancels writes `cancelled` before reading `current`.
    private void arm(int id, long deadlineNanos) {
        abort.arm(deadlineNanos);
        current = id;
        if (cancelled == id) {
            abort.cancel();
        }
    }
}
