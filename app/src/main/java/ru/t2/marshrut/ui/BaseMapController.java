package ru.t2.marshrut.ui;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.kernel.GeoPoint;

/// The map beneath every map, as GeoJSON: settlements, and areas of the features' own. It needs no
/// internet.
@Hidden
@RestController
class BaseMapController {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final List<Settlement> settlements = Settlement.listMordovia();
    private final List<BaseMapSource> sources;

    BaseMapController(List<BaseMapSource> sources) {
        this.sources = sources;
    }

    /// GeoJSON (RFC 7946): longitude first.
    record Collection(String type, List<Feature> features) {}

    record Feature(String type, Geometry geometry, Map<String, Object> properties) {}

    record Geometry(String type, Object coordinates) {}

    @GetMapping(path = "/map/base.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Collection> baseMap() {
        boolean russian = LocaleContextHolder.getLocale().getLanguage().equals("ru");
        var features = new ArrayList<Feature>();
        sources.stream()
                .flatMap(source -> source.areas().stream())
                .forEach(area ->
                        features.add(
                                new Feature(
                                        "Feature",
                                        new Geometry("Polygon", List.of(ring(area.outline()))),
                                        Map.of("kind", "area", "name", area.name()))));
        settlements.forEach(place ->
                features.add(
                        new Feature(
                                "Feature",
                                new Geometry("Point", coordinates(place.position())),
                                Map.of(
                                        "kind",
                                        "settlement",
                                        "name",
                                        russian ? place.name() : place.nameEn(),
                                        "population",
                                        place.population()))));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
                .varyBy("Cookie")
                .body(new Collection("FeatureCollection", features));
    }

    private static List<List<Double>> ring(List<GeoPoint> outline) {
        var ring = new ArrayList<List<Double>>();
        outline.forEach(point -> ring.add(coordinates(point)));
        ring.add(ring.getFirst());
        return ring;
    }

    private static List<Double> coordinates(GeoPoint point) {
        return List.of(point.lon(), point.lat());
    }
}
