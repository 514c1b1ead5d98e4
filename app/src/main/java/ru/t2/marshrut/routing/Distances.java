package ru.t2.marshrut.routing;

import java.util.List;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.FieldProblem;

/// How far apart the places of one day may be.
final class Distances {

    private static final double FARTHEST_METRES = 1_500_000;

    private Distances() {}

    /// Adds a problem if a place is out of reach of the first one.
    static void refuseFar(
            GeoPoint first, GeoPoint point, String field, List<FieldProblem> problems) {
        double metres = first.greatCircleMetres(point);
        if (metres > FARTHEST_METRES) {
            problems.add(
                    FieldProblem.of(
                            field,
                            "field.too_far",
                            Math.round(metres / 1000),
                            Math.round(FARTHEST_METRES / 1000)));
        }
    }
}
