package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

class ProblemsTest {

    private static final String OPTIMIZE = "/api/v1/optimize";

    private final HttpCalls http = TestApplication.shared().http();

    @Test
    void anUnknownAddressIsAProblemInRussian() {
        var answer = http.get("/api/v1/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asString()).isEqualTo("not_found");
        assertThat(answer.json().get("title").asString()).isEqualTo("Не найдено");
        assertThat(answer.json().get("trace_id").asString())
                .isEqualTo(answer.header("X-Request-ID"));
    }

    @Test
    void englishIsSpokenWhenAskedFor() {
        var answer = http.get("/api/v1/nowhere", "Accept-Language", "en-GB");
        assertThat(answer.json().get("title").asString()).isEqualTo("Not found");
    }

    @Test
    void aPlainRequestIdIsKept() {
        assertThat(http.get("/health", "X-Request-ID", "my-id-1").header("X-Request-ID"))
                .isEqualTo("my-id-1");
    }

    @Test
    void aRequestIdThatCouldForgeLogLinesIsReplaced() {
        assertThat(http.get("/health", "X-Request-ID", "id with blanks").header("X-Request-ID"))
                .hasSize(36);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"location_ids\":[           | 400 | malformed_json",
                "''                            | 400 | unreadable_body",
                "[1, 2]                        | 422 | invalid_input",
                "{\"location_idz\": []}        | 422 | invalid_input",
                "{\"location_ids\": 5}         | 422 | invalid_input",
            })
    void bodiesThatCanNotBeReadAreNamedForWhatTheyAre(String body, int status, String code) {
        var answer = http.post(OPTIMIZE, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
    }

    @Test
    void anUnknownFieldIsNamedWithTheKnownOnes() {
        var error = http.post(OPTIMIZE, "{\"location_idz\": []}").json().get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo("location_idz");
        assertThat(error.get("message").asString()).contains("location_ids").contains("model");
    }

    @Test
    void aWordOutsideItsClosedSetIsAnsweredWithTheSet() {
        var error =
                http.post(
                                OPTIMIZE,
                                "{\"location_ids\": [\"a\", \"b\"], \"constraints\": {\"transport_mode\": \"plane\"}}")
                        .json()
                        .get("errors")
                        .get(0);
        assertThat(error.get("field").asString()).isEqualTo("constraints.transport_mode");
        assertThat(error.get("message").asString()).contains("car, taxi, bus, walk");
    }

    @Test
    void aWrongMethodOrTypeIsRefused() {
        assertThat(http.get(OPTIMIZE).status()).isEqualTo(405);
        assertThat(
                        http.send(
                                        http.request(OPTIMIZE)
                                                .setHeader("Content-Type", "text/plain")
                                                .POST(BodyPublishers.ofString("hello")))
                                .status())
                .isEqualTo(415);
    }

    @Test
    void anAnnouncedBodyOverTheLimitIsRefusedInTheLanguageOfTheRequest() {
        var answer = http.post(OPTIMIZE, "x".repeat(2_000_000));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("code").asString()).isEqualTo("request_too_large");
        assertThat(answer.json().get("title").asString()).isEqualTo("Слишком большой запрос");
    }

    @Test
    void aBodyOfUnknownLengthOverTheLimitIsRefusedWhileItIsRead() {
        byte[] body =
                ("{\"location_ids\": [\"" + "x".repeat(2_000_000) + "\"]}")
                        .getBytes(StandardCharsets.UTF_8);
        var answer =
                http.send(
                        http.request(OPTIMIZE)
                                .setHeader("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))));
        assertThat(answer.status()).isEqualTo(413);
    }
}
