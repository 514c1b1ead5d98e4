package org.marshrut.solver;

import org.jspecify.annotations.Nullable;

/// What a re-plan may touch.
///
/// Visits that cannot stay where they are, and required ones that are nowhere, are *affected*. They
/// are placed anew within the days given; every route of other days stays to the letter, and with
/// it whatever is past. Without a search the stops that are not affected stay in their routes in
/// their order, too.
///
/// @param firstDay no route of an earlier day changes
/// @param lastDay no route of a later day changes
/// @param even the affected visits are spread so that the numbers that two reps receive differ by
///   one at most, wherever the rules let them; before that only the price counts
/// @param search null: only affected visits move. Otherwise a search of this kind follows within
///   the days given, in which others move too if it saves more than [Objective#perMovedVisit] and
///   [Objective#perMovedDay] against [Problem#reference], or against the plan given if the problem
///   has no reference
public record Replan(int firstDay, int lastDay, boolean even, @Nullable Settings search) {

    public Replan {
        Require.range("Re-plan", "first day", firstDay, 0, 100_000, "Use the shifts' day numbers.");
        Require.range(
                "Re-plan",
                "last day",
                lastDay,
                firstDay,
                100_000,
                "The last day must not precede the first.");
    }

    /// Affected visits alone move, evenly, within these days.
    public static Replan within(int firstDay, int lastDay) {
        return new Replan(firstDay, lastDay, true, null);
    }

    /// Affected visits go wherever they cost least.
    public Replan cheapest() {
        return new Replan(firstDay, lastDay, false, search);
    }

    /// A search follows, in which others may move for their price.
    public Replan thenSearch(Settings settings) {
        return new Replan(firstDay, lastDay, even, settings);
    }
}
