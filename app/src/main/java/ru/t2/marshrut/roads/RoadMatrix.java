package ru.t2.marshrut.roads;

import java.util.BitSet;

/// Durations and distances between n places, row-major: `[from * n + to]`. The arrays are shared,
/// not copied: read them, don't write.
public final class RoadMatrix {

    private final int size;
    private final int[] travelSeconds; // n × n, row-major: [from * n + to]
    private final int[] distanceMetres; // n × n, row-major: [from * n + to]
    private final BitSet byRoads; // [from * n + to]; the diagonal counts for nothing

    RoadMatrix(int size, int[] travelSeconds, int[] distanceMetres, BitSet byRoads) {
        this.size = size;
        this.travelSeconds = travelSeconds;
        this.distanceMetres = distanceMetres;
        this.byRoads = byRoads;
    }

    /// Number of places.
    public int size() {
        return size;
    }

    public int[] travelSeconds() {
        return travelSeconds;
    }

    public int[] distanceMetres() {
        return distanceMetres;
    }

    /// Where the figures of all pairs together come from.
    public DistanceSource source() {
        int known = byRoads.cardinality();
        if (known == 0) {
            return DistanceSource.ESTIMATE;
        }
        return known == size * (size - 1) ? DistanceSource.ROADS : DistanceSource.MIXED;
    }

    /// Where the figures of one pair come from.
    public DistanceSource source(int from, int to) {
        return byRoads.get(from * size + to) ? DistanceSource.ROADS : DistanceSource.ESTIMATE;
    }

    /// Where the figures of a way through places come from, all legs together.
    ///
    /// @param places two or more, in order; a leg from a place to itself has no source
    public DistanceSource sourceAlong(int... places) {
        boolean roads = false;
        boolean estimate = false;
        for (int i = 1; i < places.length; i++) {
            if (places[i - 1] != places[i]) {
                boolean known = byRoads.get(places[i - 1] * size + places[i]);
                roads |= known;
                estimate |= !known;
            }
        }
        if (!roads) {
            return DistanceSource.ESTIMATE;
        }
        return estimate ? DistanceSource.MIXED : DistanceSource.ROADS;
    }
}
