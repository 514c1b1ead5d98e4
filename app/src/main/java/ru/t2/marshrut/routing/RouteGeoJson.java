package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.roads.RoadPath;

/// A route as GeoJSON (RFC 7946): a line, then a point for each stop in order. Positions are
/// longitude first.
///
/// @param type `FeatureCollection`
record RouteGeoJson(String type, List<Feature> features) {

    /// @param type `Feature`
    record Feature(String type, Geometry geometry, Map<String, Object> properties) {}

    /// @param type `Point` or `LineString`
    /// @param coordinates one position, or a list of them
    record Geometry(String type, List<?> coordinates) {

        static Geometry point(GeoPoint point) {
            return new Geometry("Point", position(point));
        }

        static Geometry line(List<GeoPoint> points) {
            return new Geometry("LineString", points.stream().map(Geometry::position).toList());
        }

        private static List<Double> position(GeoPoint point) {
            return List.of(point.lon(), point.lat());
        }
    }

    static RouteGeoJson of(RouteAnswer route, RoadPath path) {
        var features = new ArrayList<Feature>();
        var whole = new LinkedHashMap<String, Object>();
        whole.put("kind", "route");
        whole.put("ID", route.id());
        whole.put("name", route.name());
        whole.put("total_distance_km", route.totalDistanceKm());
        whole.put("total_time_hours", route.totalTimeHours());
        whole.put("total_cost_rub", route.totalCostRub());
        whole.put("distance_source", route.distanceSource());
        whole.put("geometry_source", path.source());
        if (path.source().attribution() != null || route.attribution() != null) {
            whole.put("attribution", DistanceSource.ROAD_DATA);
        }
        whole.put("model_used", route.modelUsed());
        features.add(new Feature("Feature", Geometry.line(path.geometry()), whole));
        var stops = route.locations();
        for (int i = 0; i < stops.size(); i++) {
            var stop = stops.get(i);
            var properties = new LinkedHashMap<String, Object>();
            properties.put("kind", "stop");
            properties.put("position", i + 1);
            properties.put("ID", stop.id());
            properties.put("name", stop.name());
            properties.put("address", stop.address());
            properties.put("priority", stop.priority());
            properties.put("arrival", stop.arrival().toString());
            properties.put("departure", stop.departure().toString());
            properties.put("day_offset", stop.dayOffset());
            properties.put("wait_minutes", stop.waitMinutes());
            properties.put("late_minutes", stop.lateMinutes());
            features.add(
                    new Feature(
                            "Feature",
                            Geometry.point(new GeoPoint(stop.lat(), stop.lon())),
                            properties));
        }
        return new RouteGeoJson("FeatureCollection", features);
    }
}
