package org.marshrut.llm.internal.natives;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;

/// Carries out the search that [NativeLibrary#locate] describes.
final class NativeLocator {

    private static final List<String> V0_5_0_NAMES = List.of("libllama.v0.5.0.so", "libllama.so");
    private static final String B4916_NAME = "libjllama.so";
    private static final String REMEDY =
            "Maybe point LLAMA_LIB_DIR to a directory with the shared objects of llama.cpp v0.5.0,"
                    + " or use a model behind an OpenAI-compatible server.";

    private final Machine machine;

    NativeLocator(Machine machine) {
        this.machine = machine;
    }

    NativeLibrary locate() throws NativeLibraryException {
        if (machine.libraryDirectory().isPresent()) {
            return inGivenDirectory(machine.libraryDirectory().get());
        }
        var platform =
                machine.platform()
                        .orElseThrow(() ->
                                new NativeLibraryException(
                                        ("Local models run on Linux with an x86-64 or ARM64"
                                                        + " processor, not on %s with %s. %s")
                                                .formatted(
                                                        machine.system(),
                                                        machine.processor(),
                                                        REMEDY)));
        var natives = machine.cache().resolve("marshrut").resolve("natives");
        var fetched = natives.resolve("v0.5.0-" + platform.label());
        var current = v0_5_0(fetched, "npm package @node-llama-cpp/" + platform.label());
        if (current.isPresent()) {
            return current.get();
        }
        var folder = absolute(natives.resolve("b4916-" + platform.label()));
        return new NativeLibrary(
                folder,
                new BundledLibrary(platform, folder).extracted(B4916_NAME),
                Build.B4916,
                "Maven artifact de.kherud:llama");
    }

    private static NativeLibrary inGivenDirectory(Path directory) throws NativeLibraryException {
        var current = v0_5_0(directory, "LLAMA_LIB_DIR");
        if (current.isPresent()) {
            return current.get();
        }
        var older = directory.resolve(B4916_NAME);
        if (Files.isRegularFile(older)) {
            return new NativeLibrary(
                    absolute(directory), absolute(older), Build.B4916, "LLAMA_LIB_DIR");
        }
        throw new NativeLibraryException(
                "LLAMA_LIB_DIR (%s) must hold %s or %s. Maybe unset it to use the bundled build."
                        .formatted(directory, String.join(", ", V0_5_0_NAMES), B4916_NAME));
    }

    private static Optional<NativeLibrary> v0_5_0(Path directory, String origin) {
        return V0_5_0_NAMES.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(library ->
                        new NativeLibrary(
                                absolute(directory), absolute(library), Build.V0_5_0, origin));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
