package ru.t2.marshrut.stores;

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
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.PlainText;

/// A store as a client describes it.
///
/// @param id may be left out of a new store; never changes
/// @param serviceMinutes null: the default of its category
/// @param windows in any order; none: any time
@Schema(name = "StoreInput")
record StoreInput(
        @Pattern(regexp = "[\\p{L}\\p{N}._-]{1,64}", message = "{stores.id}") @Nullable String id,
        @NotBlank @Size(max = 300) @PlainText String name,
        @Size(max = 500) @PlainText @Nullable String address,
        @Size(max = 200) @PlainText @Nullable String city,
        @Size(max = 200) @PlainText @Nullable String district,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
        @NotNull
                @Schema(allowableValues = {"A", "B", "C", "D"})
                @Pattern(regexp = "\\s*[ABCDabcdАВСДавсд]\\s*", message = "{field.category}")
                String category,
        @Min(1) @Max(1439) @Nullable Integer serviceMinutes,
        @Size(max = 10) @Nullable List<@Valid @NotNull WindowInput> windows,
        @Size(max = 6) @Nullable List<@NotNull Weekday> closedWeekdays,
        @Size(max = 400) @Nullable List<@NotNull LocalDate> closedDates) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    /// When service may start.
    @Schema(name = "StoreWindowInput")
    record WindowInput(
            @NotNull @Schema(type = "string", example = "09:00") @JsonFormat(pattern = "HH:mm")
                    LocalTime start,
            @NotNull @Schema(type = "string", example = "18:00") @JsonFormat(pattern = "HH:mm")
                    LocalTime end) {}

    /// What the annotations can't say: the order of windows, the years of dates.
    List<FieldProblem> problems() {
        var problems = new ArrayList<FieldProblem>();
        var given = windowsOrNone();
        for (int i = 0; i < given.size(); i++) {
            var window = given.get(i);
            if (window.end().isBefore(window.start())) {
                problems.add(FieldProblem.of("windows[" + i + "].end", "field.window_order"));
            }
            for (int j = 0; j < i; j++) {
                var other = given.get(j);
                if (!window.start().isAfter(other.end()) && !other.start().isAfter(window.end())) {
                    problems.add(
                            FieldProblem.of("windows[" + i + "]", "stores.windows_overlap", j + 1));
                    break;
                }
            }
        }
        var dates = datesOrNone();
        for (int i = 0; i < dates.size(); i++) {
            int year = dates.get(i).getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                problems.add(
                        FieldProblem.of(
                                "closed_dates[" + i + "]",
                                "stores.closed_date",
                                dates.get(i).toString()));
            }
        }
        return problems;
    }

    /// The store that keeps all rules of this input.
    Store toStore(String id, boolean synthetic, int version, Instant createdAt, Instant updatedAt) {
        return new Store(
                id,
                name.strip(),
                text(address),
                text(city),
                text(district),
                new GeoPoint(lat, lon),
                Category.parse(category).orElseThrow(),
                Optional.ofNullable(serviceMinutes).map(Duration::ofMinutes),
                windowsOrNone().stream()
                        .map(window -> new DailyWindow(window.start(), window.end()))
                        .sorted(Comparator.comparing(DailyWindow::start))
                        .toList(),
                weekdays(),
                List.copyOf(new TreeSet<>(datesOrNone())),
                synthetic,
                version,
                createdAt,
                updatedAt);
    }

    static StoreInput of(Store store) {
        return new StoreInput(
                store.id(),
                store.name(),
                store.address(),
                store.city(),
                store.district(),
                store.position().lat(),
                store.position().lon(),
                store.category().name(),
                store.serviceTime().map(time -> (int) time.toMinutes()).orElse(null),
                store.windows().stream()
                        .map(window -> new WindowInput(window.start(), window.end()))
                        .toList(),
                store.closedWeekdays().stream().sorted().map(Weekday::of).toList(),
                store.closedDates());
    }

    private List<WindowInput> windowsOrNone() {
        return Objects.requireNonNullElse(windows, List.of());
    }

    private List<LocalDate> datesOrNone() {
        return Objects.requireNonNullElse(closedDates, List.of());
    }

    private Set<DayOfWeek> weekdays() {
        var days = EnumSet.noneOf(DayOfWeek.class);
        Objects.requireNonNullElse(closedWeekdays, List.<Weekday>of())
                .forEach(weekday -> days.add(weekday.day()));
        return days;
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
