package org.marshrut.benchmarks.models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.marshrut.llm.internal.natives.NativeLibrary;

/// The program `native_bench`, which does on the same shared objects what the library does, without
/// Java. It works only when told to. Not thread-safe.
final class NativePeer implements AutoCloseable {

    private final Process process;
    private final BufferedReader replies;
    private final PrintWriter commands;
    private final Duration loading;

    NativePeer(Path program, NativeLibrary library, Path model, int threads) throws IOException {
        process =
                new ProcessBuilder(
                                List.of(
                                        program.toAbsolutePath().toString(),
                                        build(library),
                                        library.directory().toString(),
                                        model.toAbsolutePath().toString(),
                                        Integer.toString(threads)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        replies = process.inputReader(StandardCharsets.US_ASCII);
        commands = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        loading = Duration.ofNanos(number("loaded"));
    }

    static String build(NativeLibrary library) {
        return switch (library.build()) {
            case V0_5_0 -> "v0.5.0";
            case B4916 -> "b4916";
        };
    }

    /// Time to load the file.
    Duration loading() {
        return loading;
    }

    /// Computes a prompt of random tokens from an empty cache.
    Duration prompt(int tokens) {
        return timed("prompt", tokens);
    }

    /// Decodes random tokens one by one from an empty cache.
    Duration generate(int tokens) {
        return timed("generate", tokens);
    }

    long residentBytes() {
        commands.println("memory");
        return number("memory");
    }

    private Duration timed(String command, int tokens) {
        commands.println(command + " " + tokens);
        return Duration.ofNanos(number(command + " " + tokens));
    }

    private long number(String prefix) {
        try {
            var line = replies.readLine();
            if (line == null || !line.startsWith(prefix + " ")) {
                throw new IllegalStateException(
                        "native_bench must answer \"%s …\", not \"%s\".".formatted(prefix, line));
            }
            return Long.parseLong(line.substring(prefix.length() + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
