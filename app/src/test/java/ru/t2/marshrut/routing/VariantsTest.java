package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Several routes to choose from, and the one that a person chose. The shared application has no
/// model files.
class VariantsTest {

    private final TestApplication application = TestApplication.shared();
    private final HttpCalls http = application.http();

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 12, 40})
    void atLeastThreeDistinctRoutesAreOfferedAndNothingIsStored(int count) {
        long routes = routes();
        var answer = http.post("/api/v1/optimize/variants", RouteRequests.body(count));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var variants = list(answer.json().get("variants"));
        assertThat(variants.size()).isBetween(3, 6);
        var orders = new HashSet<List<String>>();
        for (var variant : variants) {
            var order = strings(variant.get("order"));
            assertThat(orders.add(order)).isTrue();
            assertThat(order).containsExactlyInAnyOrderElementsOf(ids(count));
            assertThat(variant.get("stops").findValuesAsString("ID")).isEqualTo(order);
            assertThat(strings(variant.get("pros")).size()).isBetween(1, 3);
            assertThat(strings(variant.get("cons")).size()).isBetween(1, 3);
            assertThat(variant.get("explanation_source").asString()).isEqualTo("template");
            assertThat(variant.get("figures").get("distance_km").asDouble()).isPositive();
        }
        assertThat(variants.getFirst().get("name").asString()).isEqualTo("shortest");
        assertThat(variants.stream().filter(v -> v.get("recommended").asBoolean())).hasSize(1);
        assertThat(answer.json().get("locations").size()).isEqualTo(count);
        assertThat(routes()).isEqualTo(routes);
    }

    @Test
    void noVariantButAnAlternativeIsWorseThanAnotherInEverything() {
        var variants = list(variants(12, Map.of()).get("variants"));
        var figures = List.of("distance_km", "cost_rub", "late_minutes", "priority_minutes");
        for (var one : variants) {
            if (one.get("name").asString().equals("alternative")) {
                continue;
            }
            for (var other : variants) {
                boolean noBetter =
                        figures.stream().allMatch(f -> figure(one, f) >= figure(other, f))
                                && finish(one).compareTo(finish(other)) >= 0;
                boolean worse =
                        figures.stream().anyMatch(f -> figure(one, f) > figure(other, f))
                                && finish(one).compareTo(finish(other)) > 0;
                assertThat(noBetter && worse).as("%s beside %s", one, other).isFalse();
            }
        }
    }

    @Test
    void twoStopsHaveTwoOrdersAndNoMore() {
        assertThat(variants(2, Map.of()).get("variants").size()).isEqualTo(2);
    }

    @Test
    void aCarWithAConsumptionMakesTheCheapestRouteADifferentOne() {
        var distant = new ArrayList<>(RouteRequests.locations(9, 5));
        for (int i = 0; i < distant.size(); i += 3) {
            var moved = new LinkedHashMap<>(distant.get(i));
            moved.put("lat", 54.9 + i * 0.02);
            distant.set(i, moved);
        }
        var answer =
                http.post(
                        "/api/v1/optimize/variants",
                        Map.of("locations", distant, "constraints", Map.of("vehicle_id", "car-1")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var variants = list(answer.json().get("variants"));
        double least =
                variants.stream().mapToDouble(v -> figure(v, "cost_rub")).min().orElseThrow();
        double shortest = figure(variants.getFirst(), "cost_rub");
        assertThat(least).isLessThanOrEqualTo(shortest);
        variants.stream()
                .filter(v -> v.get("name").asString().equals("cheapest"))
                .forEach(v -> assertThat(figure(v, "cost_rub")).isEqualTo(least));
    }

    @Test
    void everyNumberInProsAndConsIsOneOfTheFigures() {
        var variants = list(variants(15, Map.of("return_to_start", true)).get("variants"));
        for (var variant : variants) {
            for (var sentence : strings(variant.get("pros"))) {
                if (sentence.startsWith("Самый короткий")) {
                    assertThat(sentence.replace(',', '.'))
                            .contains(plain(variant.get("figures").get("distance_km")));
                }
                if (sentence.startsWith("Самый дешёвый")) {
                    assertThat(sentence.replace(',', '.'))
                            .contains(variant.get("figures").get("cost_rub").asString());
                }
            }
            for (var sentence : strings(variant.get("cons"))) {
                if (sentence.startsWith("Длиннее")) {
                    double longer =
                            figure(variant, "distance_km")
                                    - figure(variants.getFirst(), "distance_km");
                    double told =
                            Double.parseDouble(
                                    sentence.replace(',', '.')
                                            .replaceAll("[^0-9.]", "")
                                            .replaceAll("\\.$", ""));
                    assertThat(told)
                            .isCloseTo(longer, org.assertj.core.api.Assertions.within(0.011));
                }
            }
        }
        assertThat(strings(variants.getFirst().get("pros")).getFirst()).contains("км");
    }

    @Test
    void prosAndConsAreInTheLanguageOfTheRequest() {
        var english =
                http.post(
                                "/api/v1/optimize/variants",
                                RouteRequests.body(8),
                                "Accept-Language",
                                "en")
                        .json();
        for (var variant : list(english.get("variants"))) {
            assertThat(String.join(" ", strings(variant.get("pros"))))
                    .doesNotContainPattern("[а-я]");
            assertThat(String.join(" ", strings(variant.get("cons"))))
                    .doesNotContainPattern("[а-я]");
        }
    }

    @Test
    void storedStoresAreOfferedToo() {
        var answer =
                http.post(
                        "/api/v1/optimize/variants",
                        Map.of("location_ids", List.of("tt-001", "tt-002", "tt-003", "tt-004")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("variants").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aWishThatCantBeGrantedIsANamedViolation() {
        var wished = variants(4, Map.of("notes", "m1 до 8:00"));
        var wish = wished.get("understood").get(0);
        assertThat(wish.get("accepted").asBoolean()).as(wished.toString()).isFalse();
        for (var variant : list(wished.get("variants"))) {
            var violation = variant.get("violations").get(0);
            assertThat(violation.get("kind").asString()).isEqualTo("wish");
            assertThat(violation.get("store").asString()).isEqualTo("m1");
            assertThat(violation.get("detail").asString()).contains("m1 до 8:00").contains("09:00");
        }
    }

    @Test
    void theConfirmedOrderIsStoredWithFiguresOfOurOwn() {
        var body = new HashMap<>(RouteRequests.body(10));
        var offer = http.post("/api/v1/optimize/variants", body).json();
        var variant = offer.get("variants").get(1);
        body.put("order", strings(variant.get("order")));
        body.put("figures", Map.of("distance_km", 0.01, "cost_rub", 1, "model_used", "qwen"));
        var answer = http.post("/api/v1/optimize/confirm", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var route = answer.json();
        assertThat(route.get("locations").findValuesAsString("ID"))
                .isEqualTo(strings(variant.get("order")));
        assertThat(route.get("total_distance_km"))
                .isEqualTo(variant.get("figures").get("distance_km"));
        assertThat(route.get("total_cost_rub")).isEqualTo(variant.get("figures").get("cost_rub"));
        assertThat(route.get("model_used").asString()).isEqualTo("solver");
        assertThat(route.get("chosen_by").asString()).isEqualTo("person");
        assertThat(route.get("model_run").isNull()).isTrue();
        assertThat(answer.header("Location"))
                .isEqualTo("/api/v1/routes/" + route.get("ID").asString());
        assertThat(http.get(answer.header("Location")).json()).isEqualTo(route);
    }

    @Test
    void anOrderOfOnesOwnIsNotCalledTheSolvers() {
        var body = new HashMap<>(RouteRequests.body(10));
        var worst = new ArrayList<>(ids(10));
        java.util.Collections.shuffle(worst, new java.util.Random(7));
        body.put("order", worst);
        var route = http.post("/api/v1/optimize/confirm", body).json();
        var chosen =
                list(route.get("candidates")).stream()
                        .filter(candidate -> candidate.get("chosen").asBoolean())
                        .toList();
        assertThat(chosen).hasSize(1);
        assertThat(chosen.getFirst().get("name").asString()).isEqualTo("own_order");
        assertThat(route.get("quality_score").asDouble()).isLessThan(100);
        assertThat(route.get("locations").findValuesAsString("ID")).isEqualTo(worst);
    }

    @ParameterizedTest
    @CsvSource({
        "order, ''",
        "order, m0 m1",
        "order, m0",
        "order[3], m0 m1 m2 nowhere",
        "order, m0 m1 m2 m2",
    })
    void anOrderMustNameEachLocationOnce(String field, String order) {
        var body = new HashMap<>(RouteRequests.body(4));
        if (!order.isEmpty()) {
            body.put("order", List.of(order.split(" ")));
        }
        var answer = http.post("/api/v1/optimize/confirm", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(Json.wrongFields(answer)).contains(field);
    }

    @Test
    void badInputIsNamed() {
        var inline = RouteRequests.locations(3, 1);
        var cases =
                List.of(
                        Map.entry("location_ids", Map.of()),
                        Map.entry(
                                "locations",
                                Map.of("locations", inline, "location_ids", List.of("a", "b"))),
                        Map.entry(
                                "location_ids[1]", Map.of("location_ids", List.of("tt-001", "x"))),
                        Map.entry("locations[1].lat", RouteRequests.withField("lat", 95)),
                        Map.entry("locations[1].ID", RouteRequests.withField("ID", "m0")),
                        Map.entry("model", Map.of("locations", inline, "model", "gpt")),
                        Map.entry("limit", Map.of("locations", inline, "limit", 3)),
                        Map.entry(
                                "constraints.prefer",
                                Map.of(
                                        "locations",
                                        inline,
                                        "constraints",
                                        Map.of("prefer", "beauty"))));
        for (var broken : cases) {
            var answer = http.post("/api/v1/optimize/variants", broken.getValue());
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(Json.wrongFields(answer)).as(answer.text()).contains(broken.getKey());
        }
    }

    private JsonNode variants(int count, Map<String, Object> constraints) {
        var answer = http.post("/api/v1/optimize/variants", RouteRequests.body(count, constraints));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static double figure(JsonNode variant, String name) {
        return variant.get("figures").get(name).asDouble();
    }

    private static String finish(JsonNode variant) {
        var figures = variant.get("figures");
        return figures.get("finish_day_offset").asString() + figures.get("finish").asString();
    }

    /// As the messages show numbers: without zeros at the end.
    private static String plain(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    private static List<JsonNode> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static List<String> strings(JsonNode items) {
        return list(items).stream().map(JsonNode::asString).toList();
    }

    private long routes() {
        return application.jdbc().sql("select count(*) from route").query(Long.class).single();
    }
}
