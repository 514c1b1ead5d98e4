package org.marshrut.llm.internal.ffi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Weights and vocabulary of one file. Not thread-safe; must be closed after its contexts.
public final class LlamaModel implements AutoCloseable {

    private static final int PIECE_BYTES = 256;

    final Llama llama;
    final MemorySegment pointer;
    private final MemorySegment vocabulary;
    private final int tokenCount;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment piece = arena.allocate(PIECE_BYTES);

    private LlamaModel(Llama llama, MemorySegment pointer) {
        this.llama = llama;
        this.pointer = pointer;
        try {
            vocabulary = (MemorySegment) llama.vocabularyOf.invokeExact(pointer);
            tokenCount = (int) llama.tokenCount.invokeExact(vocabulary);
        } catch (Throwable e) {
            throw NativeException.of("llama_vocab_n_tokens", e);
        }
    }

    /// Reads a file into memory: not mapped, because a file that is cut short under a mapping kills
    /// the process; every tensor checked, so that a damaged file is refused.
    ///
    /// @throws NativeException with the library's own words when the file can't be loaded
    public static LlamaModel load(Llama llama, String file) {
        var table = llama.abi.modelParams();
        llama.log.takeErrors();
        try (var scratch = Arena.ofConfined()) {
            var params = llama.params(table, scratch);
            table.set(params, "check_tensors", 1);
            if (table.has("load_mode")) {
                table.set(params, "load_mode", 0);
            } else {
                table.set(params, "use_mmap", 0);
            }
            llama.tiedMatrixOverrides()
                    .ifPresent(list -> table.set(params, "tensor_buft_overrides", list));
            var pointer =
                    (MemorySegment) llama.loadModel.invokeExact(scratch.allocateFrom(file), params);
            if (pointer.equals(MemorySegment.NULL)) {
                throw new NativeException(
                        "%s can't be loaded: %s."
                                .formatted(file, llama.log.takeErrors().orElse("no reason given")));
            }
            return new LlamaModel(llama, pointer);
        } catch (NativeException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeException.of("llama_model_load_from_file", e);
        }
    }

    /// Size of the vocabulary; tokens are 0 to this, exclusive.
    public int tokenCount() {
        return tokenCount;
    }

    /// Cuts text into tokens.
    ///
    /// @param controlTokens whether the spelling of a control token means that token; false reads
    ///   it as plain text
    public int[] tokenize(String text, boolean controlTokens) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        // Never more tokens than bytes.
        int capacity = bytes.length + 1;
        try (var scratch = Arena.ofConfined()) {
            var input = scratch.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, input, JAVA_BYTE, 0, bytes.length);
            var output = scratch.allocate(JAVA_INT, capacity);
            int count =
                    (int)
                            llama.tokenize.invokeExact(
                                    vocabulary,
                                    input,
                                    bytes.length,
                                    output,
                                    capacity,
                                    false,
                                    controlTokens);
            if (count < 0 || count > capacity) {
                throw new NativeException(
                        "llama_tokenize returned %d for %d bytes.".formatted(count, bytes.length));
            }
            return output.asSlice(0, 4L * count).toArray(JAVA_INT);
        } catch (NativeException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeException.of("llama_tokenize", e);
        }
    }

    /// The bytes a token stands for: maybe part of a character, none for a control token.
    public byte[] piece(int token) {
        try {
            int count =
                    (int)
                            llama.tokenToPiece.invokeExact(
                                    vocabulary, checked(token), piece, PIECE_BYTES, 0, false);
            // A longer piece than any real vocabulary has is left out, like a control token.
            return count <= 0 ? new byte[0] : piece.asSlice(0, count).toArray(JAVA_BYTE);
        } catch (NativeException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeException.of("llama_token_to_piece", e);
        }
    }

    /// Whether a token ends the model's turn.
    public boolean endsGeneration(int token) {
        try {
            return (boolean) llama.endsGeneration.invokeExact(vocabulary, checked(token));
        } catch (Throwable e) {
            throw NativeException.of("llama_vocab_is_eog", e);
        }
    }

    /// The older build aborts the process on an unknown token.
    int checked(int token) {
        if (token < 0 || token >= tokenCount) {
            throw new NativeException(
                    "Token %d is not in the vocabulary of %d.".formatted(token, tokenCount));
        }
        return token;
    }

    @Override
    public void close() {
        try {
            llama.freeModel.invokeExact(pointer);
        } catch (Throwable e) {
            throw NativeException.of("llama_model_free", e);
        } finally {
            arena.close();
        }
    }
}
