package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the figures come from.
///
/// @param commit of the sources, with a `+` if they were changed since
/// @param jdk name and version of the virtual machine
/// @param cpu model and number of cores
record Machine(String commit, String jdk, String cpu) {

    static Machine here() {
        String changed = git("status", "--porcelain", "-uno").isEmpty() ? "" : "+";
        return new Machine(
                git("rev-parse", "--short=9", "HEAD") + changed,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                cpuModel() + " × " + Runtime.getRuntime().availableProcessors());
    }

    private static String git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] text = process.getInputStream().readAllBytes();
            return process.waitFor() == 0
                    ? new String(text, StandardCharsets.UTF_8).strip()
                    : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String cpuModel() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    @Override
    public String toString() {
        return "%s · %s · %s".formatted(commit, jdk, cpu);
    }
}
