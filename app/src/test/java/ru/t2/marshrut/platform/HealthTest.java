package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.TestApplication;

class HealthTest {

    private final TestApplication application = TestApplication.shared();

    @Test
    void bothAddressesGiveTheSameReport() {
        var answer = application.http().get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("database").asString()).isEqualTo("connected");
        assertThat(answer.json().get("services").get("database").asString()).isEqualTo("connected");
        assertThat(answer.json().get("disk_free_mb").asLong()).isPositive();
        assertThat(answer.json().get("visits_today").asInt()).isZero();
        assertThat(application.http().get("/api/v1/health").json().get("services"))
                .isEqualTo(answer.json().get("services"));
    }
}
