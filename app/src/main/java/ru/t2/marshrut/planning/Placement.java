package ru.t2.marshrut.planning;

import java.time.LocalDate;

/// Where a visit is in a plan.
///
/// @param position in the day's route, from 1; [#OFF_ROUTE] for a cancelled visit
public record Placement(String repId, LocalDate date, int position) {

    /// Not in the route any more.
    public static final int OFF_ROUTE = 0;

    public DayKey day() {
        return new DayKey(repId, date);
    }
}
