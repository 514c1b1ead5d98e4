package org.marshrut.llm.internal.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Keeps the library from holding a model's largest matrix twice.
///
/// Small models use one matrix to look tokens up and to compute logits. Where the processor has
/// faster layouts for products, the library makes a second copy in such a layout: 140 MB for
/// Qwen2-0.5B, 210 MB for Llama-3.2-1B, for a product of one row per prompt. It shares the matrix
/// only if both uses ask for the same kind of buffer, and asking for the plain kind by its own
/// address is read as "plain or faster". A copy of the plain kind's description, which has no
/// state, is the plain kind under another address.
final class TiedMatrix {

    private static final String PATTERN = "^token_embd[.]weight$";

    /// `struct ggml_backend_buffer_type`: six functions, then device and context.
    private static final long KIND_BYTES = 64;

    private static final long IS_HOST = 40;
    private static final long DEVICE = 48;
    private static final long CONTEXT = 56;

    private TiedMatrix() {}

    /// A terminated list of overrides for the model's parameters, valid as long as `arena`; empty
    /// where the description is not the one that is known.
    ///
    /// @param plainKind the library's description of plain memory
    static Optional<MemorySegment> overrides(MemorySegment plainKind, Arena arena) {
        var kind = arena.allocate(KIND_BYTES, Long.BYTES);
        kind.copyFrom(plainKind.asSlice(0, KIND_BYTES));
        boolean known =
                kind.get(JAVA_LONG, IS_HOST) != 0
                        && kind.get(JAVA_LONG, DEVICE) == 0
                        && kind.get(JAVA_LONG, CONTEXT) == 0;
        if (!known) {
            return Optional.empty();
        }
        // struct { const char * pattern; ggml_backend_buffer_type_t kind; }, ended by zeros
        var list = arena.allocate(ADDRESS, 4);
        list.setAtIndex(ADDRESS, 0, arena.allocateFrom(PATTERN));
        list.setAtIndex(ADDRESS, 1, kind);
        return Optional.of(list);
    }

    /// As much of the description as [#overrides] reads.
    @SuppressWarnings("restricted")
    static MemorySegment readable(MemorySegment pointer) {
        return pointer.reinterpret(KIND_BYTES);
    }
}
