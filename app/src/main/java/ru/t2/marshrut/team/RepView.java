package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

/// A rep in the API.
@Schema(name = "Rep")
record RepView(
        @Schema(example = "rep-1") String id,
        String name,
        @Schema(allowableValues = {"active", "sick", "vacation", "unavailable"}) String status,
        GeoPoint home,
        HoursView workingHours,
        long lunchMinutes,
        int maxVisitsPerDay,
        @Nullable String vehicleId,
        List<String> skills,
        boolean synthetic,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /// From when to when a rep works.
    @Schema(name = "WorkingHours")
    record HoursView(
            @Schema(example = "09:00") String start, @Schema(example = "18:00") String end) {

        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

        static HoursView of(DailyWindow window) {
            return new HoursView(MINUTES.format(window.start()), MINUTES.format(window.end()));
        }
    }

    static RepView of(Rep rep) {
        return new RepView(
                rep.id(),
                rep.name(),
                rep.status().word(),
                rep.home(),
                HoursView.of(rep.workingHours()),
                rep.lunch().toMinutes(),
                rep.maxVisitsPerDay(),
                rep.vehicleId().orElse(null),
                rep.skills(),
                rep.synthetic(),
                rep.version(),
                rep.createdAt(),
                rep.updatedAt());
    }
}
