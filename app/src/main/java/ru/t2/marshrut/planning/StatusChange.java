package ru.t2.marshrut.planning;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A visit is to get another status and keep its place.
///
/// @param expectedVersion of the visit, if the author has seen one
/// @param correction puts a final status right: any other may follow, and the history says so
public record StatusChange(
        UUID visitId,
        VisitStatus to,
        OptionalInt expectedVersion,
        Optional<String> reason,
        String author,
        boolean correction) {

    /// What came of it.
    public sealed interface Result {

        /// The visit as it is now; unchanged when it had the status already.
        record Changed(PlannedVisit visit) implements Result {}

        /// The state machine does not allow it.
        record Forbidden(PlannedVisit visit, VisitStatus requested) implements Result {}

        /// The visit has changed meanwhile.
        record Stale(PlannedVisit visit) implements Result {}

        /// The visit has no day, but its new status needs one.
        record NotPlaced(PlannedVisit visit) implements Result {}

        /// There is no such visit.
        record Unknown(UUID visitId) implements Result {}
    }
}
