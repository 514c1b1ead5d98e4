package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/// One thing to change in a plan.
public sealed interface Change {

    /// A visit gets a rep and a day.
    ///
    /// @param position in the route, from 1; empty: where it costs the least way
    /// @param status [VisitStatus#PLANNED], or [VisitStatus#RESCHEDULED] when something went wrong
    record Place(
            UUID visitId, String repId, LocalDate date, OptionalInt position, VisitStatus status)
            implements Change {}

    /// A visit loses its day and waits to be placed.
    record TakeOut(UUID visitId, Unplaced because) implements Change {}

    /// A visit will not be made.
    record Cancel(UUID visitId) implements Change {}

    /// The solver may not move the visit, or may again.
    record Pin(UUID visitId, boolean pinned) implements Change {}

    /// A visit that waits is not to be placed before a day.
    record Defer(UUID visitId, LocalDate until) implements Change {}

    /// A new visit, which waits to be placed.
    ///
    /// @param visitId a new one
    /// @param extra beyond the norm
    record Add(UUID visitId, UUID planId, String storeId, boolean extra) implements Change {}

    /// A day's stops in this order.
    ///
    /// @param visitIds all stops of the day after the changes before this one
    /// @param own whether a person wants it so; false: the solver found it
    record Reorder(UUID planId, DayKey day, List<UUID> visitIds, boolean own) implements Change {
        public Reorder {
            visitIds = List.copyOf(visitIds);
        }
    }

    /// Whole routes, as a search found them. Visits that are not named stay where they are.
    ///
    /// @param routes the open visits of each day in order; those of them that are elsewhere now
    ///   come here, those here now and named nowhere go to the end
    /// @param rest visits that are to wait, and why
    /// @param movedStatus of open visits that get another rep or day
    record LayOut(
            UUID planId,
            Map<DayKey, List<UUID>> routes,
            Map<UUID, Unplaced> rest,
            VisitStatus movedStatus)
            implements Change {
        public LayOut {
            routes = Map.copyOf(routes);
            rest = Map.copyOf(rest);
        }
    }

    /// A visit comes back to an earlier state, whatever happened since.
    record Restore(UUID visitId, VisitState state) implements Change {}
}
