package org.marshrut.solver;

import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/// Travel between locations `0 … size-1`: seconds and metres, row-major, not necessarily symmetric.
///
/// Immutable and safe for any number of threads. The arrays given to the factories are copied
/// unless a factory says otherwise. Memory: two `int` arrays of `size × size`, 800 MB for 10,000
/// locations; [#onDemand] keeps nothing.
public final class Matrix {

    /// Where the entries of a matrix come from that is not kept as a whole: a formula over
    /// coordinates, or blocks of road data. Asked by several threads at once and very often; the
    /// same pair must always get the same answer.
    public interface Source {

        /// Seconds on the way between two locations in `0 … size-1`.
        int travelSeconds(int from, int to);

        /// Metres on the way between two locations in `0 … size-1`.
        int distanceMetres(int from, int to);
    }

    /// The largest single entry, in seconds or metres; together with the limit on a route's length
    /// it keeps every sum inside its type.
    public static final int MAX_ENTRY = 50_000_000;

    private static final int MAX_STORED = 40_000;

    private final int size;
    private final int[] travelSeconds; // size × size, row-major: [from * size + to]; or empty
    private final int[] distanceMetres; // size × size, row-major: [from * size + to]; or empty
    private final @Nullable Source source; // instead of the arrays
    private final int maxTravelSeconds;
    private final int maxDistanceMetres;

    private Matrix(
            int size,
            int[] travelSeconds,
            int[] distanceMetres,
            int maxTravelSeconds,
            int maxDistanceMetres,
            @Nullable Source source) {
        this.size = size;
        this.travelSeconds = travelSeconds;
        this.distanceMetres = distanceMetres;
        this.maxTravelSeconds = maxTravelSeconds;
        this.maxDistanceMetres = maxDistanceMetres;
        this.source = source;
    }

    private static Matrix checked(int size, int[] travelSeconds, int[] distanceMetres) {
        Require.range("Matrix", "size", size, 1, MAX_STORED, "Use Matrix.onDemand.");
        check("travelSeconds", size, travelSeconds);
        check("distanceMetres", size, distanceMetres);
        return new Matrix(
                size, travelSeconds, distanceMetres, max(travelSeconds), max(distanceMetres), null);
    }

    /// A matrix from two row-major arrays of `size × size` entries, copied.
    ///
    /// @throws IllegalArgumentException if a length or an entry is out of range
    public static Matrix of(int size, int[] travelSeconds, int[] distanceMetres) {
        return checked(size, travelSeconds.clone(), distanceMetres.clone());
    }

    /// As [#of(int, int[], int[])], but takes over the arrays: the caller must not touch them
    /// again. For matrices of thousands of locations, where a copy would double the memory.
    public static Matrix adopt(int size, int[] travelSeconds, int[] distanceMetres) {
        return checked(size, travelSeconds, distanceMetres);
    }

    /// A matrix whose metres equal its seconds, as benchmark files have it; the array is copied.
    public static Matrix ofSame(int size, int[] lengths) {
        int[] copy = lengths.clone();
        return checked(size, copy, copy);
    }

    /// A matrix that keeps nothing and asks for every entry when it is needed. For thousands of
    /// locations: problems of that size are solved in parts, and each part keeps the entries of its
    /// own few hundred locations.
    ///
    /// @param maxTravelSeconds no entry is larger; the closer, the better bounds are
    /// @param maxDistanceMetres no entry is larger
    /// @throws IllegalArgumentException if a bound is out of range; a `source` that answers outside
    ///   its bounds is refused with the same exception when the entry is asked for
    public static Matrix onDemand(
            int size, int maxTravelSeconds, int maxDistanceMetres, Source source) {
        Require.range("Matrix", "size", size, 1, 1_000_000, "Split the region.");
        String remedy = "Give the longest way within the region.";
        Require.range("Matrix", "longest time", maxTravelSeconds, 0, MAX_ENTRY, remedy);
        Require.range("Matrix", "longest distance", maxDistanceMetres, 0, MAX_ENTRY, remedy);
        return new Matrix(
                size, new int[0], new int[0], maxTravelSeconds, maxDistanceMetres, source);
    }

    /// The matrix of some of the locations, numbered by their place in the array. It is kept even
    /// if this one is not.
    ///
    /// @param locations in `0 … size-1`, at least one
    @SuppressWarnings("ReferenceEquality") // one array for both is kept once here, too
    public Matrix part(int[] locations) {
        int[] seconds = some(travelSeconds, locations, this::travelSeconds);
        int[] metres =
                travelSeconds == distanceMetres && stored()
                        ? seconds
                        : some(distanceMetres, locations, this::distanceMetres);
        return new Matrix(locations.length, seconds, metres, max(seconds), max(metres), null);
    }

    /// Entries between some locations, which need no check: they come from a matrix.
    private int[] some(int[] entries, int[] locations, IntBinaryOperator ask) {
        int n = locations.length;
        int[] some = new int[n * n];
        for (int i = 0; i < n; i++) {
            int row = locations[i] * size;
            for (int j = 0; j < n; j++) {
                some[i * n + j] =
                        stored()
                                ? entries[row + locations[j]]
                                : ask.applyAsInt(locations[i], locations[j]);
            }
        }
        return some;
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
        return source == null
                ? travelSeconds[from * size + to]
                : bounded("travelSeconds", source.travelSeconds(from, to), maxTravelSeconds);
    }

    /// Metres on the way between two locations in `0 … size-1`.
    public int distanceMetres(int from, int to) {
        return source == null
                ? distanceMetres[from * size + to]
                : bounded("distanceMetres", source.distanceMetres(from, to), maxDistanceMetres);
    }

    private static int bounded(String name, int entry, int max) {
        if (entry < 0 || entry > max) {
            throw new IllegalArgumentException(
                    "Matrix: %s on demand (%d) must be between 0 and %d. State a larger bound."
                            .formatted(name, entry, max));
        }
        return entry;
    }

    /// Whether the entries are kept rather than asked for.
    public boolean stored() {
        return source == null;
    }

    /// The longest way in seconds, or the bound of a matrix on demand.
    public int maxTravelSeconds() {
        return maxTravelSeconds;
    }

    /// The longest way in metres, or the bound of a matrix on demand.
    public int maxDistanceMetres() {
        return maxDistanceMetres;
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
