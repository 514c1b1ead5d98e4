package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Routes that are read back: in a list, on a map, in a navigator, beside the order as given.
class StoredRoutesTest {

    private static final HttpCalls HTTP = TestApplication.shared().http();
    private static final String NAME = "Салон <связи> & «5»";

    private static JsonNode route;
    private static List<String> given;

    @BeforeAll
    static void aRouteIsConfirmed() {
        var locations = new ArrayList<>(RouteRequests.locations(6, 11));
        var named = new LinkedHashMap<>(locations.get(2));
        named.put("name", NAME);
        named.put("ID", "stored-routes-test");
        locations.set(2, named);
        given = locations.stream().map(location -> String.valueOf(location.get("ID"))).toList();
        var body = new HashMap<String, Object>();
        body.put("locations", locations);
        body.put(
                "constraints",
                Map.of("start", Map.of("lat", 54.19, "lon", 45.17), "return_to_start", true));
        var variant = HTTP.post("/api/v1/optimize/variants", body).json().get("variants").get(0);
        body.put("order", list(variant.get("order")).stream().map(JsonNode::asString).toList());
        route = HTTP.post("/api/v1/optimize/confirm", body).json();
    }

    private static String path() {
        return "/api/v1/routes/" + route.get("ID").asString();
    }

    @Test
    void theListHasItWithItsFigures() {
        var found = HTTP.get("/api/v1/routes?stop_id=stored-routes-test").json();
        assertThat(found.get("total").asInt()).isEqualTo(1);
        var item = found.get("items").get(0);
        for (var field :
                List.of(
                        "ID",
                        "name",
                        "total_distance_km",
                        "total_time_hours",
                        "total_cost_rub",
                        "distance_source",
                        "model_used",
                        "chosen_by",
                        "quality_score")) {
            assertThat(item.get(field)).as(field).isEqualTo(route.get(field));
        }
        assertThat(item.get("stop_count").asInt()).isEqualTo(6);
        assertThat(item.get("created_at").asString().substring(0, 19))
                .isEqualTo(route.get("created_at").asString().substring(0, 19));
    }

    @Test
    void filtersKeepOutWhatDoesNotFit() {
        String day = route.get("created_at").asString().substring(0, 10);
        assertThat(total("stop_id=stored-routes-test&from=" + day + "&to=" + day)).isEqualTo(1);
        assertThat(total("stop_id=stored-routes-test&to=2020-01-01")).isZero();
        assertThat(total("stop_id=stored-routes-test&model_used=solver")).isEqualTo(1);
        assertThat(total("stop_id=stored-routes-test&model_used=llama")).isZero();
        boolean inTime = route.get("violations").isEmpty();
        assertThat(total("stop_id=stored-routes-test&in_time=" + inTime)).isEqualTo(1);
        assertThat(total("stop_id=stored-routes-test&in_time=" + !inTime)).isZero();
        assertThat(total("stop_id=nowhere")).isZero();
        assertThat(HTTP.get("/api/v1/routes?stop_id=no%00where").status()).isEqualTo(422);
        assertThat(HTTP.get("/api/v1/routes?limit=1").json().get("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, limit=0",
        "offset, offset=-1",
        "from, from=yesterday",
        "from, from=1900-01-01",
        "to, from=2026-05-01&to=2026-04-01",
        "model_used, model_used=gpt",
        "in_time, in_time=maybe",
    })
    void badFiltersAreNamed(String field, String query) {
        var answer = HTTP.get("/api/v1/routes?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(Json.wrongFields(answer)).contains(field);
    }

    @Test
    void geoJsonHasALineAndTheStopsInOrderLongitudeFirst() {
        var answer = HTTP.get(path(), "Accept", "application/geo+json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/geo+json");
        var features = list(answer.json().get("features"));
        assertThat(answer.json().get("type").asString()).isEqualTo("FeatureCollection");
        assertThat(features).hasSize(7);
        var line = features.getFirst().get("geometry");
        assertThat(line.get("type").asString()).isEqualTo("LineString");
        assertThat(line.get("coordinates").get(0).toString()).isEqualTo("[45.17,54.19]");
        assertThat(line.get("coordinates").get(0))
                .isEqualTo(line.get("coordinates").get(line.get("coordinates").size() - 1));
        for (int i = 0; i < 6; i++) {
            var stop = route.get("locations").get(i);
            var point = features.get(i + 1);
            assertThat(point.get("properties").get("position").asInt()).isEqualTo(i + 1);
            assertThat(point.get("properties").get("ID")).isEqualTo(stop.get("ID"));
            assertThat(point.get("geometry").get("coordinates").get(0)).isEqualTo(stop.get("lon"));
        }
    }

    @Test
    void gpxIsXmlWithTheStopsInOrder() throws Exception {
        var answer = HTTP.get(path(), "Accept", "application/gpx+xml");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/gpx+xml");
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        var document =
                factory.newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        answer.text().getBytes(StandardCharsets.UTF_8)));
        var gpx = document.getDocumentElement();
        assertThat(gpx.getNamespaceURI()).isEqualTo("http://www.topografix.com/GPX/1/1");
        assertThat(gpx.getAttribute("version")).isEqualTo("1.1");
        var points = document.getElementsByTagName("rtept");
        assertThat(points.getLength()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            var point = (Element) points.item(i);
            var stop = route.get("locations").get(i);
            assertThat(Double.parseDouble(point.getAttribute("lat")))
                    .isEqualTo(stop.get("lat").asDouble());
            assertThat(point.getElementsByTagName("name").item(0).getTextContent())
                    .isEqualTo("%d. %s".formatted(i + 1, stop.get("name").asString()));
        }
        assertThat(answer.text()).contains("&lt;связи&gt; &amp; «5»");
        assertThat(document.getElementsByTagName("trkpt").getLength()).isEqualTo(8);
    }

    @Test
    void jsonIsWhatABrowserGetsAndUnknownFormatsAreRefused() {
        assertThat(HTTP.get(path(), "Accept", "text/html,*/*;q=0.8").json()).isEqualTo(route);
        assertThat(HTTP.get(path(), "Accept", "image/png").status()).isEqualTo(406);
        var missing =
                HTTP.get(
                        "/api/v1/routes/00000000-0000-0000-0000-000000000000",
                        "Accept",
                        "application/gpx+xml");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(Json.code(missing)).isEqualTo("unknown_id");
    }

    @Test
    void theComparisonIsWithTheOrderAsGiven() {
        var comparison = HTTP.get(path() + "/comparison").json();
        var original = comparison.get("original");
        var optimised = comparison.get("optimised");
        assertThat(list(original.get("order")).stream().map(JsonNode::asString)).isEqualTo(given);
        assertThat(optimised.get("figures").get("distance_km"))
                .isEqualTo(route.get("total_distance_km"));
        for (var figure : List.of("distance_km", "time_hours", "cost_rub", "late_minutes")) {
            assertThat(comparison.get("deltas").get(figure).asDouble())
                    .as(figure)
                    .isCloseTo(
                            optimised.get("figures").get(figure).asDouble()
                                    - original.get("figures").get(figure).asDouble(),
                            within(0.001));
        }
        assertThat(comparison.get("deltas").get("distance_km").asDouble()).isNegative();
        for (var stop : list(comparison.get("changed_stops"))) {
            String id = stop.get("ID").asString();
            int before = stop.get("position_before").asInt();
            int after = stop.get("position_after").asInt();
            assertThat(before).isNotEqualTo(after);
            assertThat(given.get(before - 1)).isEqualTo(id);
            assertThat(optimised.get("order").get(after - 1).asString()).isEqualTo(id);
        }
    }

    @Test
    void aRouteWithoutAComparisonSaysSo() {
        var id = route.get("ID").asString();
        var jdbc = TestApplication.shared().jdbc();
        var copy = java.util.UUID.randomUUID().toString();
        jdbc.sql(
                        """
                        insert into route
                          (id, created_at, fingerprint, stop_count, distance_metres, duration_seconds, broken_seconds,
                           cost_kopecks, distance_source, model_used, quality_score, answer)
                        select :copy::uuid, created_at, 'copy', stop_count, distance_metres, duration_seconds,
                          broken_seconds, cost_kopecks, distance_source, model_used, quality_score, answer
                        from route
                        where id = :id::uuid
                        """)
                .param("copy", copy)
                .param("id", id)
                .update();
        var answer = HTTP.get("/api/v1/routes/" + copy + "/comparison");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(Json.code(answer)).isEqualTo("no_comparison");
        assertThat(HTTP.get("/api/v1/routes/" + copy, "Accept", "application/geo+json").status())
                .isEqualTo(200);
    }

    @Test
    void linksOpenAllStopsInOrder() {
        var links = HTTP.get(path() + "/links").json();
        var first = route.get("locations").get(0);
        String lat = String.format(java.util.Locale.ROOT, "%.6f", first.get("lat").asDouble());
        String lon = String.format(java.util.Locale.ROOT, "%.6f", first.get("lon").asDouble());
        assertThat(links.get("yandex").get(0).asString())
                .startsWith(
                        "https://yandex.ru/maps/?rtext=54.190000%2C45.170000~" + lat + "%2C" + lon)
                .endsWith("&rtt=auto");
        assertThat(links.get("google").get(0).asString())
                .contains("origin=54.190000%2C45.170000&destination=54.190000%2C45.170000")
                .contains("waypoints=" + lat + "%2C" + lon + "%7C");
        assertThat(links.get("2gis").get(0).asString())
                .contains("points/45.170000%2C54.190000%7C" + lon);
    }

    private static int total(String query) {
        var answer = HTTP.get("/api/v1/routes?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("total").asInt();
    }

    private static List<JsonNode> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
