package org.marshrut.llm.internal.natives;

/// No shared object of llama.cpp can be had. The message is one English sentence or two for an
/// operator and ends with the remedy.
public final class NativeLibraryException extends Exception {

    NativeLibraryException(String message) {
        super(message);
    }

    NativeLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
