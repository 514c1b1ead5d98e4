package ru.t2.marshrut.stores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.ui.BaseMapSource;

/// Where the stores of each district lie: the hull of their positions, for lack of true borders;
/// and how many each settlement has. Thread-safe.
@Component
class DistrictAreas implements BaseMapSource {

    private final StoreRepository repository;

    DistrictAreas(StoreRepository repository) {
        this.repository = repository;
    }

    @Override
    public Ground ground() {
        var stores = repository.listPoints();
        var byDistrict = positions(stores, StorePoint::district);
        var areas = new ArrayList<Area>();
        byDistrict.forEach((name, points) -> {
            var hull = hull(points);
            if (hull.size() >= 3) {
                areas.add(new Area(name, hull));
            }
        });
        var places =
                positions(stores, StorePoint::city).entrySet().stream()
                        .filter(city -> !city.getKey().isEmpty())
                        .map(city ->
                                new Place(
                                        city.getKey(),
                                        middle(city.getValue()),
                                        city.getValue().size()))
                        .toList();
        return new Ground(hull(stores.stream().map(StorePoint::position).toList()), areas, places);
    }

    private static Map<String, List<GeoPoint>> positions(
            List<StorePoint> stores, Function<StorePoint, String> name) {
        return stores.stream()
                .collect(
                        Collectors.groupingBy(
                                name,
                                TreeMap::new,
                                Collectors.mapping(StorePoint::position, Collectors.toList())));
    }

    private static GeoPoint middle(List<GeoPoint> points) {
        return new GeoPoint(
                points.stream().mapToDouble(GeoPoint::lat).average().orElseThrow(),
                points.stream().mapToDouble(GeoPoint::lon).average().orElseThrow());
    }

    /// The smallest convex area around the points, counter-clockwise (Andrew's monotone chain).
    static List<GeoPoint> hull(List<GeoPoint> points) {
        var sorted =
                points.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparingDouble(GeoPoint::lon)
                                        .thenComparingDouble(GeoPoint::lat))
                        .toList();
        if (sorted.size() < 3) {
            return sorted;
        }
        var hull = new ArrayList<GeoPoint>(half(sorted));
        hull.addAll(half(sorted.reversed()));
        return hull;
    }

    /// One side from the first point to the last, which is left out.
    private static List<GeoPoint> half(List<GeoPoint> points) {
        var side = new ArrayList<GeoPoint>();
        for (var point : points) {
            while (side.size() >= 2
                    && turn(side.get(side.size() - 2), side.getLast(), point) <= 0) {
                side.removeLast();
            }
            side.add(point);
        }
        side.removeLast();
        return side;
    }

    /// More than 0 when the way from a over b to c turns left.
    private static double turn(GeoPoint a, GeoPoint b, GeoPoint c) {
        return (b.lon() - a.lon()) * (c.lat() - a.lat())
                - (b.lat() - a.lat()) * (c.lon() - a.lon());
    }
}
