package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a visit belongs to the plan's history, as it is kept there.
///
/// @param position [Placement#OFF_ROUTE] when it is in no route
public record VisitState(
        @Nullable String repId,
        @Nullable LocalDate date,
        int position,
        VisitStatus status,
        boolean pinned,
        @Nullable Unplaced unplaced,
        @Nullable LocalDate deferredUntil) {

    static VisitState of(PlannedVisit visit) {
        return new VisitState(
                visit.placement().map(Placement::repId).orElse(null),
                visit.placement().map(Placement::date).orElse(null),
                visit.placement().map(Placement::position).orElse(Placement.OFF_ROUTE),
                visit.status(),
                visit.pinned(),
                visit.unplaced().orElse(null),
                visit.deferredUntil().orElse(null));
    }

    /// Of a visit that has no day and waits for one.
    ///
    /// @param because why it has none
    static VisitState waiting(
            VisitStatus status, @Nullable Unplaced because, @Nullable LocalDate until) {
        return new VisitState(
                null, null, Placement.OFF_ROUTE, status.awaited(), false, because, until);
    }

    /// Of a visit on a day whose route is still being put together.
    static VisitState on(DayKey day, VisitStatus status, boolean pinned) {
        // The place in the order follows from the route at the end.
        return new VisitState(
                day.repId(), day.date(), Integer.MAX_VALUE, status, pinned, null, null);
    }

    /// The same, kept where it is or let go.
    VisitState withPinned(boolean pinned) {
        return new VisitState(repId, date, position, status, pinned, null, null);
    }

    /// The same, not to be made; it remembers its day.
    VisitState cancelled() {
        return new VisitState(
                repId, date, Placement.OFF_ROUTE, VisitStatus.CANCELLED, false, null, null);
    }

    Optional<Placement> placement() {
        return repId == null || date == null
                ? Optional.empty()
                : Optional.of(new Placement(repId, date, position));
    }
}
