package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelNamesTest {

    /// The name of the retired model, spelt so that this file does not have it.
    private static final Pattern RETIRED = Pattern.compile("\\bt[-_ ]?pro\\b");

    @Test
    void thereAreTwoModelsAndNoThird() {
        assertThat(ModelName.values()).extracting(ModelName::id).containsExactly("qwen", "llama");
    }

    @Test
    void noRetiredModelIsNamedInWhatTheApplicationIsMadeOf() throws IOException {
        for (var file : sources()) {
            String text = Files.readString(file).toLowerCase(Locale.ROOT);
            assertThat(RETIRED.matcher(text).find()).as(file.toString()).isFalse();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            return files.filter(file ->
                            file.toString().matches(".*\\.(java|sql|txt|properties|yaml|csv)"))
                    .toList();
        }
    }
}
