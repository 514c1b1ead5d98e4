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

    Optional<Placement> placement() {
        return repId == null || date == null
                ? Optional.empty()
                : Optional.of(new Placement(repId, date, position));
    }
}
