package ru.t2.marshrut.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A vehicle in the API.
@Schema(name = "Vehicle")
record VehicleView(
        @Schema(example = "car-1") String id,
        String name,
        @Nullable String plate,
        @JsonProperty("litres_per_100_km_city") BigDecimal litresPer100KmCity,
        @JsonProperty("litres_per_100_km_highway") BigDecimal litresPer100KmHighway,
        @Schema(example = "64.50") BigDecimal fuelRubPerLitre,
        boolean synthetic,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    static VehicleView of(Vehicle vehicle) {
        return new VehicleView(
                vehicle.id(),
                vehicle.name(),
                vehicle.plate().orElse(null),
                vehicle.litresPer100KmCity(),
                vehicle.litresPer100KmHighway(),
                vehicle.fuelPrice().roubles(),
                vehicle.synthetic(),
                vehicle.version(),
                vehicle.createdAt(),
                vehicle.updatedAt());
    }
}
