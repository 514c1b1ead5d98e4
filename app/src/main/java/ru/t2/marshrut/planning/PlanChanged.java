package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/// A plan in force got a new version; told within its transaction.
///
/// @param days rep-days whose routes changed
public record PlanChanged(
        UUID planId,
        YearMonth month,
        int version,
        UUID changeId,
        ChangeSet.Cause cause,
        List<DayKey> days) {

    public PlanChanged {
        days = List.copyOf(days);
    }
}
