package org.marshrut.solver;

/// Travel between locations `0 … size-1`: seconds and metres, row-major, not necessarily symmetric.
///
/// Immutable and safe for any number of threads. The arrays given to the factories are copied
/// unless a factory says otherwise. Memory: two `int` arrays of `size × size`.
public final class Matrix {

    /// The largest single entry, in seconds or metres; together with the limit on a route's length
    /// it keeps every sum inside its type.
    public static final int MAX_ENTRY = 50_000_000;

    private final int size;
    private final int[] travelSeconds; // size × size, row-major: [from * size + to]
    private final int[] distanceMetres; // size × size, row-major: [from * size + to]

    private Matrix(int size, int[] travelSeconds, int[] distanceMetres) {
        Require.range("Matrix", "size", size, 1, 40_000, "Split the region into several problems.");
        check("travelSeconds", size, travelSeconds);
        check("distanceMetres", size, distanceMetres);
        this.size = size;
        this.travelSeconds = travelSeconds;
        this.distanceMetres = distanceMetres;
    }

    /// A matrix from two row-major arrays of `size × size` entries, copied.
    ///
    /// @throws IllegalArgumentException if a length or an entry is out of range
    public static Matrix of(int size, int[] travelSeconds, int[] distanceMetres) {
        return new Matrix(size, travelSeconds.clone(), distanceMetres.clone());
    }

    /// As [#of(int, int[], int[])], but takes over the arrays: the caller must not touch them
    /// again. For matrices of thousands of locations, where a copy would double the memory.
    public static Matrix adopt(int size, int[] travelSeconds, int[] distanceMetres) {
        return new Matrix(size, travelSeconds, distanceMetres);
    }

    /// A matrix whose metres equal its seconds, as benchmark files have it; the array is copied.
    public static Matrix ofSame(int size, int[] lengths) {
        int[] copy = lengths.clone();
        return new Matrix(size, copy, copy);
    }

    private static void check(String name, int size, int[] entries) {
        if (entries.length != size * size) {
            throw new IllegalArgumentException(
                    ("Matrix: %s has %d entries, but size %d needs %d."
                                    + " Give all pairs row by row, the diagonal included.")
                            .formatted(name, entries.length, size, size * size));
        }
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] < 0 || entries[i] > MAX_ENTRY) {
                throw new IllegalArgumentException(
                        ("Matrix: %s from %d to %d (%d) must be between 0 and %d. Replace"
                                        + " unroutable pairs by a large estimate before solving.")
                                .formatted(name, i / size, i % size, entries[i], MAX_ENTRY));
            }
        }
    }

    /// Number of locations.
    public int size() {
        return size;
    }

    /// Seconds on the way between two locations in `0 … size-1`.
    public int travelSeconds(int from, int to) {
        return travelSeconds[from * size + to];
    }

    /// Metres on the way between two locations in `0 … size-1`.
    public int distanceMetres(int from, int to) {
        return distanceMetres[from * size + to];
    }

    /// The longest way in seconds.
    public int maxTravelSeconds() {
        return max(travelSeconds);
    }

    /// The longest way in metres.
    public int maxDistanceMetres() {
        return max(distanceMetres);
    }

    private static int max(int[] entries) {
        int max = 0;
        for (int entry : entries) {
            max = Math.max(max, entry);
        }
        return max;
    }

    @Override
    public String toString() {
        return "Matrix[" + size + " × " + size + "]";
    }
}
