package ru.t2.marshrut.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.platform.PlainText;

/// A vehicle as a client describes it.
///
/// @param id may be left out of a new one; never changes
@Schema(name = "VehicleInput")
record VehicleInput(
        @Pattern(regexp = "[\\p{L}\\p{N}._-]{1,64}", message = "{team.id}") @Nullable String id,
        @NotBlank @Size(max = 200) @PlainText String name,
        @Size(max = 20) @PlainText @Nullable String plate,
        @JsonProperty("litres_per_100_km_city")
                @NotNull
                @DecimalMin("0.01")
                @DecimalMax("200")
                @Digits(integer = 3, fraction = 2)
                BigDecimal litresPer100KmCity,
        @JsonProperty("litres_per_100_km_highway")
                @NotNull
                @DecimalMin("0.01")
                @DecimalMax("200")
                @Digits(integer = 3, fraction = 2)
                BigDecimal litresPer100KmHighway,
        @NotNull @DecimalMin("0.01") @DecimalMax("10000") @Digits(integer = 5, fraction = 2)
                BigDecimal fuelRubPerLitre) {

    private static final int DECIMALS = 2;

    Vehicle toVehicle(
            String id, boolean synthetic, int version, Instant createdAt, Instant updatedAt) {
        return new Vehicle(
                id,
                name.strip(),
                Optional.ofNullable(plate).map(String::strip).filter(text -> !text.isEmpty()),
                litresPer100KmCity.setScale(DECIMALS),
                litresPer100KmHighway.setScale(DECIMALS),
                Money.ofRoubles(fuelRubPerLitre),
                synthetic,
                version,
                createdAt,
                updatedAt);
    }

    static VehicleInput of(Vehicle vehicle) {
        return new VehicleInput(
                vehicle.id(),
                vehicle.name(),
                vehicle.plate().orElse(null),
                vehicle.litresPer100KmCity(),
                vehicle.litresPer100KmHighway(),
                vehicle.fuelPrice().roubles());
    }
}
