package ru.t2.marshrut.team;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.PlainText;

/// An absence as a client describes it.
///
/// @param fromTime on the first day he works until then; null: not at all
@Schema(name = "AbsenceInput")
record AbsenceInput(
        @NotNull Absence.Kind kind,
        @NotNull LocalDate firstDay,
        @NotNull LocalDate lastDay,
        @Schema(type = "string", example = "13:00") @JsonFormat(pattern = "HH:mm")
                @Nullable LocalTime fromTime,
        @Size(max = 500) @PlainText @Nullable String note) {

    private static final int LONGEST_DAYS = 366;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    /// What the annotations can't say.
    List<FieldProblem> problems() {
        if (firstDay.getYear() < FIRST_YEAR || firstDay.getYear() > LAST_YEAR) {
            return List.of(FieldProblem.of("first_day", "team.day", firstDay.toString()));
        }
        if (lastDay.isBefore(firstDay)) {
            return List.of(FieldProblem.of("last_day", "team.absence_order", firstDay.toString()));
        }
        return firstDay.until(lastDay, ChronoUnit.DAYS) > LONGEST_DAYS
                ? List.of(FieldProblem.of("last_day", "team.absence_length", LONGEST_DAYS))
                : List.of();
    }

    Absence toAbsence(
            UUID id,
            String repId,
            Optional<UUID> cause,
            int version,
            Instant createdAt,
            Instant updatedAt) {
        return new Absence(
                id,
                repId,
                kind,
                firstDay,
                lastDay,
                Optional.ofNullable(fromTime),
                Optional.ofNullable(note).map(String::strip).filter(text -> !text.isEmpty()),
                cause,
                version,
                createdAt,
                updatedAt);
    }

    static AbsenceInput of(Absence absence) {
        return new AbsenceInput(
                absence.kind(),
                absence.firstDay(),
                absence.lastDay(),
                absence.fromTime().orElse(null),
                absence.note().orElse(null));
    }
}
