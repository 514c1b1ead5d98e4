package ru.t2.marshrut.planning;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.DistanceSource;

/// A rep's route of a day as a whole, with the ways from and to home. Times are seconds of the day.
///
/// @param lunchStartSeconds empty when the route is over before lunch is due
/// @param overtimeSeconds after the rep's hours; on a day that an absence cuts short visits must
///   end by then, and the way home only before the hours' usual end
/// @param homeTravelSeconds from the last stop
/// @param homeDistanceMetres from the last stop
/// @param violations promises that the route does not keep
public record DayFigures(
        int startSeconds,
        int endSeconds,
        OptionalInt lunchStartSeconds,
        int lunchSeconds,
        long distanceMetres,
        int travelSeconds,
        int serviceSeconds,
        int waitSeconds,
        long lateSeconds,
        int overtimeSeconds,
        int homeTravelSeconds,
        int homeDistanceMetres,
        Money cost,
        DistanceSource distanceSource,
        List<DayViolation> violations) {

    public DayFigures {
        violations = List.copyOf(violations);
    }

    /// From departure to return.
    public int durationSeconds() {
        return endSeconds - startSeconds;
    }

    /// A promise that a route does not keep.
    ///
    /// @param rule `hours`, `window`, `stops`, `spacing`, `closed`, `skill`, `day_off`, …
    /// @param visitId null when it concerns the whole day
    /// @param amount in seconds for times, in days for `spacing`, else in pieces
    public record DayViolation(String rule, @Nullable UUID visitId, long amount) {}
}
