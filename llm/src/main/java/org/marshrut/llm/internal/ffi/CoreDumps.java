package org.marshrut.llm.internal.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/// Keeps a process that dies in native code from writing its memory (model and prompts) to the
/// disk.
@SuppressWarnings("restricted")
public final class CoreDumps {

    /// `RLIMIT_CORE` on Linux.
    private static final int CORE_LIMIT = 4;

    private CoreDumps() {}

    /// Sets this process's limit to zero bytes; does nothing where the system has no such limit.
    public static void disable() {
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup().find("setrlimit");
        if (symbol.isEmpty()) {
            return;
        }
        var handle =
                linker.downcallHandle(
                        symbol.get(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
        try (var scratch = Arena.ofConfined()) {
            // struct rlimit: soft and hard limit
            var zero = scratch.allocate(JAVA_LONG, 2);
            var _ = (int) handle.invokeExact(CORE_LIMIT, zero);
        } catch (Throwable e) {
            throw NativeException.of("setrlimit", e);
        }
    }
}
