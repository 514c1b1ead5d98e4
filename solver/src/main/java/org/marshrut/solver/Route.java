package org.marshrut.solver;

import java.util.List;
import java.util.Optional;

/// One shift's stops in order, with all figures. Times are seconds of the shift's day.
///
/// @param shiftId which shift
/// @param rep who
/// @param day which day
/// @param stops at least one, in order
/// @param startSeconds departure from the start location, or arrival at the first stop if open
/// @param endSeconds arrival at the end location, or departure from the last stop if open
/// @param travelToEndSeconds on the way from the last stop to the end location
/// @param distanceToEndMetres on the way from the last stop to the end location
/// @param breakTaken the break, if one was due
/// @param distanceMetres sum over the route
/// @param travelSeconds sum over the route
/// @param serviceSeconds sum over the stops
/// @param waitSeconds everything that is neither travel, service nor break
/// @param lateSeconds sum over the stops
/// @param overtimeSeconds end after the shift's latest end
/// @param load sum over the stops
public record Route(
        String shiftId,
        String rep,
        int day,
        List<Stop> stops,
        int startSeconds,
        int endSeconds,
        int travelToEndSeconds,
        int distanceToEndMetres,
        Optional<BreakTaken> breakTaken,
        long distanceMetres,
        int travelSeconds,
        int serviceSeconds,
        int waitSeconds,
        long lateSeconds,
        int overtimeSeconds,
        long load) {

    public Route {
        stops = List.copyOf(stops);
    }

    /// From start to end.
    public int durationSeconds() {
        return endSeconds - startSeconds;
    }

    /// The visits in order.
    public List<String> visitIds() {
        return stops.stream().map(Stop::visitId).toList();
    }
}
