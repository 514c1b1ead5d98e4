package ru.t2.marshrut.roads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.kernel.GeoPoint;

/// Tells how far and how long it is between places. Thread-safe.
///
/// Where there is road data, by road; what it does not tell is estimated pair by pair and says so.
///
/// The estimate: great-circle distance × 1.3. The first and the last 2.5 km of a leg, as the crow
/// flies, are driven at the speed of settlements (25 km/h), what lies between at that of open roads
/// (60 km/h); so a leg of up to 5 km counts as being inside a settlement, and a longer detour never
/// takes less time. On foot it is 5 km/h everywhere.
@Service
public class Roads {

    private static final double DETOUR_FACTOR = 1.3;
    private static final double SETTLEMENT_METRES = 5_000;
    private static final double SETTLEMENT_METRES_PER_SECOND = 25 / 3.6;

    /// The longest leg that counts as being inside a settlement, on the road.
    public static final long SETTLEMENT_LEG_METRES = Math.round(SETTLEMENT_METRES * DETOUR_FACTOR);

    private static final double OPEN_ROAD_METRES_PER_SECOND = 60 / 3.6;
    private static final double WALKING_METRES_PER_SECOND = 5 / 3.6;

    /// Enough for the pairs of a region's stores, once.
    private static final Duration LONG = Duration.ofMinutes(2);

    private final RoadGraphs graphs;
    private final KnownLegs known = new KnownLegs();

    Roads(RoadGraphs graphs) {
        this.graphs = graphs;
    }

    /// All pairs of the points, in their order.
    public RoadMatrix matrix(List<GeoPoint> points, TransportMode mode) {
        return matrix(points, mode, LONG);
    }

    /// All pairs of the points, in their order. Ways by road are searched from the nearest pair to
    /// the farthest as long as time is left; those searched before take none.
    ///
    /// @param allowed for searching ways by road, roughly
    public RoadMatrix matrix(List<GeoPoint> points, TransportMode mode, Duration allowed) {
        int n = points.size();
        int[] travelSeconds = new int[n * n];
        int[] distanceMetres = new int[n * n];
        for (int from = 0; from < n; from++) {
            for (int to = from + 1; to < n; to++) {
                var leg = estimate(points.get(from), points.get(to), mode);
                distanceMetres[from * n + to] = leg.distanceMetres();
                distanceMetres[to * n + from] = leg.distanceMetres();
                travelSeconds[from * n + to] = leg.travelSeconds();
                travelSeconds[to * n + from] = leg.travelSeconds();
            }
        }
        var byRoads = new BitSet();
        graphs.find()
                .ifPresent(graph -> {
                    long end = System.nanoTime() + allowed.toNanos();
                    for (int pair : nearestFirst(n, distanceMetres)) {
                        var from = points.get(pair / n);
                        var to = points.get(pair % n);
                        if (System.nanoTime() - end > 0 && !known.has(from, to, mode)) {
                            continue;
                        }
                        known.find(graph, from, to, mode)
                                .ifPresent(leg -> {
                                    distanceMetres[pair] = leg.distanceMetres();
                                    travelSeconds[pair] = leg.travelSeconds();
                                    byRoads.set(pair);
                                });
                    }
                });
        return new RoadMatrix(n, travelSeconds, distanceMetres, byRoads);
    }

    private static int[] nearestFirst(int n, int[] distanceMetres) {
        return IntStream.range(0, n * n)
                .filter(pair -> pair / n != pair % n)
                .boxed()
                .sorted(Comparator.comparingInt(pair -> distanceMetres[pair]))
                .mapToInt(pair -> pair)
                .toArray();
    }

    /// The way through the points in their order.
    ///
    /// @param points two or more
    public RoadPath path(List<GeoPoint> points, TransportMode mode) {
        var graph = graphs.find();
        var legs = new ArrayList<RoadPath.Leg>();
        for (int i = 1; i < points.size(); i++) {
            var from = points.get(i - 1);
            var to = points.get(i);
            Optional<RoadPath.Leg> byRoad =
                    from.equals(to)
                            ? Optional.empty()
                            : graph.flatMap(roads -> roads.find(from, to, mode, true));
            legs.add(byRoad.orElseGet(() -> estimate(from, to, mode)));
        }
        return new RoadPath(legs);
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
