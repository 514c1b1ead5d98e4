package org.marshrut.llm.internal.ffi;

import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Keeps the last warnings and errors of the native library and copies them to a stream. Called
/// from native threads; thread-safe.
@SuppressWarnings("restricted")
public final class NativeLog {

    private static final int WARNING = 3;
    private static final int ERROR = 4;
    private static final int CONTINUATION = 5;
    private static final int KEPT_LINES = 12;
    private static final int LONGEST_LINE_BYTES = 4096;

    private final PrintStream copy;
    private final Deque<String> errors = new ArrayDeque<>();
    private int level;

    public NativeLog(PrintStream copy) {
        this.copy = copy;
    }

    /// The upcall: `void (*)(enum ggml_log_level, const char *, void *)`.
    @SuppressWarnings("unused")
    void accept(int lineLevel, MemorySegment text, MemorySegment userData) {
        if (text.equals(MemorySegment.NULL)) {
            return;
        }
        try {
            add(lineLevel, text.reinterpret(LONGEST_LINE_BYTES).getString(0).strip());
        } catch (Throwable e) {
            // An exception that leaves an upcall ends the process; a lost line of log does not
            // matter.
            copy.println("lost a line of the native log: " + e.getClass().getName());
        }
    }

    private synchronized void add(int lineLevel, String line) {
        level = lineLevel == CONTINUATION ? level : lineLevel;
        if (level < WARNING || line.isEmpty()) {
            return;
        }
        copy.println(line);
        if (level == ERROR) {
            errors.addLast(line);
            if (errors.size() > KEPT_LINES) {
                errors.removeFirst();
            }
        }
    }

    /// Errors since the last call of this method, oldest first, as one sentence.
    public synchronized Optional<String> takeErrors() {
        var joined = String.join("; ", errors);
        errors.clear();
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }
}
