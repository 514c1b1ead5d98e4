package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.PlainText;
import ru.t2.marshrut.roads.TransportMode;

/// The conditions of a route as a client states them; every one of them may be left out.
record ConstraintsInput(
        @Valid @Nullable PointInput start,
        @Valid @Nullable PointInput end,
        @Nullable Boolean returnToStart,
        @Schema(type = "string", example = "09:00") @JsonFormat(pattern = "HH:mm")
                @Nullable LocalTime departAt,
        @Schema(type = "string", example = "18:00", defaultValue = "18:00")
                @JsonFormat(pattern = "HH:mm")
                @Nullable LocalTime shiftEnd,
        @Schema(defaultValue = "30") @Min(0) @Max(240) @Nullable Integer lunchMinutes,
        @Schema(defaultValue = "15") @Min(0) @Max(480) @Nullable Integer serviceMinutes,
        @Size(max = 100) @PlainText @Nullable String vehicleId,
        @Schema(description = "Roubles per kilometre") @DecimalMin("0") @DecimalMax("1000")
                @Nullable BigDecimal fuelRate,
        @Schema(defaultValue = "car") @Nullable TransportMode transportMode,
        @Schema(defaultValue = "distance") @Nullable Preference prefer,
        @Schema(description = "Wish for the model, in Russian or English") @Size(max = 500)
                @Nullable String notes,
        @Nullable Boolean explain,
        @Schema(
                        description =
                                "Limit for the whole answer; by default 30 s for each model of the chain")
                @Min(500)
                @Max(600_000)
                @Nullable Integer timeoutMs) {

    static final ConstraintsInput NONE =
            new ConstraintsInput(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null);
}
