package ru.t2.marshrut.roads;

import java.util.ArrayList;
import java.util.List;
import ru.t2.marshrut.kernel.GeoPoint;

/// The way through places in a given order.
///
/// @param legs from each place to the next
public record RoadPath(List<Leg> legs) {

    public RoadPath {
        legs = List.copyOf(legs);
    }

    /// The way between two places.
    ///
    /// @param geometry at least two points, from the one place to the other; without road data the
    ///   straight line between them
    public record Leg(
            int distanceMetres, int travelSeconds, DistanceSource source, List<GeoPoint> geometry) {

        public Leg {
            geometry = List.copyOf(geometry);
        }
    }

    public long distanceMetres() {
        return legs.stream().mapToLong(Leg::distanceMetres).sum();
    }

    public long travelSeconds() {
        return legs.stream().mapToLong(Leg::travelSeconds).sum();
    }

    /// Where the figures of all legs together come from; legs that lead nowhere do not count.
    public DistanceSource source() {
        return DistanceSource.ofAll(
                legs.stream().filter(leg -> leg.distanceMetres() > 0).map(Leg::source).toList());
    }

    /// All legs as one line, without the points where one follows the other twice.
    public List<GeoPoint> geometry() {
        var line = new ArrayList<GeoPoint>();
        for (var leg : legs) {
            for (var point : leg.geometry()) {
                if (line.isEmpty() || !line.getLast().equals(point)) {
                    line.add(point);
                }
            }
        }
        if (line.size() == 1) {
            // A line has two ends, even where all stops are at one place.
            line.add(line.getFirst());
        }
        return line;
    }
}
