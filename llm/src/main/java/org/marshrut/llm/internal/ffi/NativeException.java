package org.marshrut.llm.internal.ffi;

import org.jspecify.annotations.Nullable;

/// The native library can't be used, or refused what it was asked for. The message is one sentence
/// for an operator.
public final class NativeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NativeException(String message) {
        super(message);
    }

    public NativeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Wraps what a method handle threw; errors of the JVM itself pass through.
    static NativeException of(String function, Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new NativeException(function + " could not be called: " + thrown, thrown);
    }
}
