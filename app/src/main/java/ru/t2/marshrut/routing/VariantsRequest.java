package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.routing.StoredOptimizeRequest.Decider;

/// Stops to make several routes of: stored stores or places described in the request.
@UniqueIds
record VariantsRequest(
        @Schema(description = "Stored stores; either these or `locations`")
                @Size(min = 2, max = 500)
                @UniqueElements
                @Nullable List<@NotBlank String> locationIds,
        @Schema(description = "Places described here; either these or `location_ids`")
                @Size(min = 2, max = 500)
                @Nullable List<@NotNull @Valid LocationInput> locations,
        @Schema(
                        defaultValue = "auto",
                        description = "Who reads the notes and, with `explain`, writes")
                @Nullable Decider model,
        @Valid @Nullable ConstraintsInput constraints)
        implements PlacesInput {}
