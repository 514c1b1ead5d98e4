package ru.t2.marshrut.roads;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ru.t2.marshrut.kernel.GeoPoint;

/// Remembers ways between places that were searched before, those that do not exist included.
/// Bounded: a full memory is emptied. Thread-safe.
final class KnownLegs {

    /// 27 MB where requests share their points, 47 MB where they do not.
    private static final int MOST = 300_000;

    private static final long NO_WAY = -1;

    private record Key(GeoPoint from, GeoPoint to, boolean onFoot) {}

    private final ConcurrentHashMap<Key, Long> legs = new ConcurrentHashMap<>();

    /// Metres and seconds of a way, searched now if it never was.
    Optional<RoadPath.Leg> find(RoadGraph graph, GeoPoint from, GeoPoint to, TransportMode mode) {
        if (legs.size() >= MOST) {
            legs.clear();
        }
        var key = new Key(from, to, mode == TransportMode.WALK);
        var known = legs.get(key);
        if (known != null) {
            return known == NO_WAY ? Optional.empty() : Optional.of(leg(known, from, to));
        }
        var found = graph.find(from, to, mode, false);
        legs.put(key, found.map(KnownLegs::packed).orElse(NO_WAY));
        return found;
    }

    /// Whether finding a way takes no search.
    boolean has(GeoPoint from, GeoPoint to, TransportMode mode) {
        return legs.containsKey(new Key(from, to, mode == TransportMode.WALK));
    }

    private static long packed(RoadPath.Leg leg) {
        return (long) leg.distanceMetres() << 32 | leg.travelSeconds();
    }

    private static RoadPath.Leg leg(long packed, GeoPoint from, GeoPoint to) {
        return new RoadPath.Leg(
                (int) (packed >> 32), (int) packed, DistanceSource.ROADS, List.of(from, to));
    }
}
