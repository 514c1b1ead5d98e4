package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.TransportMode;

/// Links that open a route with all its stops, in order, in map services. A service takes so many
/// points at once; a longer route is several links, each of which begins where the one before ends.
///
/// @param twoGis in the API `2gis`
public record MapLinks(
        List<String> yandex, List<String> google, @JsonProperty("2gis") List<String> twoGis) {

    /// Yandex names no limit; this keeps the address short.
    private static final int YANDEX_POINTS = 25;

    /// Origin, nine waypoints, destination: the limit that Google Maps URLs document.
    private static final int GOOGLE_POINTS = 11;

    /// What 2GIS documents for routes of its Navigation API.
    private static final int TWO_GIS_POINTS = 10;

    /// Links of a route.
    ///
    /// @param points at least two, in order
    public static MapLinks of(List<GeoPoint> points, TransportMode mode) {
        return new MapLinks(
                links(points, YANDEX_POINTS, part -> yandex(part, mode)),
                links(points, GOOGLE_POINTS, part -> google(part, mode)),
                links(points, TWO_GIS_POINTS, part -> twoGis(part, mode)));
    }

    private static List<String> links(
            List<GeoPoint> points, int most, Function<List<GeoPoint>, String> link) {
        var links = new ArrayList<String>();
        for (int from = 0; from < points.size() - 1; from += most - 1) {
            links.add(link.apply(points.subList(from, Math.min(points.size(), from + most))));
        }
        return links;
    }

    private static String yandex(List<GeoPoint> points, TransportMode mode) {
        String way =
                switch (mode) {
                    case CAR, TAXI -> "auto";
                    case BUS -> "mt";
                    case WALK -> "pd";
                };
        return "https://yandex.ru/maps/?rtext=%s&rtt=%s"
                .formatted(joined(points, "~", MapLinks::latLon), way);
    }

    private static String google(List<GeoPoint> points, TransportMode mode) {
        String way =
                switch (mode) {
                    // Google has no waypoints for public transport; the roads are the same.
                    case CAR, TAXI, BUS -> "driving";
                    case WALK -> "walking";
                };
        var between = points.subList(1, points.size() - 1);
        return "https://www.google.com/maps/dir/?api=1&origin=%s&destination=%s%s&travelmode=%s"
                .formatted(
                        latLon(points.getFirst()),
                        latLon(points.getLast()),
                        between.isEmpty()
                                ? ""
                                : "&waypoints=" + joined(between, "%7C", MapLinks::latLon),
                        way);
    }

    private static String twoGis(List<GeoPoint> points, TransportMode mode) {
        String way =
                switch (mode) {
                    case CAR, TAXI -> "car";
                    case BUS -> "bus";
                    case WALK -> "pedestrian";
                };
        return "https://2gis.ru/directions/tab/%s/points/%s"
                .formatted(way, joined(points, "%7C", MapLinks::lonLat));
    }

    private static String joined(
            List<GeoPoint> points, String separator, Function<GeoPoint, String> text) {
        return points.stream().map(text).collect(Collectors.joining(separator));
    }

    private static String latLon(GeoPoint point) {
        return "%s%%2C%s".formatted(degrees(point.lat()), degrees(point.lon()));
    }

    private static String lonLat(GeoPoint point) {
        return "%s%%2C%s".formatted(degrees(point.lon()), degrees(point.lat()));
    }

    /// Six decimals are a decimetre.
    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
