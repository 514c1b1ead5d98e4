package ru.t2.marshrut.planning;

/// A stop as planned; times are seconds of the day in the region's zone.
///
/// @param travelSeconds on the way from the stop before, or from home
/// @param distanceMetres on the way from the stop before, or from home
/// @param startSeconds of service, after waiting for a window if need be
/// @param lateSeconds of the start after the window's end
public record StopTimes(
        int travelSeconds,
        int distanceMetres,
        int arrivalSeconds,
        int startSeconds,
        int departureSeconds,
        int lateSeconds) {}
