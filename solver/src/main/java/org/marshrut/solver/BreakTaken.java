package org.marshrut.solver;

/// Where a route's break lies.
///
/// @param startSeconds seconds of the day
/// @param endSeconds seconds of the day
/// @param beforeStop index of the stop it comes before; the number of stops if it comes after all
public record BreakTaken(int startSeconds, int endSeconds, int beforeStop) {}
