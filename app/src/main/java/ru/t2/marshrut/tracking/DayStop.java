package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.VisitStatus;

/// A stop of a day, as planned and as it comes.
///
/// @param plannedAt arrival by the plan
/// @param plannedEnd departure by the plan
/// @param expectedAt arrival as far as is known now; null once he has arrived or it is skipped
/// @param lateMinutes expected start of service after the end of the store's last window; without a
///   window always 0
/// @param delayMinutes expected arrival after the planned one
@Schema(name = "DayStop")
record DayStop(
        int position,
        UUID visitId,
        String storeId,
        String name,
        String address,
        GeoPoint location,
        String category,
        VisitStatus status,
        Instant plannedAt,
        Instant plannedEnd,
        @Nullable Instant arrivedAt,
        @Nullable Instant leftAt,
        @Nullable Instant expectedAt,
        int lateMinutes,
        int delayMinutes,
        @Nullable String note,
        int version) {}
