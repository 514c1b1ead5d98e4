package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything the search for plans of months starts from.
///
/// @param published plans in force of the months, by month
/// @param planned months around that have a plan in force
/// @param kept visits of the months that stay
/// @param free visits of the months that may be placed anew
/// @param around visits of the months around
/// @param ownReps who went to a store last
/// @param isTaken a month has a plan and the order does not say to replace it
record GenerationSnapshot(
        Region region,
        WorkDays workDays,
        Map<YearMonth, PlanHead> published,
        Set<YearMonth> planned,
        List<PlannedVisit> kept,
        List<PlannedVisit> free,
        List<PlannedVisit> around,
        Map<String, String> ownReps,
        boolean isTaken) {

    /// Months of the quarter, from this one on, that are planned now or later.
    int monthsLeft(GenerationOrder order, YearMonth month) {
        return (int)
                Quarters.months(month).stream()
                        .filter(other -> !other.isBefore(month))
                        .filter(other -> order.months().contains(other) || !planned.contains(other))
                        .count();
    }

    List<PlannedVisit> usable(GenerationOrder order, YearMonth month) {
        return order.findProposal().isPresent()
                ? List.of()
                : free.stream().filter(visit -> visit.month().equals(month)).toList();
    }
}
