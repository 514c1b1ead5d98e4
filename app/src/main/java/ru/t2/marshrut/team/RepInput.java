package ru.t2.marshrut.team;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.PlainText;

/// A rep as a client describes him.
///
/// @param id may be left out of a new one; never changes
/// @param skills words that say what he can do
@Schema(name = "RepInput")
record RepInput(
        @Pattern(regexp = "[\\p{L}\\p{N}._-]{1,64}", message = "{team.id}") @Nullable String id,
        @NotBlank @Size(max = 200) @PlainText String name,
        @Schema(
                        defaultValue = "active",
                        allowableValues = {"active", "sick", "vacation", "unavailable"})
                @Pattern(regexp = "active|sick|vacation|unavailable", message = "{team.status}")
                @Nullable String status,
        @NotNull @Valid HomeInput home,
        @Valid @Nullable HoursInput workingHours,
        @Schema(defaultValue = "30") @Min(0) @Max(240) @Nullable Integer lunchMinutes,
        @Schema(defaultValue = "14") @Min(1) @Max(100) @Nullable Integer maxVisitsPerDay,
        @Size(max = 64) @PlainText @Nullable String vehicleId,
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 100) @PlainText String> skills) {

    private static final HoursInput HOURS = new HoursInput(LocalTime.of(9, 0), LocalTime.of(18, 0));
    private static final int LUNCH_MINUTES = 30;
    private static final int VISITS = 14;

    /// Where a rep lives.
    @Schema(name = "HomeInput")
    record HomeInput(
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {}

    /// From when to when a rep works.
    @Schema(name = "WorkingHoursInput")
    record HoursInput(
            @NotNull @Schema(type = "string", example = "09:00") @JsonFormat(pattern = "HH:mm")
                    LocalTime start,
            @NotNull @Schema(type = "string", example = "18:00") @JsonFormat(pattern = "HH:mm")
                    LocalTime end) {}

    /// What the annotations can't say.
    List<FieldProblem> problems() {
        var problems = new ArrayList<FieldProblem>();
        var hours = hours();
        if (!hours.end().isAfter(hours.start())) {
            problems.add(FieldProblem.of("working_hours.end", "team.hours_order"));
        } else if (lunch().compareTo(Duration.between(hours.start(), hours.end())) >= 0) {
            problems.add(FieldProblem.of("lunch_minutes", "team.lunch"));
        }
        return problems;
    }

    Rep toRep(String id, boolean synthetic, int version, Instant createdAt, Instant updatedAt) {
        return new Rep(
                id,
                name.strip(),
                Rep.Status.ofWord(Objects.requireNonNullElse(status, "active")),
                new GeoPoint(home.lat(), home.lon()),
                new DailyWindow(hours().start(), hours().end()),
                lunch(),
                Objects.requireNonNullElse(maxVisitsPerDay, VISITS),
                Optional.ofNullable(vehicleId).filter(text -> !text.isBlank()),
                Objects.requireNonNullElse(skills, List.<String>of()).stream()
                        .map(String::strip)
                        .distinct()
                        .sorted()
                        .toList(),
                synthetic,
                version,
                createdAt,
                updatedAt);
    }

    static RepInput of(Rep rep) {
        return new RepInput(
                rep.id(),
                rep.name(),
                rep.status().word(),
                new HomeInput(rep.home().lat(), rep.home().lon()),
                new HoursInput(rep.workingHours().start(), rep.workingHours().end()),
                (int) rep.lunch().toMinutes(),
                rep.maxVisitsPerDay(),
                rep.vehicleId().orElse(null),
                rep.skills());
    }

    private HoursInput hours() {
        return Objects.requireNonNullElse(workingHours, HOURS);
    }

    private Duration lunch() {
        return Duration.ofMinutes(Objects.requireNonNullElse(lunchMinutes, LUNCH_MINUTES));
    }
}
