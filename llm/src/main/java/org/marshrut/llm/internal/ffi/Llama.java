package org.marshrut.llm.internal.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Optional;

/// The functions of one opened library. Lives as long as the process; thread-safe, unlike what is
/// made with it.
@SuppressWarnings("restricted")
public final class Llama {

    /// `struct llama_batch`: n_tokens, then token, embd, pos, n_seq_id, seq_id, logits.
    static final StructLayout BATCH =
            MemoryLayout.structLayout(
                    JAVA_INT,
                    MemoryLayout.paddingLayout(4),
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS);

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Arena FOREVER = Arena.global();
    private static final long PROBE_BYTES = 512;
    private static final FunctionDescriptor NOTHING = FunctionDescriptor.ofVoid();
    private static final FunctionDescriptor FROM_POINTER = FunctionDescriptor.ofVoid(ADDRESS);

    final Abi abi;
    final MethodHandle loadModel;
    final MethodHandle freeModel;
    final MethodHandle newContext;
    final MethodHandle freeContext;
    final MethodHandle setAbortCallback;
    final MethodHandle vocabularyOf;
    final MethodHandle tokenCount;
    final MethodHandle tokenize;
    final MethodHandle tokenToPiece;
    final MethodHandle endsGeneration;
    final MethodHandle decode;
    final MethodHandle logits;
    final MethodHandle memoryOf;
    final MethodHandle removeFromCache;
    final MethodHandle copyInCache;
    final NativeLog log;
    private final SymbolLookup symbols;

    private Llama(Abi abi, SymbolLookup symbols, NativeLog log) {
        this.abi = abi;
        this.symbols = symbols;
        this.log = log;
        loadModel =
                returning(
                        ADDRESS, "llama_model_load_from_file", ADDRESS, abi.modelParams().layout());
        freeModel = function("llama_model_free", FROM_POINTER);
        newContext =
                returning(ADDRESS, "llama_init_from_model", ADDRESS, abi.contextParams().layout());
        freeContext = function("llama_free", FROM_POINTER);
        setAbortCallback =
                function(
                        "llama_set_abort_callback",
                        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        vocabularyOf = returning(ADDRESS, "llama_model_get_vocab", ADDRESS);
        tokenCount = returning(JAVA_INT, "llama_vocab_n_tokens", ADDRESS);
        tokenize =
                returning(
                        JAVA_INT,
                        "llama_tokenize",
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_BOOLEAN,
                        JAVA_BOOLEAN);
        tokenToPiece =
                returning(
                        JAVA_INT,
                        "llama_token_to_piece",
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_BOOLEAN);
        endsGeneration = returning(JAVA_BOOLEAN, "llama_vocab_is_eog", ADDRESS, JAVA_INT);
        decode = returning(JAVA_INT, "llama_decode", ADDRESS, BATCH);
        logits = returning(ADDRESS, "llama_get_logits_ith", ADDRESS, JAVA_INT);
        // The older build keeps the cache in the context itself.
        memoryOf =
                abi.memoryHandle()
                        ? returning(ADDRESS, "llama_get_memory", ADDRESS)
                        : MethodHandles.identity(MemorySegment.class);
        removeFromCache =
                returning(
                        JAVA_BOOLEAN, abi.removeFromCache(), ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
        copyInCache =
                function(
                        abi.copyInCache(),
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    }

    /// Opens a library, checks that it is the build the table describes, and starts it.
    ///
    /// @param directory where the libraries of the processor types are, if the build has them
    /// @throws NativeException when the library can't be opened or is another build
    public static Llama open(Path directory, Path library, Abi abi, NativeLog log) {
        SymbolLookup symbols;
        try {
            // Plain dlopen: System.load would run the library's Java entry point, whose classes are
            // absent.
            symbols = SymbolLookup.libraryLookup(library, FOREVER);
        } catch (IllegalArgumentException e) {
            throw new NativeException(
                    "%s can't be opened: %s. Maybe it was made for another system or processor."
                            .formatted(library, e.getMessage()),
                    e);
        }
        var llama = new Llama(abi, symbols, log);
        llama.check(abi.modelParams(), library);
        llama.check(abi.contextParams(), library);
        llama.start(directory);
        return llama;
    }

    private void check(StructTable table, Path library) {
        var written = FOREVER.allocate(PROBE_BYTES);
        defaults(table, written);
        table.differenceFrom(written)
                .ifPresent(difference -> {
                    throw new NativeException(
                            "%s is not llama.cpp %s: %s. Install the supported build."
                                    .formatted(library, abi.name(), difference));
                });
    }

    /// Calls the function that returns the struct by value. A larger struct than the table's is
    /// caught because the area is larger, too.
    private void defaults(StructTable table, MemorySegment area) {
        area.fill(StructTable.UNTOUCHED);
        var function =
                function(
                        table.function(),
                        FunctionDescriptor.of(StructTable.layout(area.byteSize())));
        try {
            SegmentAllocator intoArea = (_, _) -> area;
            var _ = (MemorySegment) function.invokeExact(intoArea);
        } catch (Throwable e) {
            throw NativeException.of(table.function(), e);
        }
    }

    /// A struct with the library's own defaults.
    MemorySegment params(StructTable table, Arena arena) {
        var area = arena.allocate(PROBE_BYTES);
        defaults(table, area);
        return area.asSlice(0, table.bytes());
    }

    private void start(Path directory) {
        var pointers = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
        try {
            var accept =
                    MethodHandles.lookup()
                            .bind(
                                    log,
                                    "accept",
                                    MethodType.methodType(
                                            void.class,
                                            int.class,
                                            MemorySegment.class,
                                            MemorySegment.class));
            var stub =
                    LINKER.upcallStub(
                            accept, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), FOREVER);
            function("llama_log_set", pointers).invokeExact(stub, MemorySegment.NULL);
            if (abi.separateBackends()) {
                function("ggml_backend_load_all_from_path", FROM_POINTER)
                        .invokeExact(FOREVER.allocateFrom(directory.toString()));
            }
            function("llama_backend_init", NOTHING).invokeExact();
        } catch (Throwable e) {
            throw NativeException.of("llama_backend_init", e);
        }
    }

    /// What to set [TiedMatrix]'s parameter to; empty where the build does not have it.
    Optional<MemorySegment> tiedMatrixOverrides() {
        var name = "ggml_backend_cpu_buffer_type";
        if (!abi.modelParams().has("tensor_buft_overrides") || symbols.find(name).isEmpty()) {
            return Optional.empty();
        }
        try {
            var plain = (MemorySegment) returning(ADDRESS, name).invokeExact();
            // The model keeps the pointer.
            return TiedMatrix.overrides(TiedMatrix.readable(plain), FOREVER);
        } catch (Throwable e) {
            throw NativeException.of(name, e);
        }
    }

    MemorySegment upcall(MethodHandle target, FunctionDescriptor descriptor, Arena arena) {
        return LINKER.upcallStub(target, descriptor, arena);
    }

    private MethodHandle returning(MemoryLayout result, String name, MemoryLayout... arguments) {
        return function(name, FunctionDescriptor.of(result, arguments));
    }

    private MethodHandle function(String name, FunctionDescriptor descriptor) {
        var address =
                symbols.find(name)
                        .orElseThrow(() ->
                                new NativeException(
                                        "The library has no function %s, so it is not llama.cpp %s. Install the supported build."
                                                .formatted(name, abi.name())));
        return LINKER.downcallHandle(address, descriptor);
    }
}
