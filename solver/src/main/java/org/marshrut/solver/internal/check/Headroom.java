package org.marshrut.solver.internal.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Break;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;

/// By how much a further visit would at least break the hard rules of a shift's clock, told without
/// driving the longer route.
///
/// Whatever comes later in a route makes no earlier stop earlier, and a break makes none earlier
/// either: so service starts no sooner than the way from the stop before, left as if there were no
/// break, allows. And the shift lasts no less than its ways, its services and the break that is due
/// already.
final class Headroom {

    private final Problem problem;
    private final Placement placement;
    private final Map<String, Route> plain = new HashMap<>();

    Headroom(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
    }

    /// What is certainly in the way wherever the visit goes in the shift, at the place where that
    /// is least; null if nothing is certain.
    @Nullable Blocked atLeast(Visit visit, Shift shift) {
        long least = Long.MAX_VALUE;
        long late = 0;
        for (int place = 0; place <= placement.stops(shift).size(); place++) {
            long lateHere = late(visit, shift, place);
            long here = lateHere + over(visit, shift, place);
            if (here < least) {
                least = here;
                late = lateHere;
            }
        }
        long over = least - late;
        return least == 0
                ? null
                : late >= over
                        ? blocked(visit, shift, Rule.WINDOW, late)
                        : blocked(visit, shift, Rule.HOURS, over);
    }

    private static Blocked blocked(Visit visit, Shift shift, Rule rule, long amount) {
        String much = "at least " + Rules.minutes(amount);
        return new Blocked(
                shift.id(),
                rule,
                amount,
                rule == Rule.WINDOW
                        ? "Visit "
                                + visit.id()
                                + " would start "
                                + much
                                + " after its window."
                                + " Widen it or move the visit."
                        : "Shift "
                                + shift.id()
                                + " would end "
                                + much
                                + " late with visit "
                                + visit.id()
                                + ". Take stops out or extend it.");
    }

    /// Seconds by which the clock's hard rules would at least be broken at a place.
    long atLeast(Visit visit, Shift shift, int place) {
        return late(visit, shift, place) + over(visit, shift, place);
    }

    private long late(Visit visit, Shift shift, int place) {
        List<TimeWindow> windows = visit.windowsOn(shift.day());
        if (!problem.objective().lateForbidden() || windows.isEmpty()) {
            return 0;
        }
        int left =
                place == 0
                        ? shift.earliestStartSeconds()
                        : plain(shift).stops().get(place - 1).departureSeconds();
        long arrival = left + seconds(before(shift, place), visit.location());
        return Math.max(0, arrival - windows.getLast().latestSeconds());
    }

    private long over(Visit visit, Shift shift, int place) {
        if (!shift.overtimeForbidden()) {
            return 0;
        }
        long hours = (long) shift.latestEndSeconds() - shift.earliestStartSeconds();
        return Math.max(0, busy(shift) + detour(visit, shift, place) - hours);
    }

    /// Seconds of the route as it is that no order of breaks and waiting saves.
    private long busy(Shift shift) {
        if (placement.stops(shift).isEmpty()) {
            return seconds(shift.startLocation(), shift.endLocation());
        }
        Route route = plain(shift);
        Break due = Timetable.breakDue(shift, route);
        return (long) route.travelSeconds()
                + route.serviceSeconds()
                + (due == null ? 0 : due.durationSeconds());
    }

    /// Seconds of way and service that a visit adds at a place.
    long detour(Visit visit, Shift shift, int place) {
        int from = before(shift, place);
        List<Visit> stops = placement.stops(shift);
        int to = place == stops.size() ? shift.endLocation() : stops.get(place).location();
        return seconds(from, visit.location())
                + visit.serviceSeconds()
                + seconds(visit.location(), to)
                - seconds(from, to);
    }

    private int before(Shift shift, int place) {
        return place == 0
                ? shift.startLocation()
                : placement.stops(shift).get(place - 1).location();
    }

    private Route plain(Shift shift) {
        return plain.computeIfAbsent(
                shift.id(), id -> Timetable.withoutBreak(problem, shift, placement.stops(shift)));
    }

    private long seconds(int from, int to) {
        return Timetable.seconds(problem, from, to);
    }
}
