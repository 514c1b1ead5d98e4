package org.marshrut.llm.internal.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts worker processes: a small JVM with this library's classes and nothing else. Thread-safe.
public final class WorkerLauncher implements AutoCloseable {

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xmx64m",
                    "-Xms16m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:-UsePerfData",
                    // Standard output belongs to the frames.
                    "-XX:+DisplayVMOutputToStderr",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED");
    private static final String MAIN_CLASS = "org.marshrut.llm.internal.worker.Worker";

    /// What a worker may know of the parent's environment: no secrets, and no options meant for the
    /// parent's JVM.
    private static final Set<String> KEPT_VARIABLES =
            Set.of("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

    private static final List<String> KEPT_PREFIXES = List.of("LC_", "OMP_", "GOMP_", "GGML_");

    private @Nullable Path scratch;
    private @Nullable Path classPath;
    private boolean closed;

    /// Starts a process; what it is to load is told to it afterwards.
    ///
    /// @param extraOptions for its JVM, after the library's own
    WorkerProcess start(String name, List<String> extraOptions) throws IOException {
        var folder = prepare();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
        command.addAll(extraOptions);
        command.addAll(List.of("-cp", String.valueOf(classPath), MAIN_CLASS));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        restrict(builder.environment());
        return new WorkerProcess(name, builder.start());
    }

    private synchronized Path prepare() throws IOException {
        if (closed) {
            throw new IOException("The local models were closed.");
        }
        if (scratch == null || !Files.isDirectory(scratch)) {
            // Readable by this user alone.
            var fresh =
                    Files.createTempDirectory(
                            "marshrut-llm-%d-".formatted(ProcessHandle.current().pid()));
            classPath = WorkerCode.classPath(fresh);
            scratch = fresh;
        }
        return scratch;
    }

    private static void restrict(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name ->
                        !KEPT_VARIABLES.contains(name)
                                && KEPT_PREFIXES.stream().noneMatch(name::startsWith));
        // A failed assertion would start a debugger to print where it happened.
        environment.put("GGML_NO_BACKTRACE", "1");
    }

    /// Deletes what was copied and what dead processes left.
    @Override
    public synchronized void close() {
        closed = true;
        if (scratch == null) {
            return;
        }
        try (var files = Files.walk(scratch)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be deleted.".formatted(scratch), e);
        }
        scratch = null;
    }
}
