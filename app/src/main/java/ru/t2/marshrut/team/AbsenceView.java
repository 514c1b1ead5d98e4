package ru.t2.marshrut.team;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An absence in the API.
@Schema(name = "Absence")
record AbsenceView(
        UUID id,
        String repId,
        Absence.Kind kind,
        LocalDate firstDay,
        LocalDate lastDay,
        @Schema(type = "string", example = "13:00") @JsonFormat(pattern = "HH:mm")
                @Nullable LocalTime fromTime,
        @Nullable String note,
        @Schema(description = "The applied disruption it comes from; null: entered by hand")
                @Nullable UUID cause,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    static AbsenceView of(Absence absence) {
        return new AbsenceView(
                absence.id(),
                absence.repId(),
                absence.kind(),
                absence.firstDay(),
                absence.lastDay(),
                absence.fromTime().orElse(null),
                absence.note().orElse(null),
                absence.cause().orElse(null),
                absence.version(),
                absence.createdAt(),
                absence.updatedAt());
    }
}
