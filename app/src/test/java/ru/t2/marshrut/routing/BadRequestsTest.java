package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// Every rule of the contract, broken once: the answer names the field.
class BadRequestsTest {

    private final HttpCalls http = TestApplication.shared().http();

    static Stream<Arguments> brokenRules() {
        var two = RouteRequests.locations(2, 1);
        return Stream.of(
                Arguments.of("locations", Map.of()),
                Arguments.of("locations", Map.of("locations", List.of())),
                Arguments.of("locations", Map.of("locations", two.subList(0, 1))),
                Arguments.of("locations", Map.of("locations", RouteRequests.locations(501, 1))),
                Arguments.of("locations", Map.of("locations", "all")),
                Arguments.of("locations[1].ID", RouteRequests.withField("ID", "m0")),
                Arguments.of("locations[1].ID", RouteRequests.withField("ID", " ")),
                Arguments.of("locations[1].ID", RouteRequests.withField("ID", "a\u0000b")),
                Arguments.of("locations[1].name", RouteRequests.withField("name", "")),
                Arguments.of("locations[1].name", RouteRequests.withField("name", "x".repeat(301))),
                Arguments.of("locations[1].lat", RouteRequests.withField("lat", 95)),
                Arguments.of("locations[1].lat", RouteRequests.withField("lat", "north")),
                Arguments.of("locations[1].lon", RouteRequests.withField("lon", -181)),
                Arguments.of("locations[1]", RouteRequests.withField("lat", -54)),
                Arguments.of(
                        "locations[1].time_window_end",
                        RouteRequests.withField("time_window_end", "08:00")),
                Arguments.of(
                        "locations[1].time_window_start",
                        RouteRequests.withField("time_window_start", "25:00")),
                Arguments.of("locations[1].priority", RouteRequests.withField("priority", "Z")),
                Arguments.of("locations[1].phone", RouteRequests.withField("phone", "123")),
                Arguments.of("route", Map.of("locations", two, "route", 1)),
                Arguments.of("constraints.speed", constraints("speed", 90)),
                Arguments.of(
                        "constraints.start.lat", constraints("start", Map.of("lat", 91, "lon", 0))),
                Arguments.of("constraints.end.lon", constraints("end", Map.of("lat", 54))),
                Arguments.of("constraints.depart_at", constraints("depart_at", "soon")),
                Arguments.of("constraints.lunch_minutes", constraints("lunch_minutes", -1)),
                Arguments.of("constraints.service_minutes", constraints("service_minutes", 1.5)),
                Arguments.of("constraints.fuel_rate", constraints("fuel_rate", -7)),
                Arguments.of("constraints.vehicle_id", constraints("vehicle_id", "no-such-car")),
                Arguments.of("constraints.transport_mode", constraints("transport_mode", "plane")),
                Arguments.of("constraints.prefer", constraints("prefer", "beauty")),
                Arguments.of("constraints.notes", constraints("notes", "ы".repeat(501))),
                Arguments.of("constraints.timeout_ms", constraints("timeout_ms", 1)),
                Arguments.of(
                        "constraints.shift_end",
                        Map.of(
                                "locations",
                                two,
                                "constraints",
                                Map.of("depart_at", "12:00", "shift_end", "11:00"))),
                Arguments.of(
                        "constraints.fuel_rate",
                        Map.of(
                                "locations",
                                two,
                                "constraints",
                                Map.of("fuel_rate", 7, "vehicle_id", "car-1"))),
                Arguments.of(
                        "constraints.end",
                        Map.of(
                                "locations",
                                two,
                                "constraints",
                                Map.of(
                                        "end",
                                        Map.of("lat", 54.1, "lon", 45.1),
                                        "return_to_start",
                                        true))));
    }

    private static Map<String, Object> constraints(String field, Object value) {
        return Map.of(
                "locations", RouteRequests.locations(2, 1), "constraints", Map.of(field, value));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void theFieldIsNamed(String field, Object body) {
        var answer = http.post("/api/v1/qwen/optimize", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().get("code").asString()).isEqualTo("invalid_input");
        var fields = new ArrayList<String>();
        answer.json()
                .get("errors")
                .forEach(error -> {
                    assertThat(error.get("message").asString()).isNotBlank();
                    fields.add(error.get("field").asString());
                });
        assertThat(fields).contains(field);
    }

    @Test
    void everyBrokenRuleIsToldAtOnce() {
        var locations = new ArrayList<>(RouteRequests.locations(3, 1));
        locations.set(0, Map.of("ID", "a", "name", "a", "lat", 95, "lon", 500));
        locations.set(1, Map.of("ID", "a", "name", "", "lat", 54, "lon", 45));
        var errors =
                http.post("/api/v1/qwen/optimize", Map.of("locations", locations))
                        .json()
                        .get("errors");
        assertThat(errors.size()).isEqualTo(4);
    }
}
