package org.marshrut.solver;

/// The parts of a plan's cost, each in units of cost; see [Objective] for what they count.
///
/// @param distance metres
/// @param travel seconds driven
/// @param duration seconds from start to end
/// @param finish seconds until the end
/// @param priority seconds until important visits begin
/// @param late seconds late, when priced
/// @param waiting seconds waited
/// @param overtime seconds after the shift, when priced
/// @param fixed shifts used
/// @param preference visits done by another than the preferred rep
/// @param balance uneven work of reps
/// @param spread squared numbers of stops
/// @param continuity several reps at one store
/// @param districts several districts in one route
/// @param stability visits moved against the reference
/// @param unassigned visits left out
public record Cost(
        long distance,
        long travel,
        long duration,
        long finish,
        long priority,
        long late,
        long waiting,
        long overtime,
        long fixed,
        long preference,
        long balance,
        long spread,
        long continuity,
        long districts,
        long stability,
        long unassigned) {

    /// The sum of all parts.
    public long total() {
        return distance
                + travel
                + duration
                + finish
                + priority
                + late
                + waiting
                + overtime
                + fixed
                + preference
                + balance
                + spread
                + continuity
                + districts
                + stability
                + unassigned;
    }
}
