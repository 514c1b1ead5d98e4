package ru.t2.marshrut.roads;

import com.graphhopper.util.PointList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A [RoadMap] as GeoJSON in a file, made once for each extract.
final class RoadMapFile {

    private static final String NAME = "map-1.json";

    /// Eleven metres, less than what the lines are simplified to.
    private static final double STEPS_PER_DEGREE = 10_000;

    private RoadMapFile() {}

    record Collection(String type, String attribution, List<Feature> features) {}

    record Feature(String type, Geometry geometry, Map<String, Object> properties) {}

    record Geometry(String type, Object coordinates) {}

    /// The file in this folder, made of the extract if it is not there yet.
    static Path open(Path extract, Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            var part = folder.resolve(NAME + ".part");
            Files.writeString(
                    part,
                    JsonMapper.shared().writeValueAsString(collection(RoadMap.read(extract))),
                    StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    static Collection collection(RoadMap map) {
        var features = new ArrayList<Feature>();
        map.lines()
                .forEach((kind, lines) ->
                        features.add(
                                new Feature(
                                        "Feature",
                                        new Geometry(
                                                "MultiLineString",
                                                lines.stream().map(RoadMapFile::line).toList()),
                                        Map.of("kind", kind))));
        for (var place : map.places()) {
            features.add(
                    new Feature(
                            "Feature",
                            new Geometry("Point", List.of(round(place.lon()), round(place.lat()))),
                            Map.of(
                                    "kind",
                                    "settlement",
                                    "name",
                                    place.name(),
                                    "population",
                                    place.population(),
                                    "weight",
                                    0)));
        }
        return new Collection("FeatureCollection", DistanceSource.ROAD_DATA, features);
    }

    private static List<List<Double>> line(PointList points) {
        var line = new ArrayList<List<Double>>();
        for (int i = 0; i < points.size(); i++) {
            line.add(List.of(round(points.getLon(i)), round(points.getLat(i))));
        }
        return line;
    }

    private static double round(double degrees) {
        return Math.round(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;
    }
}
