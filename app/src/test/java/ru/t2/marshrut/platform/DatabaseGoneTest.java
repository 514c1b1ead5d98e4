package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Alone;
import ru.t2.marshrut.testing.TestApplication;

/// An external server that goes away, is not there, or is the wrong one.
@Alone
class DatabaseGoneTest {

    @Test
    void healthSaysSoWithinASecondAndRequestsFailInClearWords() throws IOException {
        var server =
                EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(TestApplication.temporaryFolder().toFile())
                        .start();
        try (var application =
                TestApplication.start(
                        Map.of(
                                "DATABASE_HOST", "127.0.0.1",
                                "DATABASE_PORT", Integer.toString(server.getPort()),
                                "DATABASE_NAME", "postgres",
                                "DATABASE_USER", "postgres",
                                "DATABASE_PASSWORD", "postgres"))) {
            assertThat(application.http().get("/health").status()).isEqualTo(200);
            server.close();
            long started = System.nanoTime();
            var health = application.http().get("/health");
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().get("status").asString()).isEqualTo("unhealthy");
            assertThat(health.json().get("database").asString()).isEqualTo("unavailable");
            var request = application.http().get("/api/v1/locations");
            assertThat(request.status()).isEqualTo(503);
            assertThat(request.json().get("code").asString()).isEqualTo("database_unavailable");
        }
    }

    @Test
    void aServerThatRefusesTheUserEndsTheStartWithTheRemedy() {
        var settings = new HashMap<>(TestApplication.freshDatabase());
        settings.put("DATABASE_NAME", "no_such_database");
        assertThatThrownBy(() -> TestApplication.start(settings))
                .rootCause()
                .hasMessageContaining("no_such_database");
    }
}
