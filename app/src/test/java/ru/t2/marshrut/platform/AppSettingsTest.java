package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppSettingsTest {

    @TempDir Path folder;

    @Test
    void withoutAnySettingTheDefaultsHold() {
        var settings = AppSettings.read(Map.of(), folder);
        assertThat(settings.server()).isEqualTo(new AppSettings.Server("127.0.0.1", 8000));
        assertThat(settings.externalDatabase()).isEmpty();
        assertThat(settings.dataFolder()).isEqualTo(folder.resolve("data"));
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Europe/Moscow"));
        assertThat(settings.demoData()).isTrue();
        assertThat(settings.debug()).isFalse();
        assertThat(settings.models().qwen().modelId()).isEqualTo("qwen2-0_5b-instruct-q4_k_m.gguf");
        assertThat(settings.models().llama().modelId())
                .isEqualTo("Llama-3.2-1B-Instruct-Q4_K_M.gguf");
        assertThat(settings.models().timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void targetsOfWebhooksAreHostsWithOrWithoutAPort() {
        var targets =
                AppSettings.read(
                                Map.of(
                                        "WEBHOOK_TARGETS",
                                        "hooks.example.org:8443, [::1]:80,10.0.0.7,"),
                                folder)
                        .integration()
                        .webhookTargets();
        assertThat(targets)
                .containsExactly(
                        new AppSettings.Target("hooks.example.org", OptionalInt.of(8443)),
                        new AppSettings.Target("[::1]", OptionalInt.of(80)),
                        new AppSettings.Target("10.0.0.7", OptionalInt.empty()));
        for (var wrong : List.of("https://example.org", "example.org:x", "example.org:70000")) {
            assertThatThrownBy(() -> AppSettings.read(Map.of("WEBHOOK_TARGETS", wrong), folder))
                    .as(wrong)
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("WEBHOOK_TARGETS");
        }
    }

    @Test
    void theFoundingFileIsAcceptedUnchanged() throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                """
                QWEN_API_ENDPOINT=local
                QWEN_MODEL_ID=qwen2-0_5b-instruct-q4_k_m.gguf
                LLAMA_API_ENDPOINT=local
                LLAMA_MODEL_ID=Llama-3.2-1B-Instruct-Q4_K_M.gguf
                DATABASE_USER=postgres
                DATABASE_PASSWORD="s3cret with blanks"
                DATABASE_HOST=db.example
                DATABASE_NAME=t2
                DATABASE_PORT=5433
                DEBUG=True
                """);
        var settings = AppSettings.read(Map.of(), folder);
        var database = settings.externalDatabase().orElseThrow();
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/t2");
        assertThat(database.password()).isEqualTo("s3cret with blanks");
        assertThat(settings.models().qwen().endpoint()).isEmpty();
        assertThat(settings.debug()).isTrue();
    }

    @Test
    void theExampleFileOfTheProjectIsAccepted() throws IOException {
        Files.copy(Path.of("..", ".env.example"), folder.resolve(".env"));
        var settings = AppSettings.read(Map.of(), folder);
        assertThat(settings.externalDatabase()).isEmpty();
        Files.delete(folder.resolve(".env"));
        assertThat(settings).isEqualTo(AppSettings.read(Map.of(), folder));
    }

    @Test
    void theEnvironmentOverridesTheFile() throws IOException {
        Files.writeString(folder.resolve(".env"), "PORT=9000\nDEBUG=true\n");
        var settings = AppSettings.read(Map.of("PORT", "9001"), folder);
        assertThat(settings.server().port()).isEqualTo(9001);
        assertThat(settings.debug()).isTrue();
    }

    @Test
    void allWrongValuesAreToldAtOnceByName() {
        var exception =
                catchThrowableOfType(
                        InvalidSettingsException.class,
                        () ->
                                AppSettings.read(
                                        Map.of(
                                                "PORT", "eighty",
                                                "DEBUG", "maybe",
                                                "QWEN_API_ENDPOINT", "ftp://models",
                                                "LLAMA_API_ENDPOINT", "not an address",
                                                "DATABASE_HOST", "db",
                                                "DATABASE_PORT", "70000",
                                                "TIME_ZONE", "Mars/Olympus",
                                                "LOG_FORMAT", "xml"),
                                        folder));
        assertThat(exception.problems())
                .contains(
                        "PORT: 'eighty' is not allowed. Allowed: a whole number from 0 to 65535.",
                        "DEBUG: 'maybe' is not allowed. Allowed: true or false.",
                        "DATABASE_USER: must be set, because DATABASE_HOST is set.",
                        "LOG_FORMAT: 'xml' is not allowed. Allowed: text or json.")
                .anyMatch(problem -> problem.startsWith("QWEN_API_ENDPOINT: 'ftp://models'"))
                .anyMatch(problem -> problem.startsWith("LLAMA_API_ENDPOINT: 'not an address'"))
                .anyMatch(problem -> problem.startsWith("DATABASE_PORT: '70000'"))
                .anyMatch(problem -> problem.startsWith("TIME_ZONE: 'Mars/Olympus'"))
                .hasSize(8);
    }

    @Test
    void aFileThatIsNotOneOfSettingsIsNamed() throws IOException {
        Files.writeString(folder.resolve(".env"), "this is not a setting\n");
        assertThat(
                        catchThrowableOfType(
                                InvalidSettingsException.class,
                                () -> AppSettings.read(Map.of(), folder)))
                .hasMessageContaining(".env");
    }

    @Test
    void anEndpointAndItsKeyAreRead() {
        var settings =
                AppSettings.read(
                        Map.of(
                                "QWEN_API_ENDPOINT",
                                "http://llm.example:8080/v1",
                                "QWEN_API_KEY",
                                "k-123"),
                        folder);
        assertThat(settings.models().qwen().endpoint())
                .contains(URI.create("http://llm.example:8080/v1"));
        assertThat(settings.models().qwen().apiKey()).contains("k-123");
    }

    @Test
    void secretsStayOutOfText() {
        var settings =
                AppSettings.read(
                        Map.of(
                                "QWEN_API_KEY", "k-123",
                                "DATABASE_HOST", "db",
                                "DATABASE_USER", "u",
                                "DATABASE_PASSWORD", "p-456"),
                        folder);
        assertThat(settings.toString()).doesNotContain("k-123").doesNotContain("p-456");
    }
}
