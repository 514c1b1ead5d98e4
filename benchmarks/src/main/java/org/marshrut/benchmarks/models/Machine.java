package org.marshrut.benchmarks.models;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// The machine that figures were taken on, as it was at the beginning.
///
/// @param load runnable threads on average over the last minute
record Machine(LocalDate day, String processor, int cores, double load, String java) {

    static Machine now() throws IOException {
        return new Machine(
                LocalDate.now(ZoneOffset.UTC),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version().toString());
    }

    private static String processorName() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, JDK %s, load before %.1f",
                processor,
                cores,
                java,
                load);
    }
}
