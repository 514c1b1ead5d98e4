package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.PlainText;

/// A place to visit as a client describes it.
@OrderedWindow
record LocationInput(
        @JsonProperty("ID") @NotBlank @Size(max = 100) @PlainText String id,
        @NotBlank @Size(max = 300) @PlainText String name,
        @Schema(defaultValue = "") @Size(max = 500) @PlainText @Nullable String address,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
        @Schema(type = "string", example = "09:00", defaultValue = "09:00")
                @JsonFormat(pattern = "HH:mm")
                @Nullable LocalTime timeWindowStart,
        @Schema(type = "string", example = "18:00", defaultValue = "18:00")
                @JsonFormat(pattern = "HH:mm")
                @Nullable LocalTime timeWindowEnd,
        @Schema(
                        defaultValue = "C",
                        allowableValues = {"A", "B", "C", "D"})
                @Pattern(regexp = "\\s*[ABCDabcdАВСДавсд]\\s*", message = "{field.category}")
                @Nullable String priority) {

    static final DailyWindow DEFAULT_WINDOW =
            new DailyWindow(LocalTime.of(9, 0), LocalTime.of(18, 0));

    LocalTime windowStart() {
        return Objects.requireNonNullElse(timeWindowStart, DEFAULT_WINDOW.start());
    }

    LocalTime windowEnd() {
        return Objects.requireNonNullElse(timeWindowEnd, DEFAULT_WINDOW.end());
    }

    StopRequest toStop(Duration service) {
        return new StopRequest(
                id,
                name,
                Objects.requireNonNullElse(address, ""),
                new GeoPoint(lat, lon),
                List.of(new DailyWindow(windowStart(), windowEnd())),
                priority == null ? Category.C : Category.parse(priority).orElseThrow(),
                service);
    }
}
