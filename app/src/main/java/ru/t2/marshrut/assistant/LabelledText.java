package ru.t2.marshrut.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A text and what should be read out of it.
///
/// @param expected in the notation of its kind of cases
public record LabelledText(String text, String expected) {

    /// The rows of `prompts/assistant/<name>.tsv`, comments left out, as fields.
    static List<String[]> rows(String name) {
        var path = "/prompts/assistant/%s.tsv".formatted(name);
        try (var resource = LabelledText.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("There are no cases at %s.".formatted(path));
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
