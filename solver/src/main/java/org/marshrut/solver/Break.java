package org.marshrut.solver;

/// A break (lunch) inside a shift, taken once, between two services: while waiting, or on the way.
///
/// It is due when the route begins no later than [#latestStartSeconds] and would end after it; who
/// is home before that needs no break. Among the gaps it fits into, the solver takes the cheapest.
///
/// @param earliestStartSeconds seconds of the day
/// @param latestStartSeconds seconds of the day; the break *starts* by then
/// @param durationSeconds its length
public record Break(int earliestStartSeconds, int latestStartSeconds, int durationSeconds) {

    public Break {
        Require.range(
                "Break",
                "earliest start",
                earliestStartSeconds,
                0,
                TimeWindow.MAX_SECONDS,
                "Count seconds from midnight of the shift's day.");
        Require.range(
                "Break",
                "latest start",
                latestStartSeconds,
                earliestStartSeconds,
                TimeWindow.MAX_SECONDS,
                "The latest start must not precede the earliest one.");
        Require.range(
                "Break",
                "duration",
                durationSeconds,
                0,
                TimeWindow.MAX_SECONDS,
                "Give the length in seconds.");
    }
}
