package ru.t2.marshrut.routing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Locations to put in order.
@UniqueIds
record OptimizeRequest(
        @NotNull @Size(min = 2, max = 500) List<@NotNull @Valid LocationInput> locations,
        @Valid @Nullable ConstraintsInput constraints)
        implements PlacesInput {

    ConstraintsInput constraintsOrNone() {
        return Objects.requireNonNullElse(constraints, ConstraintsInput.NONE);
    }
}
