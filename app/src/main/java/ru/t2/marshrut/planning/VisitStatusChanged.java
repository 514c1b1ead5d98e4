package ru.t2.marshrut.planning;

import java.time.Instant;

/// A visit of a plan in force changed its status; told within its transaction.
///
/// @param visit as it is now
/// @param correction a final status was put right
public record VisitStatusChanged(
        PlannedVisit visit, VisitStatus before, boolean correction, String author, Instant at) {}
