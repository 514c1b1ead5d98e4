package ru.t2.marshrut.team;

import java.time.LocalDate;

/// The feature that plans visits tells how many a change of the calendar affects; it has a bean of
/// this type.
public interface PlannedVisits {

    /// Visits that stand on a day and are neither done nor cancelled.
    int countOn(LocalDate day);
}
