package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Stop;
import org.marshrut.solver.Violation;
import org.marshrut.solver.Visit;

/// Which rules a plan breaks.
final class Rules {

    private final Problem problem;
    private final Placement placement;

    Rules(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
    }

    /// The first rule that keeps a visit out of a shift whatever the order and the hour, or null.
    static List<Violation> barred(Problem problem, Visit visit, Shift shift) {
        List<Violation> found = new ArrayList<>();
        if (!shift.skills().containsAll(visit.requiredSkills())) {
            found.add(
                    hard(
                            Rule.SKILL,
                            shift,
                            visit,
                            1,
                            "Visit %s needs skills %s, but rep %s has %s. Send somebody else."
                                    .formatted(
                                            visit.id(),
                                            visit.requiredSkills(),
                                            shift.rep(),
                                            shift.skills())));
        }
        if (!visit.allowedReps().isEmpty() && !visit.allowedReps().contains(shift.rep())) {
            found.add(
                    hard(
                            Rule.REP,
                            shift,
                            visit,
                            1,
                            "Visit %s may be done by %s only, not by %s. Allow the rep."
                                    .formatted(visit.id(), visit.allowedReps(), shift.rep())));
        }
        if (!visit.allowedDays().isEmpty() && !visit.allowedDays().contains(shift.day())) {
            found.add(
                    hard(
                            Rule.DAY,
                            shift,
                            visit,
                            1,
                            "Visit %s may be done on days %s only, not on day %d. Allow the day."
                                    .formatted(visit.id(), visit.allowedDays(), shift.day())));
        }
        if (visit.closedOn(shift.day())) {
            found.add(
                    hard(
                            Rule.CLOSED,
                            shift,
                            visit,
                            1,
                            "Visit %s is closed on day %d. Choose another day."
                                    .formatted(visit.id(), shift.day())));
        }
        for (Pin pin : problem.pins()) {
            if (pin.visitId().equals(visit.id())
                    && pin.shiftId() != null
                    && !pin.shiftId().equals(shift.id())) {
                found.add(
                        hard(
                                Rule.PIN,
                                shift,
                                visit,
                                1,
                                "Visit %s is pinned to shift %s, not to %s. Lift the pin."
                                        .formatted(visit.id(), pin.shiftId(), shift.id())));
            }
        }
        return found;
    }

    /// Everything that concerns one route alone.
    List<Violation> ofRoute(Shift shift, List<Visit> visits, Route route) {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            found.addAll(barred(problem, visit, shift));
            Stop stop = route.stops().get(i);
            if (stop.lateSeconds() > 0) {
                found.add(
                        new Violation(
                                Rule.WINDOW,
                                shift.id(),
                                visit.id(),
                                stop.lateSeconds(),
                                problem.objective().lateForbidden(),
                                "Visit %s would start %s after its window. Widen it or move the visit."
                                        .formatted(visit.id(), minutes(stop.lateSeconds()))));
            }
            addPlace(found, shift, visit, i, visits.size());
        }
        addLimits(found, shift, route);
        return found;
    }

    /// Seconds by which a route breaks the hard rules of the clock.
    long forbiddenSeconds(Shift shift, Route route) {
        long late = problem.objective().lateForbidden() ? route.lateSeconds() : 0;
        long overtime = shift.overtimeForbidden() ? route.overtimeSeconds() : 0;
        long tooLong = (long) route.durationSeconds() - shift.maxDurationSeconds();
        return late + overtime + Math.max(0, tooLong);
    }

    private void addLimits(List<Violation> found, Shift shift, Route route) {
        if (route.overtimeSeconds() > 0) {
            found.add(
                    new Violation(
                            Rule.HOURS,
                            shift.id(),
                            null,
                            route.overtimeSeconds(),
                            shift.overtimeForbidden(),
                            "Shift %s would end %s late. Take stops out or extend it."
                                    .formatted(shift.id(), minutes(route.overtimeSeconds()))));
        }
        long tooLong = (long) route.durationSeconds() - shift.maxDurationSeconds();
        if (tooLong > 0) {
            found.add(
                    hard(
                            Rule.DURATION,
                            shift,
                            null,
                            tooLong,
                            "Shift %s would last %s too long. Take stops out."
                                    .formatted(shift.id(), minutes(tooLong))));
        }
        if (route.stops().size() > shift.maxStops()) {
            found.add(
                    hard(
                            Rule.STOPS,
                            shift,
                            null,
                            route.stops().size() - shift.maxStops(),
                            "Shift %s would have %d stops, but %d is the limit. Take some out."
                                    .formatted(
                                            shift.id(), route.stops().size(), shift.maxStops())));
        }
        if (shift.capacity() != Shift.UNLIMITED && route.load() > shift.capacity()) {
            found.add(
                    hard(
                            Rule.CAPACITY,
                            shift,
                            null,
                            route.load() - shift.capacity(),
                            "Shift %s would carry %d, but %d is its capacity. Take some out."
                                    .formatted(shift.id(), route.load(), shift.capacity())));
        }
    }

    private void addPlace(List<Violation> found, Shift shift, Visit visit, int index, int size) {
        for (Pin pin : problem.pins()) {
            if (pin.visitId().equals(visit.id())) {
                int wanted =
                        switch (pin.place()) {
                            case ANYWHERE -> index;
                            case FIRST -> 0;
                            case LAST -> size - 1;
                            case INDEX -> pin.index();
                        };
                if (wanted != index) {
                    found.add(
                            hard(
                                    Rule.PIN,
                                    shift,
                                    visit,
                                    Math.abs(wanted - index),
                                    "Visit %s is stop %d, but pinned as stop %d. Lift the pin."
                                            .formatted(visit.id(), index + 1, wanted + 1)));
                }
            }
        }
    }

    /// Spacing and precedence, which concern several routes.
    List<Violation> acrossRoutes() {
        List<Violation> found = new ArrayList<>();
        for (Pattern pattern : problem.patterns()) {
            addSpacing(found, pattern);
        }
        for (Precedence precedence : problem.precedences()) {
            Shift before = placement.findShift(precedence.beforeVisitId());
            Shift after = placement.findShift(precedence.afterVisitId());
            if (before != null && after != null && !precedes(precedence, before, after)) {
                found.add(
                        hard(
                                Rule.PRECEDENCE,
                                after,
                                placement.visits.get(precedence.afterVisitId()),
                                1,
                                "Visit %s must come after %s. Swap them or drop the rule."
                                        .formatted(
                                                precedence.afterVisitId(),
                                                precedence.beforeVisitId())));
            }
        }
        return found;
    }

    private boolean precedes(Precedence precedence, Shift before, Shift after) {
        return before.day() < after.day()
                || (before.id().equals(after.id())
                        && placement.position(precedence.beforeVisitId())
                                < placement.position(precedence.afterVisitId()));
    }

    private void addSpacing(List<Violation> found, Pattern pattern) {
        Shift previous = null;
        boolean any = pattern.dayCombinations().isEmpty();
        for (List<Integer> days : pattern.dayCombinations()) {
            any |= partOf(days, pattern);
        }
        for (String id : pattern.visitIds()) {
            Shift shift = placement.findShift(id);
            if (shift == null) {
                continue;
            }
            int missing =
                    previous == null ? 0 : pattern.minGapDays() - (shift.day() - previous.day());
            if (missing > 0 || !any) {
                found.add(
                        hard(
                                Rule.SPACING,
                                shift,
                                placement.visits.get(id),
                                Math.max(1, missing),
                                any
                                        ? "Visit %s comes %d days too early after the call before it."
                                                        .formatted(id, missing)
                                                + " Move one of them."
                                        : "Visit %s on day %d fits no combination of pattern %s."
                                                        .formatted(id, shift.day(), pattern.id())
                                                + " Move the store's calls."));
            }
            previous = shift;
        }
    }

    private boolean partOf(List<Integer> days, Pattern pattern) {
        for (int k = 0; k < days.size(); k++) {
            Shift shift = placement.findShift(pattern.visitIds().get(k));
            if (shift != null && shift.day() != days.get(k)) {
                return false;
            }
        }
        return true;
    }

    private static Violation hard(
            Rule rule, Shift shift, @Nullable Visit visit, long amount, String message) {
        return new Violation(
                rule, shift.id(), visit == null ? null : visit.id(), amount, true, message);
    }

    static String minutes(long seconds) {
        return seconds < 120
                ? seconds + " s"
                : java.math.BigDecimal.valueOf(seconds)
                                .divide(
                                        java.math.BigDecimal.valueOf(60),
                                        0,
                                        java.math.RoundingMode.CEILING)
                                .toPlainString()
                        + " min";
    }
}
