package org.marshrut.solver;

/// The rules a plan can break, or that keep a visit out of a shift.
public enum Rule {
    /// The shift's rep lacks a required skill.
    SKILL,
    /// The rep is not among the allowed ones.
    REP,
    /// The day is not among the allowed ones.
    DAY,
    /// The place is closed all day.
    CLOSED,
    /// Service would start after the window; the amount is in seconds.
    WINDOW,
    /// The route would end after the shift; the amount is in seconds.
    HOURS,
    /// The route would last too long; the amount is in seconds.
    DURATION,
    /// Too many stops; the amount is in stops.
    STOPS,
    /// Too much load; the amount is in units of load.
    CAPACITY,
    /// Too close to another call at the same store; the amount is in days.
    SPACING,
    /// Another shift or place in the order is pinned.
    PIN,
    /// Must come before or after another visit.
    PRECEDENCE,
    /// It would fit, but costs more than leaving it out; the amount is in units of cost.
    PRICE,
    /// Nothing in the way was found: more time for the search may place it.
    SEARCH
}
