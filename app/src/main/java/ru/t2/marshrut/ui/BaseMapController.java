package ru.t2.marshrut.ui;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.kernel.GeoPoint;

/// The map beneath every map, as GeoJSON: settlements, and areas and places of the features' own.
/// It needs no internet. Roads and true borders, where there are any, come from `/map/roads.json`.
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
        var grounds = sources.stream().map(BaseMapSource::ground).toList();
        var features = new ArrayList<Feature>();
        grounds.stream()
                .map(BaseMapSource.Ground::outline)
                .filter(outline -> outline.size() > 2)
                .forEach(outline ->
                        features.add(
                                new Feature(
                                        "Feature",
                                        new Geometry("Polygon", List.of(ring(outline))),
                                        Map.of("kind", "region"))));
        grounds.stream()
                .flatMap(ground -> ground.areas().stream())
                .forEach(area -> features.add(area(area)));
        var weights = new HashMap<String, BaseMapSource.Place>();
        grounds.stream()
                .flatMap(ground -> ground.places().stream())
                .forEach(place -> weights.put(place.name(), place));
        for (var place : settlements) {
            var known = weights.remove(place.name());
            features.add(
                    settlement(
                            russian ? place.name() : place.nameEn(),
                            place.position(),
                            place.population(),
                            known == null ? 0 : known.weight()));
        }
        weights.values().stream()
                .sorted(Comparator.comparing(BaseMapSource.Place::name))
                .forEach(place ->
                        features.add(
                                settlement(place.name(), place.position(), 0, place.weight())));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
                .varyBy("Cookie")
                .body(new Collection("FeatureCollection", features));
    }

    private static Feature area(BaseMapSource.Area area) {
        var centre = area.centre();
        return new Feature(
                "Feature",
                new Geometry("Polygon", List.of(ring(area.outline()))),
                Map.of(
                        "kind",
                        "area",
                        "name",
                        area.name(),
                        "centre",
                        List.of(centre.lat(), centre.lon())));
    }

    private static Feature settlement(String name, GeoPoint position, int population, int weight) {
        return new Feature(
                "Feature",
                new Geometry("Point", coordinates(position)),
                Map.of(
                        "kind",
                        "settlement",
                        "name",
                        name,
                        "population",
                        population,
                        "weight",
                        weight));
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
