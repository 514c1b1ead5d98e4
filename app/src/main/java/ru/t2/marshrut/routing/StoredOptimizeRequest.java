package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/// Stored stores to put in order.
record StoredOptimizeRequest(
        @NotNull @Size(min = 2, max = 500) @UniqueElements List<@NotBlank String> locationIds,
        @Schema(defaultValue = "auto") @Nullable Decider model,
        @Valid @Nullable ConstraintsInput constraints) {

    /// Who chooses among the candidates.
    enum Decider {
        /// Qwen, and Llama if Qwen can't.
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("qwen")
        QWEN,
        @JsonProperty("llama")
        LLAMA,
        /// No model.
        @JsonProperty("solver")
        SOLVER
    }

    Decider modelOrAuto() {
        return Objects.requireNonNullElse(model, Decider.AUTO);
    }

    ConstraintsInput constraintsOrNone() {
        return Objects.requireNonNullElse(constraints, ConstraintsInput.NONE);
    }
}
