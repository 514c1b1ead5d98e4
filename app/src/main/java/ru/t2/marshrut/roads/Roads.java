package ru.t2.marshrut.roads;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.kernel.GeoPoint;

/// Tells how far and how long it is between places. Thread-safe.
///
/// Without road data it estimates: great-circle distance × 1.3. The first and the last 2.5 km of a
/// leg, as the crow flies, are driven at the speed of settlements (25 km/h), what lies between at
/// that of open roads (60 km/h); so a leg of up to 5 km counts as being inside a settlement, and a
/// longer detour never takes less time. On foot it is 5 km/h everywhere.
@Service
public class Roads {

    private static final double DETOUR_FACTOR = 1.3;
    private static final double SETTLEMENT_METRES = 5_000;
    private static final double SETTLEMENT_METRES_PER_SECOND = 25 / 3.6;

    /// The longest leg that counts as being inside a settlement, on the road.
    public static final long SETTLEMENT_LEG_METRES = Math.round(SETTLEMENT_METRES * DETOUR_FACTOR);

    private static final double OPEN_ROAD_METRES_PER_SECOND = 60 / 3.6;
    private static final double WALKING_METRES_PER_SECOND = 5 / 3.6;

    /// All pairs of the points, in their order.
    public RoadMatrix matrix(List<GeoPoint> points, TransportMode mode) {
        int n = points.size();
        int[] travelSeconds = new int[n * n];
        int[] distanceMetres = new int[n * n];
        for (int from = 0; from < n; from++) {
            for (int to = from + 1; to < n; to++) {
                double crowFlies = points.get(from).greatCircleMetres(points.get(to));
                int metres = (int) Math.round(crowFlies * DETOUR_FACTOR);
                int seconds = (int) Math.round(travelSeconds(crowFlies, mode));
                distanceMetres[from * n + to] = metres;
                distanceMetres[to * n + from] = metres;
                travelSeconds[from * n + to] = seconds;
                travelSeconds[to * n + from] = seconds;
            }
        }
        return new RoadMatrix(n, travelSeconds, distanceMetres, new BitSet());
    }

    /// The way through the points in their order.
    ///
    /// @param points two or more
    public RoadPath path(List<GeoPoint> points, TransportMode mode) {
        return new RoadPath(
                IntStream.range(1, points.size())
                        .mapToObj(i -> estimate(points.get(i - 1), points.get(i), mode))
                        .toList());
    }

    private static RoadPath.Leg estimate(GeoPoint from, GeoPoint to, TransportMode mode) {
        double crowFlies = from.greatCircleMetres(to);
        return new RoadPath.Leg(
                (int) Math.round(crowFlies * DETOUR_FACTOR),
                (int) Math.round(travelSeconds(crowFlies, mode)),
                DistanceSource.ESTIMATE,
                List.of(from, to));
    }

    private static double travelSeconds(double crowFliesMetres, TransportMode mode) {
        if (mode == TransportMode.WALK) {
            return crowFliesMetres * DETOUR_FACTOR / WALKING_METRES_PER_SECOND;
        }
        double inside = Math.min(crowFliesMetres, SETTLEMENT_METRES);
        double outside = crowFliesMetres - inside;
        return DETOUR_FACTOR
                * (inside / SETTLEMENT_METRES_PER_SECOND + outside / OPEN_ROAD_METRES_PER_SECOND);
    }
}
