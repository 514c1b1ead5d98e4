package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.PlainText;
import ru.t2.marshrut.roads.TransportMode;

/// A way through places in their order.
record RoadPreviewRequest(
        @NotNull @Size(min = 2, max = 500) List<@NotNull @Valid PointInput> points,
        @Schema(defaultValue = "car") @Nullable TransportMode transportMode,
        @Size(max = 100) @PlainText @Nullable String vehicleId,
        @Schema(description = "Roubles per kilometre") @DecimalMin("0") @DecimalMax("1000")
                @Nullable BigDecimal fuelRate) {}
