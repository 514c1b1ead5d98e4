package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.roads.TransportMode;

/// Places between which all ways are wanted.
record RoadMatrixRequest(
        @NotNull @Size(min = 2, max = 200) List<@NotNull @Valid PointInput> points,
        @Schema(defaultValue = "car") @Nullable TransportMode transportMode) {}
