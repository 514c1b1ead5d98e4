package ru.t2.marshrut.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.testing.HttpCalls;
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
        while (application.bean(RoadGraphs.class).find().isEmpty()) {
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
