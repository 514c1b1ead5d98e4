package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// The shared application has no model files.
class OptimizeWithoutModelsTest {

    private final TestApplication application = TestApplication.shared();
    private final HttpCalls http = application.http();

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10, 50})
    void theSolverAloneMakesARouteOfStoredStoresAndSaysSo(int count) {
        var answer = solve(count, Map.of());
        assertThat(answer.get("model_used").asString()).isEqualTo("solver");
        assertThat(answer.get("fallback_reason").isNull()).isTrue();
        assertThat(answer.get("model_run").isNull()).isTrue();
        assertThat(answer.get("distance_source").asString()).isEqualTo("estimate");
        assertThat(answer.get("locations").size()).isEqualTo(count);
        var ids = new HashSet<String>();
        answer.get("locations").forEach(stop -> ids.add(stop.get("ID").asString()));
        assertThat(ids).containsExactlyInAnyOrderElementsOf(ids(count));
        assertThat(chosen(answer)).hasSize(1);
        assertThat(answer.get("candidates").size()).isBetween(2, 4);
        assertThat(answer.get("understood").isEmpty()).isTrue();
    }

    @Test
    void aRouteIsStoredAndCanBeReadBack() {
        var answer = solve(5, Map.of());
        String id = answer.get("ID").asString();
        assertThat(http.get("/api/v1/routes/" + id).json()).isEqualTo(answer);
        var row =
                application
                        .jdbc()
                        .sql(
                                "select stop_count, model_run_id, distance_metres / 10 from route where id = :id::uuid")
                        .param("id", id)
                        .query((rows, _) ->
                                rows.getInt(1) + " " + rows.getString(2) + " " + rows.getLong(3))
                        .single();
        long tensOfMetres = Math.round(answer.get("total_distance_km").asDouble() * 100);
        assertThat(row).isIn("5 null " + tensOfMetres, "5 null " + (tensOfMetres - 1));
    }

    @Test
    void anUnknownRouteIsNotFound() {
        assertThat(http.get("/api/v1/routes/00000000-0000-0000-0000-000000000000").status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/routes/not-an-id").status()).isEqualTo(422);
    }

    @Test
    void thePreferenceDecidesWhenNoModelIsAsked() {
        var shortest = solve(12, Map.of("prefer", "distance"));
        var important = solve(12, Map.of("prefer", "priority"));
        assertThat(shortest.get("total_distance_km").asDouble())
                .isLessThanOrEqualTo(important.get("total_distance_km").asDouble());
        assertThat(shortest.get("quality_score").asDouble()).isEqualTo(100);
    }

    @Test
    void theBusCostsByTheLegAndTheTaxiByTheKilometre() {
        var bus = solve(4, Map.of("transport_mode", "bus"));
        assertThat(bus.get("total_cost_rub").asDouble()).isEqualTo(120);
        var taxi = solve(4, Map.of("transport_mode", "taxi"));
        assertThat(taxi.get("total_cost_rub").asDouble())
                .isCloseTo(70 * taxi.get("total_distance_km").asDouble(), within(0.36));
        assertThat(solve(4, Map.of("transport_mode", "walk")).get("total_cost_rub").asDouble())
                .isZero();
    }

    @Test
    void aVehicleCostsItsFuel() {
        var answer = solve(4, Map.of("vehicle_id", "car-1"));
        double perKilometre =
                answer.get("total_cost_rub").asDouble()
                        / answer.get("total_distance_km").asDouble();
        assertThat(perKilometre).isBetween(5.2 * 0.645 - 0.01, 8.7 * 0.645 + 0.01);
    }

    @Test
    void aRouteReturnsToWhereItStarted() {
        var home = Map.of("lat", 54.19, "lon", 45.17);
        double open = solve(6, Map.of("start", home)).get("total_distance_km").asDouble();
        double closed =
                solve(6, Map.of("start", home, "return_to_start", true))
                        .get("total_distance_km")
                        .asDouble();
        assertThat(closed).isGreaterThan(open);
    }

    @Test
    void withoutAStartARoundTripBeginsAtThePlaceOfTheFirstLocation() {
        var first = application.http().get("/api/v1/locations/tt-001").json();
        var given = Map.of("lat", first.get("lat").asDouble(), "lon", first.get("lon").asDouble());
        assertThat(solve(6, Map.of("return_to_start", true)).get("total_distance_km"))
                .isEqualTo(
                        solve(6, Map.of("start", given, "return_to_start", true))
                                .get("total_distance_km"));
    }

    @Test
    void evenARoundTripOfTwoHasSomethingToChoose() {
        assertThat(solve(2, Map.of("return_to_start", true)).get("candidates").size()).isEqualTo(2);
    }

    @Test
    void aFixedDepartureIsKept() {
        var answer =
                solve(3, Map.of("start", Map.of("lat", 54.19, "lon", 45.17), "depart_at", "10:30"));
        assertThat(answer.get("locations").get(0).get("arrival").asString()).isGreaterThan("10:30");
    }

    @Test
    void aDayThatIsTooShortIsAnsweredWithItsViolations() {
        var answer = solve(10, Map.of("depart_at", "09:00", "shift_end", "09:30"));
        var kinds = new HashSet<String>();
        answer.get("violations")
                .forEach(violation -> {
                    kinds.add(violation.get("kind").asString());
                    assertThat(violation.get("minutes").asInt()).isPositive();
                    assertThat(violation.get("detail").asString()).isNotBlank();
                });
        assertThat(kinds).contains("overtime");
    }

    @Test
    void moreStopsThanADayHoldsAreAllVisitedOverSeveralDays() {
        var answer = solve(120, Map.of());
        assertThat(answer.get("locations").size()).isEqualTo(120);
        assertThat(answer.get("locations").get(119).get("day_offset").asInt()).isPositive();
    }

    @Test
    void unknownStoresAreNamed() {
        var answer =
                http.post("/api/v1/optimize", Map.of("location_ids", List.of("tt-001", "nowhere")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString())
                .isEqualTo("location_ids[1]");
    }

    @Test
    void withoutModelFilesTheChainAnswersHonestlyAndNamesThem() {
        var answer = http.post("/api/v1/qwen/optimize", RouteRequests.body(4));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").asString()).isEqualTo("all_models_unavailable");
        assertThat(answer.json().get("detail").asString())
                .contains("qwen2-0_5b-instruct-q4_k_m.gguf")
                .contains("Llama-3.2-1B-Instruct-Q4_K_M.gguf")
                .contains("Hugging Face");
    }

    @Test
    void llamaAloneNamesOnlyItsOwnFile() {
        var answer = http.post("/api/v1/llama/optimize", RouteRequests.body(4));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("detail").asString())
                .contains("Llama-3.2-1B-Instruct-Q4_K_M.gguf")
                .doesNotContain("qwen2");
    }

    @Test
    void aRunThatFailedIsOnRecordAndNoRouteIsStored() {
        long routes = count("route");
        long runs = count("model_run");
        http.post("/api/v1/qwen/optimize", RouteRequests.body(3));
        assertThat(count("route")).isEqualTo(routes);
        assertThat(count("model_run")).isEqualTo(runs + 1);
    }

    private JsonNode solve(int count, Map<String, Object> constraints) {
        var answer =
                http.post(
                        "/api/v1/optimize",
                        Map.of(
                                "location_ids",
                                ids(count),
                                "model",
                                "solver",
                                "constraints",
                                constraints));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("tt-%03d"::formatted).toList();
    }

    private static List<JsonNode> chosen(JsonNode answer) {
        return StreamSupport.stream(answer.get("candidates").spliterator(), false)
                .filter(candidate -> candidate.get("chosen").asBoolean())
                .toList();
    }

    private long count(String table) {
        return application.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
