package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One CSV file of a set's runs, written line by line, so that what was measured before an
/// interruption is kept, and a page of the same name. Names begin with `run-`, which git ignores;
/// rename what shall stay.
final class ResultFile {

    private final Path file;
    private final Machine machine;

    private ResultFile(Path file, Machine machine) {
        this.file = file;
        this.machine = machine;
    }

    static ResultFile create(Path folder, String set, Machine machine, String header)
            throws IOException {
        Files.createDirectories(folder);
        String now =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .format(LocalDateTime.now(ZoneId.systemDefault()));
        Path file = folder.resolve("run-" + set + "-" + now + ".csv");
        Files.writeString(file, header + ",commit,jdk,cpu\n", StandardOpenOption.CREATE);
        return new ResultFile(file, machine);
    }

    /// Adds a line; numbers of type double get six decimals.
    void add(Object... values) throws IOException {
        StringBuilder line = new StringBuilder();
        for (Object value : values) {
            line.append(value instanceof Double d ? String.format(Locale.ROOT, "%.6f", d) : value);
            line.append(',');
        }
        line.append(machine.commit()).append(',').append(machine.jdk()).append(',');
        line.append(machine.cpu().replace(',', ' ')).append('\n');
        Files.writeString(file, line, StandardOpenOption.APPEND);
    }

    /// Writes a text for people beside the lines, as Markdown.
    Path page(String text) throws IOException {
        Path page = file.resolveSibling(file.getFileName().toString().replace(".csv", ".md"));
        Files.writeString(page, text);
        return page;
    }

    Path file() {
        return file;
    }
}
