package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.TransportMode;

/// A stored route as one that is driven.
///
/// @param start where it begins; empty: at the first stop
/// @param end where it ends; empty: at the last stop
record TravelledRoute(
        RouteAnswer answer,
        TransportMode transportMode,
        Optional<GeoPoint> start,
        Optional<GeoPoint> end) {

    /// Start, stops in order, end.
    List<GeoPoint> points() {
        var points = new ArrayList<GeoPoint>();
        start.ifPresent(points::add);
        answer.locations().forEach(stop -> points.add(new GeoPoint(stop.lat(), stop.lon())));
        end.ifPresent(points::add);
        return points;
    }
}
