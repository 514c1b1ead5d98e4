package ru.t2.marshrut.routing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import ru.t2.marshrut.kernel.GeoPoint;

/// A place without a name.
record PointInput(
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {

    GeoPoint toPoint() {
        return new GeoPoint(lat, lon);
    }
}
