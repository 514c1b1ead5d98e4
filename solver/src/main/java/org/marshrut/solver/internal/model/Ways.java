package org.marshrut.solver.internal.model;

import java.util.Arrays;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;

/// The matrix as costs and seconds, there and back, in small arrays that stay in the cache.
///
/// Rows and columns are locations, and one more that stands for no location and costs nothing.
/// Equal arrays are one array. Nothing is kept of matrices too large or too dear; then everything
/// is computed when asked for. Immutable.
final class Ways {

    private static final int KEPT_UP_TO = 2_000;
    private static final long DEAREST = 1 << 29; // four still make an int

    final boolean kept;
    final int size;
    final int width; // size + 1
    final int[] costFrom; // width × width, [from * width + to]
    final int[] costTo; // width × width, [to * width + from]
    final int[] secondsFrom; // width × width, [from * width + to]
    final int[] secondsTo; // width × width, [to * width + from]
    final boolean symmetric; // costs are kept and the same both ways
    private final Matrix matrix;
    private final Objective prices;

    Ways(Matrix matrix, Objective prices) {
        this.matrix = matrix;
        this.prices = prices;
        size = matrix.size();
        width = size + 1;
        double dearest =
                (double) prices.perMetre() * matrix.maxDistanceMetres()
                        + (double) prices.perTravelSecond() * matrix.maxTravelSeconds();
        kept = size <= KEPT_UP_TO && dearest < DEAREST;
        costFrom = new int[kept ? width * width : 0];
        int[] seconds = new int[costFrom.length];
        for (int i = 0; kept && i < size; i++) {
            for (int j = 0; j < size; j++) {
                costFrom[i * width + j] = (int) cost(i, j);
                seconds[i * width + j] = matrix.travelSeconds(i, j);
            }
        }
        symmetric = kept && isSymmetric(costFrom);
        costTo = turned(costFrom);
        boolean same = Arrays.equals(costFrom, seconds);
        secondsFrom = same ? costFrom : seconds;
        secondsTo = same ? costTo : turned(seconds);
    }

    private boolean isSymmetric(int[] entries) {
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (entries[i * width + j] != entries[j * width + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Transposed; the same array if that changes nothing.
    private int[] turned(int[] entries) {
        if (!kept || isSymmetric(entries)) {
            return entries;
        }
        int[] turned = new int[entries.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                turned[j * width + i] = entries[i * width + j];
            }
        }
        return turned;
    }

    /// Price of metres and seconds between two locations, computed.
    long cost(int a, int b) {
        return prices.perMetre() * matrix.distanceMetres(a, b)
                + prices.perTravelSecond() * matrix.travelSeconds(a, b);
    }

    /// Seconds between two rows, one of which may stand for no location.
    int seconds(int a, int b) {
        return kept
                ? secondsFrom[a * width + b]
                : a == size || b == size ? 0 : matrix.travelSeconds(a, b);
    }
}
