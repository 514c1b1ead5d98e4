package org.marshrut.llm.internal.natives;

import java.nio.file.Path;

/// The shared objects of one build of llama.cpp.
///
/// @param directory holds the library and, for [Build#V0_5_0], the CPU backends beside it
/// @param library exports llama.cpp's C functions
/// @param origin where it was found, for status and logs
public record NativeLibrary(Path directory, Path library, Build build, String origin) {

    /// A build whose struct layouts are known.
    public enum Build {
        /// llama.cpp v0.5.0: several shared objects, CPU backends chosen at run time.
        V0_5_0,
        /// llama.cpp b4916: one shared object for any x86-64 or ARMv8 CPU; prompts take about twice
        /// as long.
        B4916
    }

    /// Looks in this order: the directory that the environment variable or system property
    /// `LLAMA_LIB_DIR` names; v0.5.0 in `${XDG_CACHE_HOME:-$HOME/.cache}/marshrut/natives`, where
    /// `scripts/fetch-natives` puts it; b4916 from the class path, which is copied into the same
    /// cache and checked against its known checksum. Reads a few megabytes at most; thread- and
    /// process-safe.
    public static NativeLibrary locate() throws NativeLibraryException {
        return new NativeLocator(Machine.current()).locate();
    }
}
