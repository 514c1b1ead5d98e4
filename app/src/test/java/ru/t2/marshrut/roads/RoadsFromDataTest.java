package ru.t2.marshrut.roads;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// The application with an extract of a made-up town.
class RoadsFromDataTest {

    private static final GeoPoint OUTSIDE = new GeoPoint(54.6, 45.1);

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void start() throws InterruptedException {
        var folder = TestApplication.temporaryFolder();
        GridExtract.write(folder.resolve("town.osm"));
        application = TestApplication.start(folder, Map.of("ROADS_OSM_FILE", "town.osm"));
        http = application.http();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (application.bean(RoadGraphs.class).findMap().isEmpty()) {
            assertThat(System.nanoTime()).as("roads are imported").isLessThan(end);
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aWayByRoadHasItsLineAndSaysSo() {
        var way = preview(GridExtract.junction(1, 1), GridExtract.junction(8, 9));
        assertThat(way.get("distance_source").asString()).isEqualTo("roads");
        assertThat(way.get("geometry").get("coordinates").size()).isGreaterThan(2);
        assertThat(way.get("attribution").asString()).contains("© участники OpenStreetMap");
    }

    @Test
    void whatIsEstimatedOwesNothingToTheRoadData() {
        var way = preview(OUTSIDE, new GeoPoint(54.7, 45.2));
        assertThat(way.get("distance_source").asString()).isEqualTo("estimate");
        assertThat(way.has("attribution")).isFalse();
    }

    private static JsonNode at(Map<String, JsonNode> kinds, String kind) {
        return Objects.requireNonNull(kinds.get(kind), kind);
    }

    @Test
    void theMapHasMainRoadsBordersAndPlacesOfTheExtract() {
        var answer = http.get("/map/roads.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("attribution").asString()).contains("OpenStreetMap");
        var kinds = new HashMap<String, JsonNode>();
        answer.json()
                .get("features")
                .forEach(each -> kinds.put(each.get("properties").get("kind").asString(), each));
        assertThat(kinds).containsOnlyKeys("primary", "secondary", "district_border", "settlement");
        // straight, so that two points are enough
        assertThat(at(kinds, "primary").get("geometry").get("coordinates").toString())
                .isEqualTo("[[[45.1,54.15],[45.2,54.15]]]");
        // four streets that meet: one line around
        var border = at(kinds, "district_border").get("geometry").get("coordinates");
        assertThat(border.size()).isEqualTo(1);
        assertThat(border.get(0).size()).isEqualTo(5);
        assertThat(at(kinds, "settlement").get("properties").get("name").asString())
                .isEqualTo("Сеткин");
        assertThat(at(kinds, "settlement").get("properties").get("population").asInt())
                .isEqualTo(12_345);

        String tag = answer.header("ETag");
        assertThat(http.get("/map/roads.json", "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    void thePageDrawsThemAndNamesWhoseTheyAre() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize?stops=");
            var map = page.locator("#optimize-map");
            PlaywrightAssertions.assertThat(map.locator(".leaflet-control-attribution"))
                    .containsText("© участники OpenStreetMap");
            Pictures.take(page, "map-roads");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aLegWithoutARoadIsEstimatedAndTheWholeIsMixed() {
        var way = preview(GridExtract.junction(1, 1), GridExtract.junction(8, 9), OUTSIDE);
        assertThat(way.get("distance_source").asString()).isEqualTo("mixed");
        assertThat(way.get("legs").get(0).get("distance_source").asString()).isEqualTo("roads");
        assertThat(way.get("legs").get(1).get("distance_source").asString()).isEqualTo("estimate");
    }

    @Test
    void aMatrixNamesThePairsWithoutARoad() {
        var answer =
                http.post(
                        "/api/v1/roads/matrix",
                        Map.of(
                                "points",
                                List.of(
                                        json(GridExtract.junction(1, 1)),
                                        json(GridExtract.junction(8, 9)),
                                        json(OUTSIDE))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("distance_source").asString()).isEqualTo("mixed");
        assertThat(answer.json().get("estimated_pairs").toString())
                .isEqualTo("[[0,2],[1,2],[2,0],[2,1]]");
        var leg = preview(GridExtract.junction(1, 1), GridExtract.junction(8, 9));
        assertThat(answer.json().get("distance_km").get(0).get(1))
                .isEqualTo(leg.get("distance_km"));
    }

    @Test
    void aRouteIsMadeOfRoadsFromTheMatrixToTheMap() {
        var route = variants(List.of()).get(0);
        assertThat(route.get("distance_source").asString()).isEqualTo("roads");
        var mixed = variants(List.of(OUTSIDE)).get(0);
        assertThat(mixed.get("distance_source").asString()).isEqualTo("mixed");
    }

    @Test
    void aStoredRouteIsDrawnAlongTheRoads() {
        var body = new HashMap<String, Object>(body(List.of()));
        var offered = http.post("/api/v1/optimize/variants", body).json();
        var order = new ArrayList<String>();
        offered.get("variants").get(0).get("order").forEach(id -> order.add(id.asString()));
        body.put("order", order);
        var route = http.post("/api/v1/optimize/confirm", body);
        assertThat(route.status()).as(route.text()).isEqualTo(201);
        assertThat(route.json().get("distance_source").asString()).isEqualTo("roads");
        var path = "/api/v1/routes/" + route.json().get("ID").asString();
        var line = http.get(path, "Accept", "application/geo+json").json().get("features").get(0);
        assertThat(line.get("properties").get("geometry_source").asString()).isEqualTo("roads");
        assertThat(line.get("geometry").get("coordinates").size()).isGreaterThan(order.size());
        assertThat(line.get("properties").get("attribution").asString()).contains("OpenStreetMap");
        assertThat(route.json().get("attribution").asString()).contains("OpenStreetMap");
        assertThat(http.get(path).json().get("attribution").asString()).contains("OpenStreetMap");
        assertThat(http.get(path, "Accept", "application/gpx+xml").text())
                .contains("<copyright author=\"OpenStreetMap contributors\">");
    }

    private static JsonNode variants(List<GeoPoint> more) {
        var answer = http.post("/api/v1/optimize/variants", body(more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("variants");
    }

    private static Map<String, Object> body(List<GeoPoint> more) {
        var points =
                new ArrayList<>(
                        List.of(
                                GridExtract.junction(1, 1),
                                GridExtract.junction(12, 3),
                                GridExtract.junction(4, 16),
                                GridExtract.junction(18, 18)));
        points.addAll(more);
        var locations = new ArrayList<Map<String, Object>>();
        for (var point : points) {
            String id = "p" + locations.size();
            locations.add(Map.of("ID", id, "name", id, "lat", point.lat(), "lon", point.lon()));
        }
        return Map.of("locations", locations);
    }

    private static JsonNode preview(GeoPoint... points) {
        var answer =
                http.post(
                        "/api/v1/roads/preview",
                        Map.of(
                                "points",
                                List.of(points).stream().map(RoadsFromDataTest::json).toList()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static Map<String, Double> json(GeoPoint point) {
        return Map.of("lat", point.lat(), "lon", point.lon());
    }
}
