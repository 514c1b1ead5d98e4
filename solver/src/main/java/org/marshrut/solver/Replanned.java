package org.marshrut.solver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A plan made from another one, and what is different in it.
///
/// @param plan the new plan, recomputed by the independent evaluator
/// @param changes visits with another rep or day than before, in the order of the problem's visits
/// @param elapsed from call to return
public record Replanned(Plan plan, List<Change> changes, Duration elapsed) {

    public Replanned {
        changes = List.copyOf(changes);
    }

    /// One visit's move.
    ///
    /// @param visitId which visit
    /// @param before where it was; empty if nowhere, or if only an unknown shift's id is known
    /// @param after where it is; empty if it could not be placed
    /// @param affected it could not stay; otherwise it moved to make the plan cheaper
    public record Change(
            String visitId, Optional<Slot> before, Optional<Slot> after, boolean affected) {}

    /// How many affected visits each rep received, by rep.
    public Map<String, Integer> received() {
        Map<String, Integer> received = new TreeMap<>();
        for (Change change : changes) {
            if (change.affected() && change.after().isPresent()) {
                received.merge(change.after().get().rep(), 1, Integer::sum);
            }
        }
        return received;
    }

    /// Visits that moved although they could have stayed.
    public long othersMoved() {
        return changes.stream().filter(change -> !change.affected()).count();
    }
}
