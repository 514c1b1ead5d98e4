package ru.t2.marshrut.team;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepTest {

    static final Rep ANNA = DemoTeam.of(Instant.parse("2026-04-01T06:00:00Z")).reps().getFirst();

    static Rep withLunch(Duration lunch) {
        return new Rep(
                ANNA.id(),
                ANNA.name(),
                ANNA.status(),
                ANNA.home(),
                ANNA.workingHours(),
                lunch,
                ANNA.maxVisitsPerDay(),
                ANNA.vehicleId(),
                ANNA.skills(),
                ANNA.synthetic(),
                ANNA.version(),
                ANNA.createdAt(),
                ANNA.updatedAt());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 540})
    void lunchIsAPartOfTheWorkingHours(int minutes) {
        assertThatThrownBy(() -> withLunch(Duration.ofMinutes(minutes)))
                .hasMessage(
                        "lunch (%d min) must be 0 or more and shorter than the working hours (540 min) of rep rep-1."
                                .formatted(minutes));
    }

    @Test
    void noLunchIsAllowed() {
        withLunch(Duration.ZERO);
    }
}
