package org.marshrut.solver;

/// A visit placed in a route. Times are seconds of the shift's day.
///
/// @param visitId which visit
/// @param location where
/// @param travelSeconds on the way from the previous place, 0 at an open start
/// @param distanceMetres on the way from the previous place, 0 at an open start
/// @param arrivalSeconds when the rep is there, breaks on the way included
/// @param startSeconds when service starts
/// @param departureSeconds when service is over
/// @param waitSeconds between arrival and start, a break at the place not counted
/// @param lateSeconds start after the end of the last window
public record Stop(
        String visitId,
        int location,
        int travelSeconds,
        int distanceMetres,
        int arrivalSeconds,
        int startSeconds,
        int departureSeconds,
        int waitSeconds,
        int lateSeconds) {}
