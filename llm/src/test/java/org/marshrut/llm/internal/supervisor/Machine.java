package org.marshrut.llm.internal.supervisor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.internal.natives.NativeLibrary;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;
import org.marshrut.llm.internal.natives.NativeLibraryException;

/// The test's local models with real native libraries, and words for what tests ask of them.
final class Machine implements AutoCloseable {

    static final Deadline LONG = new Deadline(System.nanoTime() + Duration.ofMinutes(10).toNanos());

    private static @Nullable NativeLibrary older;

    final LocalModels models;
    private final List<ProcessHandle> before = children();

    private Machine(NativeSource natives) {
        models = new LocalModels(natives);
    }

    /// With the best build there is.
    static Machine standard() {
        return new Machine(NativeLibrary::locate);
    }

    static Machine with(Build build) {
        return new Machine(() -> library(build));
    }

    static Machine without(String reason) {
        return new Machine(() -> {
            // The exception has no public constructor: provoke a real one.
            var property = "LLAMA_LIB_DIR";
            System.setProperty(property, reason);
            try {
                return NativeLibrary.locate();
            } finally {
                System.clearProperty(property);
            }
        });
    }

    /// The builds that this machine can have; a missing one is skipped loudly.
    static Stream<Build> builds() {
        return Stream.of(Build.values());
    }

    static NativeLibrary library(Build build) throws NativeLibraryException {
        return switch (build) {
            case V0_5_0 -> {
                var found = NativeLibrary.locate();
                assumeTrue(
                        found.build() == Build.V0_5_0,
                        "SKIPPED: llama.cpp v0.5.0 is not here; scripts/fetch-natives gets it.");
                yield found;
            }
            case B4916 -> older();
        };
    }

    /// Copied once for all tests of this JVM.
    private static synchronized NativeLibrary older() {
        if (older != null) {
            return older;
        }
        var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
        var resource = "/de/kherud/llama/Linux/" + machine + "/libjllama.so";
        try (var content = Machine.class.getResourceAsStream(resource)) {
            assumeTrue(content != null, "SKIPPED: no llama.cpp b4916 on the class path.");
            var folder = Files.createTempDirectory("b4916-");
            var library = folder.resolve("libjllama.so");
            Files.copy(content, library);
            // Deleted in the reverse order.
            folder.toFile().deleteOnExit();
            library.toFile().deleteOnExit();
            older = new NativeLibrary(folder, library, Build.B4916, "class path");
            return older;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LanguageModel open(Path file, String architecture) {
        return models.open(settings(file, architecture));
    }

    static LocalModelSettings settings(Path file, String architecture) {
        return new LocalModelSettings(
                "test-" + architecture, file, architecture, 2048, 1, 4, Duration.ZERO, coverage());
    }

    /// The test JVM's own coverage agent, so that the child's lines count.
    static List<String> coverage() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .filter(argument -> argument.contains("jacoco"))
                .toList();
    }

    static <T> Outcome.Answered<T> answered(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Answered<T> answered -> answered;
            case Outcome.Failed<T>(var failure) -> throw new AssertionError(failure.toString());
        };
    }

    static Failure failure(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Failed<?>(var failure) -> failure;
            case Outcome.Answered<?> answered -> throw new AssertionError(answered.toString());
        };
    }

    /// Processes that this one started and that live.
    static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    /// The one process started since this machine was made.
    ProcessHandle child() {
        var fresh = children().stream().filter(child -> !before.contains(child)).toList();
        if (fresh.size() != 1) {
            throw new AssertionError("One child expected, not " + fresh);
        }
        return fresh.getFirst();
    }

    static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for what must become true soon.
    static void await(String what, Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " within " + atMost);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        models.close();
    }
}
