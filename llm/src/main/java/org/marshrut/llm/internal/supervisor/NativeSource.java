package org.marshrut.llm.internal.supervisor;

import org.marshrut.llm.internal.natives.NativeLibrary;
import org.marshrut.llm.internal.natives.NativeLibraryException;

/// Finds the native library when it is needed; asked anew for each load.
@FunctionalInterface
public interface NativeSource {
    NativeLibrary locate() throws NativeLibraryException;
}
