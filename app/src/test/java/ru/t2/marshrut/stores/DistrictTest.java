package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.kernel.GeoPoint;

class DistrictTest {

    private static final String HEADER = "district,center,lat,lon,stores,precision";

    @Test
    void commentsAreSkipped() {
        assertThat(
                        District.parse(
                                List.of(
                                        "# source",
                                        HEADER,
                                        "г.о. Саранск,Саранск,54.1838,45.1749,30,geonames",
                                        "# the rest",
                                        "Рузаевский район,Рузаевка,54.06387,44.9509,10,geonames")))
                .containsExactly(
                        new District("г.о. Саранск", "Саранск", new GeoPoint(54.1838, 45.1749), 30),
                        new District(
                                "Рузаевский район",
                                "Рузаевка",
                                new GeoPoint(54.06387, 44.9509),
                                10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Рузаевский район,Рузаевка,54.06387,44.9509,10",
                "Рузаевский район,Рузаевка,north,44.9509,10,geonames",
                "Рузаевский район,Рузаевка,154.06387,44.9509,10,geonames",
                "Рузаевский район,Рузаевка,54.06387,44.9509,ten,geonames",
                ""
            })
    void aWrongLineIsNamed(String line) {
        assertThatThrownBy(() -> District.parse(List.of(HEADER, line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + line + "'")
                .hasMessageContaining(HEADER);
    }

    @Test
    void theHeaderIsRequired() {
        assertThatThrownBy(() -> District.parse(List.of("# nothing else")))
                .hasMessageContaining(HEADER);
        assertThatThrownBy(() -> District.parse(List.of("name,lat,lon")))
                .hasMessageContaining(HEADER);
    }
}
