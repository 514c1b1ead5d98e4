package ru.t2.marshrut.planning;

import java.util.List;
import java.util.UUID;

/// A rep's day as planned.
///
/// @param version the plan's version that changed its route last
/// @param ownOrder a person set the order, not the solver
/// @param visits in order; those cancelled last, without a place
public record RepDay(
        UUID planId,
        DayKey key,
        int version,
        boolean ownOrder,
        DayFigures figures,
        List<PlannedVisit> visits) {

    public RepDay {
        visits = List.copyOf(visits);
    }
}
