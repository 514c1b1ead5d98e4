package ru.t2.marshrut.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayFileTest {

    private static final String HEADER = "day,kind,name,source";

    @Test
    void aLineIsADay() {
        assertThat(HolidayFile.parse(List.of("# comment", HEADER, "2026-11-03,short,Канун,Закон")))
                .containsExactly(
                        new Holiday(
                                LocalDate.of(2026, 11, 3), Holiday.Kind.SHORT, "Канун", "Закон"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30,short,Канун,Закон",
                "2026-11-03,half,Канун,Закон",
                "2026-11-03,short,Канун",
                ""
            })
    void aWrongLineIsNamed(String line) {
        assertThatThrownBy(() -> HolidayFile.parse(List.of(HEADER, line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + line + "'")
                .hasMessageContaining("day_off, working or short");
    }

    @Test
    void theHeaderIsRequired() {
        assertThatThrownBy(() -> HolidayFile.parse(List.of())).hasMessageContaining(HEADER);
        assertThatThrownBy(() -> HolidayFile.parse(List.of("date,name")))
                .hasMessageContaining(HEADER);
    }
}
