package org.marshrut.solver;

/// Who does a visit on which day; an element of the plan that a new one is compared with.
///
/// @param rep the rep's name as in [Shift#rep]
/// @param day the day's number as in [Shift#day]
public record Slot(String rep, int day) {}
