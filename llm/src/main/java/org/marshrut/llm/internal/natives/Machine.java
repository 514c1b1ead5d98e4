package org.marshrut.llm.internal.natives;

import java.nio.file.Path;
import java.util.Optional;

/// What the search for shared objects depends on.
///
/// @param libraryDirectory what `LLAMA_LIB_DIR` says
/// @param cache the user's cache directory; it need not exist
/// @param system as in `os.name`
/// @param processor as in `os.arch`
record Machine(Optional<Path> libraryDirectory, Path cache, String system, String processor) {

    static Machine current() {
        return new Machine(
                setting("LLAMA_LIB_DIR").map(Path::of),
                setting("XDG_CACHE_HOME").map(Path::of).orElseGet(Machine::defaultCache),
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""));
    }

    private static Path defaultCache() {
        return setting("HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", ".")))
                .resolve(".cache");
    }

    /// An environment variable; a system property of the same name overrides it.
    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    /// The kind of machine as one of those that shared objects exist for.
    Optional<Platform> platform() {
        if (!system.equals("Linux")) {
            return Optional.empty();
        }
        return switch (processor) {
            case "amd64", "x86_64" -> Optional.of(Platform.LINUX_X64);
            case "aarch64", "arm64" -> Optional.of(Platform.LINUX_ARM64);
            default -> Optional.empty();
        };
    }
}
