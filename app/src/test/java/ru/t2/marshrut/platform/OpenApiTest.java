package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {

    /// The published contract; `-Dgolden.rewrite=true` writes it anew, so that a change is always
    /// deliberate.
    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    @Test
    void theDocumentIsTheCommittedOne() throws IOException {
        var published = TestApplication.shared().http().get("/openapi.json");
        assertThat(published.status()).isEqualTo(200);
        String text = JSON.writeValueAsString(published.json()) + "\n";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(COMMITTED, text);
        }
        assertThat(text).isEqualTo(Files.readString(COMMITTED));
    }
}
