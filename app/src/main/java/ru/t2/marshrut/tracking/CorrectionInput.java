package ru.t2.marshrut.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.platform.PlainText;

/// A dispatcher records a fact or puts one right.
///
/// @param status what the visit is; `planned` takes a fact back
/// @param reason why it is corrected or skipped; the audit trail keeps it
@Schema(name = "VisitRecord")
record CorrectionInput(
        @NotNull UUID visitId,
        @NotNull Status status,
        @Nullable OffsetDateTime arrivedAt,
        @Nullable OffsetDateTime leftAt,
        @NotBlank @Size(max = 200) @PlainText String reason,
        @Size(max = 2_000) @Nullable String note) {

    /// What a person may say a visit is.
    enum Status {
        @JsonProperty("planned")
        PLANNED(VisitStatus.PLANNED),
        @JsonProperty("completed")
        COMPLETED(VisitStatus.COMPLETED),
        @JsonProperty("skipped")
        SKIPPED(VisitStatus.SKIPPED);

        private final VisitStatus planned;

        Status(VisitStatus planned) {
            this.planned = planned;
        }

        VisitStatus planned() {
            return planned;
        }
    }
}
