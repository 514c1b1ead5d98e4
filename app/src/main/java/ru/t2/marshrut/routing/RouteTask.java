package ru.t2.marshrut.routing;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.TransportMode;

/// One day's stops to put in order, checked, with every default filled in.
///
/// @param stops 2 to 500, in the order given
/// @param start where the route begins; empty: at its first stop
/// @param end where it ends; empty: at its last stop, or with `returnToStart` where it began
/// @param returnToStart back to the start, which is then given
/// @param departAt fixed time of departure; empty: as late as the route allows, from 09:00 on
/// @param shiftEndSeconds when the working day ends, seconds of the day
/// @param lunch its length; zero for none
/// @param notes the dispatcher's wish in his own words, one line; empty for none
/// @param rules what the order must keep to; nothing unless wishes say so
/// @param explain whether a model is to put the advantages of a route into words
/// @param timeout for the whole answer; empty: the default for each model of the chain
record RouteTask(
        List<StopRequest> stops,
        Optional<GeoPoint> start,
        Optional<GeoPoint> end,
        boolean returnToStart,
        Optional<LocalTime> departAt,
        int shiftEndSeconds,
        Duration lunch,
        TransportMode transportMode,
        Tariff tariff,
        Optional<Preference> preference,
        String notes,
        OrderRules rules,
        boolean explain,
        Optional<Duration> timeout) {

    RouteTask {
        stops = List.copyOf(stops);
    }

    /// The same task as wishes have changed it.
    RouteTask withWishes(
            List<StopRequest> remaining,
            int endSeconds,
            Optional<Preference> preferred,
            OrderRules orderRules) {
        return new RouteTask(
                remaining,
                start,
                end,
                returnToStart,
                departAt,
                endSeconds,
                lunch,
                transportMode,
                tariff,
                preferred,
                notes,
                orderRules,
                explain,
                timeout);
    }
}
