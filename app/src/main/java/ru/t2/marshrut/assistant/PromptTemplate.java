package ru.t2.marshrut.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The standing instruction of one kind of question.
///
/// @param version name and number, as in `choose-route-1`; goes into the record of every run
/// @param instruction what the model is told before the request itself
public record PromptTemplate(String version, String instruction) {

    /// Reads `prompts/<feature>/<version>.txt` from the class path; line ends at the end are
    /// dropped.
    public static PromptTemplate load(String feature, String version) {
        String path = "/prompts/%s/%s.txt".formatted(feature, version);
        try (var resource = PromptTemplate.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalArgumentException(
                        "There is no prompt at %s on the class path.".formatted(path));
            }
            return new PromptTemplate(
                    version,
                    new String(resource.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
