package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.routing.StoredOptimizeRequest.Decider;

/// The variant that a person has chosen, with what it was made for.
///
/// @param order ids of the stops in visiting order
/// @param figures may be sent back as they came; they are not read
@UniqueIds
record ConfirmRequest(
        @Schema(description = "Stored stores; either these or `locations`")
                @Size(min = 2, max = 500)
                @UniqueElements
                @Nullable List<@NotBlank String> locationIds,
        @Schema(description = "Places described here; either these or `location_ids`")
                @Size(min = 2, max = 500)
                @Nullable List<@NotNull @Valid LocationInput> locations,
        @Schema(defaultValue = "auto", description = "Who reads the notes") @Nullable Decider model,
        @Valid @Nullable ConstraintsInput constraints,
        @Schema(description = "IDs of the stops in visiting order")
                @NotNull
                @Size(min = 2, max = 500)
                @UniqueElements
                List<@NotBlank String> order,
        @Schema(description = "May be sent back as they came; they are not read")
                @Nullable Map<String, Object> figures)
        implements PlacesInput {}
