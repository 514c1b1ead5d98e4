package ru.t2.marshrut.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Year;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

class TeamApiTest {

    private final HttpCalls http = TestApplication.shared().http();

    @Test
    void aRepHasAllHisFields() {
        var rep = http.get("/api/v1/reps/rep-2").json();
        assertThat(rep.propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "status",
                        "home",
                        "working_hours",
                        "lunch_minutes",
                        "max_visits_per_day",
                        "vehicle_id",
                        "skills",
                        "synthetic",
                        "version",
                        "created_at",
                        "updated_at");
        assertThat(rep.get("status").asString()).isEqualTo("active");
        assertThat(rep.get("home").propertyNames()).containsExactly("lat", "lon");
        assertThat(rep.get("home").get("lat").asDouble()).isEqualTo(54.0627);
        assertThat(rep.get("working_hours").get("start").asString()).isEqualTo("09:00");
        assertThat(rep.get("working_hours").get("end").asString()).isEqualTo("18:00");
        assertThat(rep.get("lunch_minutes").asInt()).isEqualTo(30);
        assertThat(rep.get("max_visits_per_day").asInt()).isEqualTo(14);
        assertThat(rep.get("vehicle_id").asString()).isEqualTo("car-2");
    }

    @Test
    void aVehicleHasAllItsFields() {
        var answer = http.get("/api/v1/vehicles/car-1");
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "plate",
                        "litres_per_100_km_city",
                        "litres_per_100_km_highway",
                        "fuel_rub_per_litre",
                        "synthetic",
                        "version",
                        "created_at",
                        "updated_at");
        assertThat(answer.text())
                .contains("\"litres_per_100_km_city\":8.70", "\"fuel_rub_per_litre\":64.50");
    }

    @Test
    void everyRepHasAVehicleOfTheTeam() {
        var team = TestApplication.shared().bean(Team.class);
        assertThat(team.listReps())
                .hasSize(4)
                .allMatch(rep -> team.findVehicle(rep.vehicleId().orElseThrow()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/reps", "/api/v1/vehicles"})
    void listsAreGivenInParts(String path) {
        var list = http.get(path).json();
        assertThat(list.propertyNames()).containsExactly("total", "items");
        assertThat(list.get("total").asInt()).isEqualTo(4);
        assertThat(list.get("items").size()).isEqualTo(4);
        var part = http.get(path + "?limit=2&offset=3").json();
        assertThat(part.get("total").asInt()).isEqualTo(4);
        assertThat(part.get("items").size()).isEqualTo(1);
        assertThat(part.get("items").get(0)).isEqualTo(list.get("items").get(3));
        assertThat(http.get(path + "?offset=9").json().get("items").size()).isZero();
    }

    @Test
    void aYearOfTheCalendarIsListedInOrder() {
        var list = http.get("/api/v1/holidays?year=2026").json();
        assertThat(list.get("total").asInt()).isEqualTo(22);
        var last = list.get("items").get(21);
        assertThat(last.propertyNames()).containsExactly("day", "kind", "name", "source");
        assertThat(last.get("day").asString()).isEqualTo("2026-12-31");
        assertThat(last.get("kind").asString()).isEqualTo("day_off");
        assertThat(http.get("/api/v1/holidays?year=2028").json().get("total").asInt()).isZero();
    }

    @Test
    void withoutAYearTheCurrentOneIsListed() {
        var year = Year.now(TestApplication.shared().bean(Clock.class));
        assertThat(http.get("/api/v1/holidays").json())
                .isEqualTo(http.get("/api/v1/holidays?year=" + year).json());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/reps?limit=0, limit",
        "/api/v1/reps?limit=501, limit",
        "/api/v1/vehicles?offset=-1, offset",
        "/api/v1/vehicles?offset=x, offset",
        "/api/v1/holidays?year=1999, year",
        "/api/v1/holidays?year=2101, year",
        "/api/v1/holidays?year=next, year"
    })
    void aWrongParameterIsNamed(String path, String parameter) {
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").asString()).isEqualTo("invalid_input");
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(parameter);
    }

    @Test
    void messagesNameValueAndRemedy() {
        var problem = http.get("/api/v1/holidays?year=1999").json();
        assertThat(problem.get("errors").get(0).get("message").asString())
                .isEqualTo("Год 1999 недопустим: укажите год от 2000 до 2100.");
        var both = http.get("/api/v1/reps?limit=0&offset=-5", "Accept-Language", "en").json();
        assertThat(both.get("errors").get(0).get("message").asString())
                .isEqualTo("0 is not allowed: give a whole number from 1 to 500.");
        assertThat(both.get("errors").get(1).get("message").asString())
                .isEqualTo("-5 is not allowed: give 0 or more.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/reps/rep-9", "/api/v1/vehicles/a%20b"})
    void whatIsUnknownIsNotFound(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").asString()).isEqualTo("unknown_id");
    }

    @Test
    void whatIsNoIdIsNotFound() {
        var team = TestApplication.shared().bean(Team.class);
        assertThat(team.findRep("\u0000")).isEmpty();
        assertThat(team.findVehicle("\u0000")).isEmpty();
    }
}
