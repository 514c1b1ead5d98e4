package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Break;
import org.marshrut.solver.BreakTaken;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Stop;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// The clock of one route, by the book.
///
/// A route is driven without dawdling from the shift's earliest start. If it would begin no later
/// than the break's latest start and end after it, the break is due: every gap that is reached by
/// the break's latest start is tried, and the cheapest wins (first by seconds of forbidden
/// lateness, overtime and duration, then by cost, then by the end, then the latest gap). A free
/// start is then moved back as far as neither the end nor any lateness changes.
final class Timetable {

    private static final int NO_BREAK = -1;

    private final Problem problem;
    private final Shift shift;
    private final List<Visit> visits;

    private Timetable(Problem problem, Shift shift, List<Visit> visits) {
        this.problem = problem;
        this.shift = shift;
        this.visits = visits;
    }

    /// The route of a shift that makes these visits in this order; at least one.
    static Route route(Problem problem, Shift shift, List<Visit> visits) {
        return new Timetable(problem, shift, visits).best();
    }

    /// The same as if there were no break: no stop of [#route] is earlier.
    static Route withoutBreak(Problem problem, Shift shift, List<Visit> visits) {
        return new Timetable(problem, shift, visits).drive(shift.earliestStartSeconds(), NO_BREAK);
    }

    /// The break that a route needs which was driven without one, or null.
    static @Nullable Break breakDue(Shift shift, Route plain) {
        Break lunch = shift.lunch();
        return lunch != null
                        && shift.earliestStartSeconds() <= lunch.latestStartSeconds()
                        && plain.endSeconds() > lunch.latestStartSeconds()
                ? lunch
                : null;
    }

    private Route best() {
        Route plain = drive(shift.earliestStartSeconds(), NO_BREAK);
        Break lunch = breakDue(shift, plain);
        if (lunch == null) {
            return delayed(plain, NO_BREAK);
        }
        Comparator<Route> byMerit = byMerit();
        Route best = null;
        int bestGap = NO_BREAK;
        for (int gap = firstGap(plain, lunch); gap <= visits.size(); gap++) {
            int reached =
                    gap == 0
                            ? shift.earliestStartSeconds()
                            : plain.stops().get(gap - 1).departureSeconds();
            if (reached <= lunch.latestStartSeconds()) {
                Route driven = drive(shift.earliestStartSeconds(), gap);
                Route candidate = startIsPriced() ? delayed(driven, gap) : driven;
                if (best == null || byMerit.compare(candidate, best) <= 0) {
                    best = candidate;
                    bestGap = gap;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException(
                    "Shift "
                            + shift.id()
                            + " begins in time for its break, yet has no gap for it.");
        }
        return startIsPriced() ? best : delayed(best, bestGap);
    }

    /// The first gap worth trying. Where the next stop, too, is left by the time the break may
    /// begin, a break after it makes nothing later; unless the start moves, which changes when gaps
    /// are reached.
    private int firstGap(Route plain, Break lunch) {
        int gap = 0;
        while (gap < visits.size()
                && !shift.startFree()
                && plain.stops().get(gap).departureSeconds() <= lunch.earliestStartSeconds()) {
            gap++;
        }
        return gap;
    }

    /// Whether a later start can change what a route costs or whether it is allowed; if not, only
    /// the best gap's route needs to be moved back.
    private boolean startIsPriced() {
        Objective prices = problem.objective();
        return prices.perShiftSecond() + prices.perWaitSecond() + prices.perPrioritySecond() > 0
                || shift.maxDurationSeconds() != Shift.UNLIMITED;
    }

    /// The better route first.
    private Comparator<Route> byMerit() {
        return Comparator.comparingLong((Route route) -> forbiddenSeconds(problem, shift, route))
                .thenComparingLong(route -> RouteCost.timeCost(problem, shift, visits, route))
                .thenComparingInt(Route::endSeconds);
    }

    /// Seconds by which a route breaks the hard rules of the clock.
    static long forbiddenSeconds(Problem problem, Shift shift, Route route) {
        long late = problem.objective().lateForbidden() ? route.lateSeconds() : 0;
        long overtime = shift.overtimeForbidden() ? route.overtimeSeconds() : 0;
        long tooLong = (long) route.durationSeconds() - shift.maxDurationSeconds();
        return late + overtime + Math.max(0, tooLong);
    }

    /// The same route begun as late as possible, by bisection: later starts never end earlier.
    private Route delayed(Route route, int gap) {
        if (!shift.startFree()) {
            return route;
        }
        int good = shift.earliestStartSeconds();
        int bad = route.endSeconds() + 1;
        Route best = route;
        while (bad - good > 1) {
            int middle = good + (bad - good) / 2;
            Route candidate = drive(middle, gap);
            if (keeps(route, candidate)) {
                good = middle;
                best = candidate;
            } else {
                bad = middle;
            }
        }
        return best;
    }

    private boolean keeps(Route wanted, Route candidate) {
        boolean same = candidate.endSeconds() == wanted.endSeconds();
        for (int i = 0; same && i < visits.size(); i++) {
            same = candidate.stops().get(i).lateSeconds() == wanted.stops().get(i).lateSeconds();
        }
        return same
                && (candidate.breakTaken().isEmpty()
                        || candidate.breakTaken().get().startSeconds()
                                <= lunch().latestStartSeconds());
    }

    private Route drive(int begin, int breakGap) {
        List<Stop> stops = new ArrayList<>();
        BreakTaken taken = null;
        int clock = begin;
        int place = shift.startLocation();
        long metres = 0;
        int travel = 0;
        int service = 0;
        long late = 0;
        long load = 0;
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            int way = seconds(problem, place, visit.location());
            int metresHere = metres(place, visit.location());
            int arrival = clock + way;
            int ready = arrival;
            int breakAtPlace = 0;
            if (i == breakGap) {
                taken = breakAt(clock, i);
                boolean onTheWay = taken.startSeconds() <= arrival;
                int length = taken.endSeconds() - taken.startSeconds();
                arrival = onTheWay ? arrival + length : arrival;
                breakAtPlace = onTheWay ? 0 : length;
                ready = onTheWay ? arrival : taken.endSeconds();
            }
            TimeWindow window = window(visit, ready);
            int start = window == null ? ready : Math.max(ready, window.earliestSeconds());
            int lateness = window == null ? 0 : Math.max(0, start - window.latestSeconds());
            int departure = start + visit.serviceSeconds();
            stops.add(
                    new Stop(
                            visit.id(),
                            visit.location(),
                            way,
                            metresHere,
                            arrival,
                            start,
                            departure,
                            start - arrival - breakAtPlace,
                            lateness));
            metres += metresHere;
            travel += way;
            service += visit.serviceSeconds();
            late += lateness;
            load += visit.load();
            clock = departure;
            place = visit.location();
        }
        int way = seconds(problem, place, shift.endLocation());
        int metresHere = metres(place, shift.endLocation());
        int end = clock + way;
        if (breakGap == visits.size()) {
            taken = breakAt(clock, breakGap);
            end = Math.max(end, taken.startSeconds()) + taken.endSeconds() - taken.startSeconds();
        }
        travel += way;
        metres += metresHere;
        int pause = taken == null ? 0 : taken.endSeconds() - taken.startSeconds();
        return new Route(
                shift.id(),
                shift.rep(),
                shift.day(),
                stops,
                begin,
                end,
                way,
                metresHere,
                Optional.ofNullable(taken),
                metres,
                travel,
                service,
                end - begin - travel - service - pause,
                late,
                Math.max(0, end - shift.latestEndSeconds()),
                load);
    }

    private BreakTaken breakAt(int clock, int gap) {
        int start = Math.max(clock, lunch().earliestStartSeconds());
        return new BreakTaken(start, start + lunch().durationSeconds(), gap);
    }

    private Break lunch() {
        return Objects.requireNonNull(shift.lunch());
    }

    /// The window to aim at: the first that is not over, else the last; null if there is none.
    private @Nullable TimeWindow window(Visit visit, int ready) {
        TimeWindow chosen = null;
        for (TimeWindow window : visit.windowsOn(shift.day())) {
            chosen = window;
            if (ready <= window.latestSeconds()) {
                break;
            }
        }
        return chosen;
    }

    /// Seconds on the way, 0 to and from an open end.
    static int seconds(Problem problem, int from, int to) {
        return from == Shift.NONE || to == Shift.NONE
                ? 0
                : problem.matrix().travelSeconds(from, to);
    }

    private int metres(int from, int to) {
        return from == Shift.NONE || to == Shift.NONE
                ? 0
                : problem.matrix().distanceMetres(from, to);
    }
}
