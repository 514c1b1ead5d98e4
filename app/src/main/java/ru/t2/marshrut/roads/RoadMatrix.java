package ru.t2.marshrut.roads;

/// Durations and distances between n places, row-major: `[from * n + to]`. The arrays are shared,
/// not copied: read them, don't write.
public final class RoadMatrix {

    private final int size;
    private final int[] travelSeconds; // n × n, row-major: [from * n + to]
    private final int[] distanceMetres; // n × n, row-major: [from * n + to]
    private final DistanceSource source;

    RoadMatrix(int size, int[] travelSeconds, int[] distanceMetres, DistanceSource source) {
        this.size = size;
        this.travelSeconds = travelSeconds;
        this.distanceMetres = distanceMetres;
        this.source = source;
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

    /// Where the figures come from.
    public DistanceSource source() {
        return source;
    }
}
