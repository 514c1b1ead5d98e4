package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;

/// A store in the API.
///
/// @param serviceMinutes null: the default of its category
@Schema(name = "Store")
record StoreView(
        @Schema(example = "tt-001") String id,
        String name,
        String address,
        String city,
        String district,
        double lat,
        double lon,
        Category category,
        @Nullable Long serviceMinutes,
        List<WindowView> windows,
        List<Weekday> closedWeekdays,
        List<LocalDate> closedDates,
        boolean synthetic,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /// When service may start.
    @Schema(name = "StoreWindow")
    record WindowView(
            @Schema(example = "09:00") String start, @Schema(example = "18:00") String end) {

        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

        static WindowView of(DailyWindow window) {
            return new WindowView(MINUTES.format(window.start()), MINUTES.format(window.end()));
        }
    }

    static StoreView of(Store store) {
        return new StoreView(
                store.id(),
                store.name(),
                store.address(),
                store.city(),
                store.district(),
                store.position().lat(),
                store.position().lon(),
                store.category(),
                store.serviceTime().map(Duration::toMinutes).orElse(null),
                store.windows().stream().map(WindowView::of).toList(),
                store.closedWeekdays().stream().sorted().map(Weekday::of).toList(),
                store.closedDates(),
                store.synthetic(),
                store.version(),
                store.createdAt(),
                store.updatedAt());
    }
}
