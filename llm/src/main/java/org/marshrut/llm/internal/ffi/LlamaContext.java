package org.marshrut.llm.internal.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/// The state of one computation: the attention cache and the logits of the last decoded token.
///
/// The cache is one pool of cells that all sequences share, so that a prefix copied from one
/// sequence to another takes no further room. Belongs to the thread that made it.
@SuppressWarnings("restricted")
public final class LlamaContext implements AutoCloseable {

    /// How a context is made.
    ///
    /// @param cells tokens that the cache holds, all sequences together
    /// @param batchTokens most tokens decoded at once
    /// @param sequences number of sequences, 0 to this, exclusive
    public record Shape(int cells, int batchTokens, int sequences, int threads) {}

    /// What became of a decode.
    public enum Decoded {
        DONE,
        /// No free cells (in one piece, for the older build).
        CACHE_FULL,
        /// The abort signal stopped it.
        ABORTED,
        /// The library failed.
        FAILED
    }

    private final LlamaModel model;
    private final Llama llama;
    private final Shape shape;
    private final Thread owner = Thread.currentThread();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment pointer;
    private final MemorySegment memory;
    private final MemorySegment batch = arena.allocate(Llama.BATCH);
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment wanted;
    private final MemorySegment sequence = arena.allocate(JAVA_INT);

    /// @throws NativeException when there is not enough memory, or the library refuses the shape
    public LlamaContext(LlamaModel model, Shape shape, AbortSignal abort) {
        this.model = model;
        this.llama = model.llama;
        this.shape = shape;
        this.pointer = open(model, shape);
        tokens = arena.allocate(JAVA_INT, shape.batchTokens());
        positions = arena.allocate(JAVA_INT, shape.batchTokens());
        wanted = arena.allocate(JAVA_BYTE, shape.batchTokens());
        prepareBatch();
        try {
            memory = (MemorySegment) llama.memoryOf.invokeExact(pointer);
            var poll =
                    MethodHandles.lookup()
                            .bind(
                                    abort,
                                    "poll",
                                    MethodType.methodType(boolean.class, MemorySegment.class));
            var stub = llama.upcall(poll, FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS), arena);
            llama.setAbortCallback.invokeExact(pointer, stub, MemorySegment.NULL);
        } catch (Throwable e) {
            throw NativeException.of("llama_set_abort_callback", e);
        }
    }

    private static MemorySegment open(LlamaModel model, Shape shape) {
        var llama = model.llama;
        var table = llama.abi.contextParams();
        llama.log.takeErrors();
        try (var scratch = Arena.ofConfined()) {
            var params = llama.params(table, scratch);
            table.set(params, "n_ctx", shape.cells());
            table.set(params, "n_batch", shape.batchTokens());
            table.set(params, "n_ubatch", shape.batchTokens());
            table.set(params, "n_seq_max", shape.sequences());
            table.set(params, "n_threads", shape.threads());
            table.set(params, "n_threads_batch", shape.threads());
            if (table.has("kv_unified")) {
                table.set(params, "kv_unified", 1);
            }
            var pointer = (MemorySegment) llama.newContext.invokeExact(model.pointer, params);
            if (pointer.equals(MemorySegment.NULL)) {
                throw new NativeException(
                        "A context of %d tokens can't be made: %s."
                                .formatted(
                                        shape.cells(),
                                        llama.log.takeErrors().orElse("no reason given")));
            }
            return pointer;
        } catch (NativeException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeException.of("llama_init_from_model", e);
        }
    }

    /// Every token of a batch belongs to exactly one sequence, the same for all: the arrays that
    /// say so are written once.
    private void prepareBatch() {
        var counts = arena.allocate(JAVA_INT, shape.batchTokens());
        var sequences = arena.allocate(ADDRESS, shape.batchTokens());
        for (int i = 0; i < shape.batchTokens(); i++) {
            counts.setAtIndex(JAVA_INT, i, 1);
            sequences.setAtIndex(ADDRESS, i, sequence);
        }
        batch.set(ADDRESS, 8, tokens);
        batch.set(ADDRESS, 16, MemorySegment.NULL);
        batch.set(ADDRESS, 24, positions);
        batch.set(ADDRESS, 32, counts);
        batch.set(ADDRESS, 40, sequences);
        batch.set(ADDRESS, 48, wanted);
    }

    /// Most tokens that [#decode] takes.
    public int batchTokens() {
        return shape.batchTokens();
    }

    /// Computes tokens `from` to `from + count` at their own indexes as positions of sequence 0.
    ///
    /// @param wantLogits whether the last one's logits will be read
    public Decoded decode(int[] all, int from, int count, boolean wantLogits) {
        checkOwner();
        if (count < 1 || count > shape.batchTokens()) {
            throw new NativeException(
                    "A batch must have 1 to %d tokens, not %d."
                            .formatted(shape.batchTokens(), count));
        }
        for (int i = 0; i < count; i++) {
            tokens.setAtIndex(JAVA_INT, i, model.checked(all[from + i]));
            positions.setAtIndex(JAVA_INT, i, from + i);
            wanted.set(JAVA_BYTE, i, (byte) 0);
        }
        wanted.set(JAVA_BYTE, count - 1L, (byte) (wantLogits ? 1 : 0));
        batch.set(JAVA_INT, 0, count);
        try {
            return switch ((int) llama.decode.invokeExact(pointer, batch)) {
                case 0 -> Decoded.DONE;
                case 1 -> Decoded.CACHE_FULL;
                case 2 -> Decoded.ABORTED;
                default -> Decoded.FAILED;
            };
        } catch (Throwable e) {
            throw NativeException.of("llama_decode", e);
        }
    }

    /// The logits of the last token decoded with `wantLogits`: float32, one per token of the
    /// vocabulary, valid until the next decode. Empty when the library has none.
    public Optional<MemorySegment> logits() {
        checkOwner();
        try {
            var found = (MemorySegment) llama.logits.invokeExact(pointer, -1);
            return found.equals(MemorySegment.NULL)
                    ? Optional.empty()
                    : Optional.of(found.reinterpret(JAVA_FLOAT.byteSize() * model.tokenCount()));
        } catch (Throwable e) {
            throw NativeException.of("llama_get_logits_ith", e);
        }
    }

    /// Forgets a sequence from a position on.
    public void remove(int fromSequence, int fromPosition) {
        checkOwner();
        try {
            var _ =
                    (boolean)
                            llama.removeFromCache.invokeExact(
                                    memory, fromSequence, fromPosition, -1);
        } catch (Throwable e) {
            throw NativeException.of(llama.abi.removeFromCache(), e);
        }
    }

    /// Makes the first `length` positions of one sequence part of another, which must be empty.
    public void share(int fromSequence, int toSequence, int length) {
        checkOwner();
        try {
            llama.copyInCache.invokeExact(memory, fromSequence, toSequence, 0, length);
        } catch (Throwable e) {
            throw NativeException.of(llama.abi.copyInCache(), e);
        }
    }

    /// Errors that the library has logged since the last call.
    public Optional<String> takeErrors() {
        return llama.log.takeErrors();
    }

    private void checkOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "A context belongs to thread %s, not %s."
                            .formatted(owner.getName(), Thread.currentThread().getName()));
        }
    }

    @Override
    public void close() {
        checkOwner();
        try {
            llama.freeContext.invokeExact(pointer);
        } catch (Throwable e) {
            throw NativeException.of("llama_free", e);
        } finally {
            arena.close();
        }
    }
}
