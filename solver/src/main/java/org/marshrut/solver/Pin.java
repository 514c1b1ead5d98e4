package org.marshrut.solver;

import org.jspecify.annotations.Nullable;

/// Nails a visit to a shift, to a place in its route's order, or to both.
///
/// A fixed day or rep alone is said by [Visit#allowedDays] and [Visit#allowedReps].
///
/// @param visitId which visit
/// @param shiftId the only shift it may be in, or null for any
/// @param place where in the route's order
/// @param index 0-based place in the order when [#place] is [Place#INDEX], otherwise 0
public record Pin(String visitId, @Nullable String shiftId, Place place, int index) {

    /// A place in a route's order.
    public enum Place {
        /// Anywhere in the route.
        ANYWHERE,
        /// The first stop.
        FIRST,
        /// The last stop.
        LAST,
        /// The stop with the given 0-based index.
        INDEX
    }

    public Pin {
        Require.text("Pin", "visit", visitId);
        Require.range(
                "Pin of visit " + visitId, "index", index, 0, 1_000_000, "The first stop is 0.");
        if (place != Place.INDEX && index != 0) {
            throw new IllegalArgumentException(
                    "Pin of visit %s: index (%d) must be 0 for place %s. Use place INDEX."
                            .formatted(visitId, index, place));
        }
    }

    /// In this shift, anywhere in its order.
    public static Pin toShift(String visitId, String shiftId) {
        return new Pin(visitId, shiftId, Place.ANYWHERE, 0);
    }

    /// First stop of whichever route it is in.
    public static Pin first(String visitId) {
        return new Pin(visitId, null, Place.FIRST, 0);
    }

    /// Last stop of whichever route it is in.
    public static Pin last(String visitId) {
        return new Pin(visitId, null, Place.LAST, 0);
    }

    /// Stop number `index`, counted from 0, of whichever route it is in.
    public static Pin at(String visitId, int index) {
        return new Pin(visitId, null, Place.INDEX, index);
    }

    /// The same place, in this shift only.
    public Pin inShift(String shift) {
        return new Pin(visitId, shift, place, index);
    }
}
