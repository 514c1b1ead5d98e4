package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Map<String, Pin> pinOf;

    Rules(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
        this.pinOf =
                problem.pins().stream()
                        .collect(Collectors.toMap(Pin::visitId, Function.identity()));
    }

    /// The rules that keep a visit out of a shift whatever the order and the hour.
    List<Violation> barred(Visit visit, Shift shift) {
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
        Pin pin = pinOf.get(visit.id());
        if (pin != null && pin.shiftId() != null && !pin.shiftId().equals(shift.id())) {
            found.add(
                    hard(
                            Rule.PIN,
                            shift,
                            visit,
                            1,
                            "Visit %s is pinned to shift %s, not to %s. Lift the pin."
                                    .formatted(visit.id(), pin.shiftId(), shift.id())));
        }
        return found;
    }

    /// Everything that concerns one route alone.
    List<Violation> ofRoute(Shift shift, List<Visit> visits, Route route) {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            found.addAll(barred(visits.get(i), shift));
            addStop(found, shift, visits, route, i);
        }
        addPrecedences(found, shift, visits);
        addHours(found, shift, route);
        addAmounts(found, shift, route);
        return found;
    }

    /// Of these, what another order or hour could mend.
    List<Violation> ofOrder(Shift shift, List<Visit> visits, Route route) {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            addStop(found, shift, visits, route, i);
        }
        addPrecedences(found, shift, visits);
        addHours(found, shift, route);
        return found;
    }

    private void addStop(
            List<Violation> found, Shift shift, List<Visit> visits, Route route, int index) {
        Visit visit = visits.get(index);
        Stop stop = route.stops().get(index);
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
        int off = placesOff(visit, index, visits.size());
        if (off != 0) {
            found.add(
                    hard(
                            Rule.PIN,
                            shift,
                            visit,
                            Math.abs(off),
                            "Visit %s is stop %d, but pinned as stop %d. Lift the pin."
                                    .formatted(visit.id(), index + 1, index + off + 1)));
        }
    }

    /// By how many places a visit's pin would move it towards the end of its route of this size;
    /// negative towards the start.
    int placesOff(Visit visit, int index, int size) {
        Pin pin = pinOf.get(visit.id());
        return pin == null
                ? 0
                : switch (pin.place()) {
                    case ANYWHERE -> 0;
                    case FIRST -> -index;
                    case LAST -> size - 1 - index;
                    case INDEX -> pin.index() - index;
                };
    }

    private void addPrecedences(List<Violation> found, Shift shift, List<Visit> visits) {
        if (problem.precedences().isEmpty()) {
            return;
        }
        List<String> order = visits.stream().map(Visit::id).toList();
        for (Precedence precedence : problem.precedences()) {
            int after = order.indexOf(precedence.afterVisitId());
            if (after >= 0 && order.indexOf(precedence.beforeVisitId()) > after) {
                found.add(misplaced(precedence, shift));
            }
        }
    }

    private Violation misplaced(Precedence precedence, Shift shift) {
        return hard(
                Rule.PRECEDENCE,
                shift,
                placement.visits.get(precedence.afterVisitId()),
                1,
                "Visit %s must come after %s. Swap them or drop the rule."
                        .formatted(precedence.afterVisitId(), precedence.beforeVisitId()));
    }

    private static void addHours(List<Violation> found, Shift shift, Route route) {
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
    }

    private static void addAmounts(List<Violation> found, Shift shift, Route route) {
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

    /// Spacing and precedence, which concern several routes.
    List<Violation> acrossRoutes() {
        List<Violation> found = new ArrayList<>();
        for (Pattern pattern : problem.patterns()) {
            addSpacing(found, pattern);
        }
        for (Precedence precedence : problem.precedences()) {
            Shift before = placement.findShift(precedence.beforeVisitId());
            Shift after = placement.findShift(precedence.afterVisitId());
            if (before != null
                    && after != null
                    && !before.id().equals(after.id())
                    && before.day() >= after.day()) {
                found.add(misplaced(precedence, after));
            }
        }
        return found;
    }

    private void addSpacing(List<Violation> found, Pattern pattern) {
        Shift previous = null;
        boolean any =
                pattern.dayCombinations().isEmpty()
                        || pattern.dayCombinations().stream()
                                .anyMatch(days -> placement.fits(pattern, days));
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

    private static Violation hard(
            Rule rule, Shift shift, @Nullable Visit visit, long amount, String message) {
        return new Violation(
                rule, shift.id(), visit == null ? null : visit.id(), amount, true, message);
    }

    /// Two minutes and more are rounded up to whole ones.
    static String minutes(long seconds) {
        return seconds < 120 ? seconds + " s" : Math.ceilDiv(seconds, 60) + " min";
    }
}
