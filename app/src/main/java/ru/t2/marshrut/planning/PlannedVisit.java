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

    /// A call that is not in the database yet and has no day.
    static PlannedVisit wanted(
            UUID id,
            UUID planId,
            YearMonth month,
            String storeId,
            boolean extra,
            Optional<Unplaced> unplaced,
            Instant now) {
        return new PlannedVisit(
                id,
                planId,
                month,
                storeId,
                extra,
                Optional.empty(),
                VisitStatus.PLANNED,
                false,
                unplaced,
                Optional.empty(),
                Optional.empty(),
                0,
                now,
                now);
    }

    /// The same visit as its history would have it; its times stay until its route is driven anew.
    PlannedVisit in(VisitState state) {
        return new PlannedVisit(
                id,
                planId,
                month,
                storeId,
                extra,
                state.placement(),
                state.status(),
                state.pinned(),
                Optional.ofNullable(state.unplaced()),
                Optional.ofNullable(state.deferredUntil()),
                times,
                version,
                createdAt,
                updatedAt);
    }

    /// The same visit at a place of a route.
    PlannedVisit at(Placement place) {
        return with(Optional.of(place), times, version, updatedAt);
    }

    PlannedVisit withTimes(Optional<StopTimes> times) {
        return with(placement, times, version, updatedAt);
    }

    PlannedVisit withVersion(int version, Instant updatedAt) {
        return with(placement, times, version, updatedAt);
    }

    private PlannedVisit with(
            Optional<Placement> placement,
            Optional<StopTimes> times,
            int version,
            Instant updatedAt) {
        return new PlannedVisit(
                id,
                planId,
                month,
                storeId,
                extra,
                placement,
                status,
                pinned,
                unplaced,
                deferredUntil,
                times,
                version,
                createdAt,
                updatedAt);
    }

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
