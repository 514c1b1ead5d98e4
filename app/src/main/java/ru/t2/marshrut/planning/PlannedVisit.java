package ru.t2.marshrut.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;

/// One required call at a store. It keeps its id wherever it is moved.
///
/// @param extra added by hand, beyond the norm
/// @param placement empty: it waits to be placed
/// @param pinned the solver may not move it
/// @param unplaced why it has no day; empty when it has one or is cancelled
/// @param deferredUntil not to be placed before this day
/// @param times of the stop; empty when it is in no route
/// @param version 1 when new, one more with each change
public record PlannedVisit(
        UUID id,
        UUID planId,
        YearMonth month,
        String storeId,
        boolean extra,
        Optional<Placement> placement,
        VisitStatus status,
        boolean pinned,
        Optional<Unplaced> unplaced,
        Optional<LocalDate> deferredUntil,
        Optional<StopTimes> times,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether it stands in the "to place" list.
    public boolean isToPlace() {
        return status == VisitStatus.SKIPPED || (status.isOpen() && placement.isEmpty());
    }

    /// Whether it is a stop of its day's route.
    public boolean isInRoute() {
        return placement.isPresent() && status != VisitStatus.CANCELLED;
    }

    /// The rep and day it is planned for, whatever became of it.
    public Optional<DayKey> day() {
        return placement.map(Placement::day);
    }
}
