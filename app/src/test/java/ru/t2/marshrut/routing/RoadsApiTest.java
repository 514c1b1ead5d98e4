package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Ways between places, estimated: the shared application has no road data.
class RoadsApiTest {

    private static final Map<String, Object> SARANSK = point(54.1838, 45.1749);
    private static final Map<String, Object> RUZAYEVKA = point(54.0600, 44.9500);
    private static final Map<String, Object> LYAMBIR = point(54.2800, 45.1200);

    private final HttpCalls http = TestApplication.shared().http();

    @Test
    void aWayHasALineDistanceTimeCostAndTheirSource() {
        var way = preview(Map.of("points", List.of(SARANSK, RUZAYEVKA, LYAMBIR)));
        assertThat(way.get("distance_source").asString()).isEqualTo("estimate");
        assertThat(way.get("legs").size()).isEqualTo(2);
        assertThat(way.get("geometry").get("type").asString()).isEqualTo("LineString");
        assertThat(way.get("geometry").get("coordinates").toString())
                .isEqualTo("[[45.1749,54.1838],[44.95,54.06],[45.12,54.28]]");
        // Great circle 20.1 km × 1.3, of it 6.5 km at 25 km/h, the rest at 60 km/h.
        var leg = way.get("legs").get(0);
        assertThat(leg.get("distance_km").asDouble()).isCloseTo(26.1, within(0.3));
        assertThat(leg.get("time_hours").asDouble())
                .isCloseTo(6.5 / 25 + (leg.get("distance_km").asDouble() - 6.5) / 60, within(0.01));
        assertThat(way.get("distance_km").asDouble())
                .isCloseTo(
                        leg.get("distance_km").asDouble()
                                + way.get("legs").get(1).get("distance_km").asDouble(),
                        within(0.011));
    }

    @ParameterizedTest
    @CsvSource({"car, 7", "taxi, 70", "walk, 0"})
    void aKilometreCostsByTheWayOneTravels(String mode, double rubles) {
        var way = preview(Map.of("points", List.of(SARANSK, RUZAYEVKA), "transport_mode", mode));
        assertThat(way.get("cost_rub").asDouble())
                .isCloseTo(rubles * way.get("distance_km").asDouble(), within(0.4));
    }

    @Test
    void aBusCostsByTheLegAndNothingWhereOneStays() {
        var points = List.of(SARANSK, RUZAYEVKA, RUZAYEVKA, LYAMBIR);
        var way = preview(Map.of("points", points, "transport_mode", "bus"));
        assertThat(way.get("cost_rub").asString()).isIn("80.00", "80.0");
        assertThat(way.get("legs").get(1).get("cost_rub").asDouble()).isZero();
    }

    @Test
    void aPriceOfOnesOwnAndAVehicleOfTheTeamCount() {
        var points = List.of(SARANSK, RUZAYEVKA);
        var own = preview(Map.of("points", points, "fuel_rate", 10));
        assertThat(own.get("cost_rub").asDouble())
                .isCloseTo(10 * own.get("distance_km").asDouble(), within(0.06));
        var vehicle = preview(Map.of("points", points, "vehicle_id", "car-1"));
        assertThat(vehicle.get("cost_rub").asDouble()).isPositive();
    }

    @Test
    void aMatrixHasARowForEachOrigin() {
        var answer =
                http.post(
                        "/api/v1/roads/matrix",
                        Map.of("points", List.of(SARANSK, RUZAYEVKA, LYAMBIR)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var matrix = answer.json();
        assertThat(matrix.get("distance_source").asString()).isEqualTo("estimate");
        assertThat(matrix.get("estimated_pairs").isEmpty()).isTrue();
        var leg = preview(Map.of("points", List.of(SARANSK, LYAMBIR)));
        for (var field : List.of("distance_km", "time_hours")) {
            assertThat(matrix.get(field).size()).isEqualTo(3);
            assertThat(matrix.get(field).get(0).get(2)).isEqualTo(leg.get(field));
            assertThat(matrix.get(field).get(1).get(1).asDouble()).isZero();
        }
    }

    static Stream<Arguments> brokenRules() {
        var two = List.of(SARANSK, RUZAYEVKA);
        return Stream.of(
                Arguments.of("points", Map.of()),
                Arguments.of("points", Map.of("points", List.of(SARANSK))),
                Arguments.of("points[1].lat", Map.of("points", List.of(SARANSK, point(95, 45)))),
                Arguments.of("points[1].lon", Map.of("points", List.of(SARANSK, point(54, -190)))),
                Arguments.of("points[1].lon", Map.of("points", List.of(SARANSK, Map.of("lat", 1)))),
                Arguments.of("points[1]", Map.of("points", List.of(SARANSK, point(-54, 45)))),
                Arguments.of("transport_mode", Map.of("points", two, "transport_mode", "plane")),
                Arguments.of("speed", Map.of("points", two, "speed", 1)));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void theFieldIsNamed(String field, Map<String, Object> body) {
        for (var path : List.of("preview", "matrix")) {
            var answer = http.post("/api/v1/roads/" + path, body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(Json.wrongFields(answer)).contains(field);
        }
    }

    @Test
    void whatOnlyTheOneOrTheOtherTakesIsNamedToo() {
        var body = new LinkedHashMap<String, Object>();
        body.put("points", List.of(SARANSK, RUZAYEVKA));
        body.put("vehicle_id", "no-such-car");
        assertThat(Json.wrongFields(http.post("/api/v1/roads/preview", body)))
                .containsExactly("vehicle_id");
        body.put("vehicle_id", "car-1");
        body.put("fuel_rate", 7);
        assertThat(Json.wrongFields(http.post("/api/v1/roads/preview", body)))
                .containsExactly("fuel_rate");
        body.put("fuel_rate", -7);
        assertThat(Json.wrongFields(http.post("/api/v1/roads/preview", body)))
                .containsExactly("fuel_rate");
        var many = IntStream.range(0, 201).mapToObj(i -> point(54 + i * 0.001, 45)).toList();
        assertThat(Json.wrongFields(http.post("/api/v1/roads/matrix", Map.of("points", many))))
                .containsExactly("points");
    }

    private JsonNode preview(Map<String, Object> body) {
        var answer = http.post("/api/v1/roads/preview", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static Map<String, Object> point(double lat, double lon) {
        return Map.of("lat", lat, "lon", lon);
    }
}
