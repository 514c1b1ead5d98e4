package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Violation;
import org.marshrut.solver.Visit;

/// Why visits are left out: for every shift the rule in the way, taking the routes as they are.
///
/// In each shift the places with the smallest detours are tried, unless it is certain without
/// driving that none lets the visit in more easily than another shift. The work is bounded: after a
/// budget of timetable steps, shifts are judged without any timetable.
final class Explanation {

    private static final int PLACES_TRIED = 12;
    private static final long BUDGET_STEPS = 300_000;
    private static final long BUDGET_ENTRIES = 100_000;

    private final Problem problem;
    private final Placement placement;
    private final Map<String, Pattern> patternOf;
    private final Rules rules;
    private final Headroom headroom;
    private long steps;
    private long entries;

    Explanation(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
        this.rules = new Rules(problem, placement);
        this.headroom = new Headroom(problem, placement);
        this.patternOf =
                problem.patterns().stream()
                        .flatMap(p -> p.visitIds().stream().map(id -> Map.entry(id, p)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The visits left out; without reasons unless they are asked for.
    List<Unassigned> unassigned(boolean explained) {
        entries = explained ? 0 : BUDGET_ENTRIES;
        return problem.visits().stream()
                .filter(visit -> placement.findShift(visit.id()) == null)
                .map(this::explain)
                .toList();
    }

    private Unassigned explain(Visit visit) {
        List<Blocked> blocked = new ArrayList<>();
        Blocked easiest = null;
        boolean listed = entries < BUDGET_ENTRIES;
        entries += problem.shifts().size();
        for (Shift shift : listed ? problem.shifts() : List.<Shift>of()) {
            Obstacles obstacles = obstacles(visit, shift, easiest);
            List<Blocked> found = obstacles.found();
            blocked.add(found.getFirst());
            Blocked only = found.size() == 1 && obstacles.exact() ? found.getFirst() : null;
            if (only != null
                    && only.rule() != Rule.SEARCH
                    && (easiest == null || burden(only) < burden(easiest))) {
                easiest = only;
            }
        }
        return new Unassigned(
                visit.id(),
                visit.required(),
                visit.unassignedCost(),
                blocked,
                Optional.ofNullable(easiest));
    }

    /// @param found at least one
    /// @param exact whether the amounts suffice, and not just are needed
    private record Obstacles(List<Blocked> found, boolean exact) {}

    /// What is in the way in this shift, at its best place. Where one thing is in the way that is
    /// no easier to ease than the easiest so far, the timetable is not asked whether it is the only
    /// one.
    private Obstacles obstacles(Visit visit, Shift shift, @Nullable Blocked easiest) {
        List<Blocked> found = new ArrayList<>();
        for (Violation violation : Rules.barred(problem, visit, shift)) {
            found.add(blocked(violation));
        }
        List<Visit> stops = placement.stops(shift);
        addAcross(found, visit, shift);
        if (stops.size() + 1L > shift.maxStops()) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.STOPS,
                            stops.size() + 1L - shift.maxStops(),
                            "Shift "
                                    + shift.id()
                                    + " has "
                                    + stops.size()
                                    + " stops already, "
                                    + shift.maxStops()
                                    + " is the limit. Raise the limit."));
        }
        long load = visit.load() + stops.stream().mapToLong(Visit::load).sum();
        if (shift.capacity() != Shift.UNLIMITED && load > shift.capacity()) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.CAPACITY,
                            load - shift.capacity(),
                            "Shift %s would carry %d, but %d is its capacity. Raise the capacity."
                                    .formatted(shift.id(), load, shift.capacity())));
        }
        Blocked certain = found.isEmpty() ? headroom.atLeast(visit, shift) : null;
        Blocked single = found.size() == 1 ? found.getFirst() : certain;
        boolean easier = single == null || easiest == null || burden(single) < burden(easiest);
        if (found.size() <= 1 && easier && steps < BUDGET_STEPS) {
            addTimes(found, visit, shift, stops);
        } else if (certain != null) {
            return new Obstacles(List.of(certain), false);
        }
        if (found.isEmpty()) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.SEARCH,
                            0,
                            "Nothing in the way was found in shift %s. Give the search more time."
                                    .formatted(shift.id())));
        }
        return new Obstacles(found, true);
    }

    private void addAcross(List<Blocked> found, Visit visit, Shift shift) {
        Pattern pattern = patternOf.get(visit.id());
        if (pattern != null) {
            long missing = missingDays(pattern, visit, shift.day());
            if (missing > 0) {
                found.add(
                        new Blocked(
                                shift.id(),
                                Rule.SPACING,
                                missing,
                                "Visit "
                                        + visit.id()
                                        + " on day "
                                        + shift.day()
                                        + " is too close to other calls of pattern "
                                        + pattern.id()
                                        + ". Move them or shorten the gap."));
            }
        }
        for (Precedence precedence : problem.precedences()) {
            boolean first = precedence.beforeVisitId().equals(visit.id());
            boolean second = precedence.afterVisitId().equals(visit.id());
            Shift other =
                    first
                            ? placement.findShift(precedence.afterVisitId())
                            : second ? placement.findShift(precedence.beforeVisitId()) : null;
            if (other != null
                    && !other.id().equals(shift.id())
                    && (first ? shift.day() >= other.day() : shift.day() <= other.day())) {
                found.add(
                        new Blocked(
                                shift.id(),
                                Rule.PRECEDENCE,
                                1,
                                "Visit %s must come %s a visit on day %d. Drop the rule."
                                        .formatted(
                                                visit.id(),
                                                first ? "before" : "after",
                                                other.day())));
            }
        }
    }

    /// Days by which the gap would have to shrink, 0 if the day fits.
    private long missingDays(Pattern pattern, Visit visit, int day) {
        int own = pattern.visitIds().indexOf(visit.id());
        if (!pattern.dayCombinations().isEmpty()) {
            for (List<Integer> days : pattern.dayCombinations()) {
                boolean fits = days.get(own) == day;
                for (int k = 0; fits && k < days.size(); k++) {
                    Shift shift = placement.findShift(pattern.visitIds().get(k));
                    fits = shift == null || shift.day() == days.get(k);
                }
                if (fits) {
                    return 0;
                }
            }
            return 1;
        }
        long missing = 0;
        for (int k = 0; k < pattern.visitIds().size(); k++) {
            Shift shift = placement.findShift(pattern.visitIds().get(k));
            if (shift != null) {
                int gap = k < own ? day - shift.day() : shift.day() - day;
                missing = Math.max(missing, (long) pattern.minGapDays() - gap);
            }
        }
        return missing;
    }

    private void addTimes(List<Blocked> found, Visit visit, Shift shift, List<Visit> stops) {
        List<Visit> best = List.of();
        long bestExcess = Long.MAX_VALUE;
        long extraCost = Long.MAX_VALUE;
        for (int place : places(visit, shift, stops)) {
            if (headroom.atLeast(visit, shift, place) >= bestExcess) {
                continue;
            }
            List<Visit> longer = new ArrayList<>(stops);
            longer.add(place, visit);
            steps += longer.size();
            Route route = Timetable.route(problem, shift, longer);
            long excess =
                    problem.pins().isEmpty()
                            ? rules.forbiddenSeconds(shift, route)
                            : broken(visit, shift, longer, route).stream()
                                    .mapToLong(Violation::amount)
                                    .sum();
            if (excess < bestExcess) {
                best = longer;
                bestExcess = excess;
            }
            if (excess == 0) {
                long cost = cost(shift, longer, route) - cost(shift, stops);
                extraCost = Math.min(extraCost, cost);
                if (cost <= visit.unassignedCost()) {
                    return; // the clock and the price let it in
                }
            }
        }
        if (!best.isEmpty() && bestExcess > 0) {
            broken(visit, shift, best, Timetable.route(problem, shift, best)).stream()
                    .collect(Collectors.groupingBy(Violation::rule))
                    .values()
                    .forEach(same -> found.add(blocked(largest(same))));
        } else if (extraCost != Long.MAX_VALUE && extraCost > visit.unassignedCost()) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.PRICE,
                            extraCost - visit.unassignedCost(),
                            "Visit %s would cost %d in shift %s, leaving it out costs %d."
                                            .formatted(
                                                    visit.id(),
                                                    extraCost,
                                                    shift.id(),
                                                    visit.unassignedCost())
                                    + " Raise its price."));
        }
    }

    /// The hard rules of the clock that a route with the visit in it breaks, and others' pins.
    private List<Violation> broken(Visit visit, Shift shift, List<Visit> stops, Route route) {
        return rules.ofRoute(shift, stops, route).stream()
                .filter(v -> v.hard() && needsTimetable(v.rule(), v.visitId(), visit))
                .toList();
    }

    private long cost(Shift shift, List<Visit> stops) {
        return stops.isEmpty() ? 0 : cost(shift, stops, Timetable.route(problem, shift, stops));
    }

    private long cost(Shift shift, List<Visit> stops, Route route) {
        return RouteCost.cost(problem, shift, stops, route).total();
    }

    private static boolean needsTimetable(Rule rule, @Nullable String subject, Visit visit) {
        return switch (rule) {
            case WINDOW, HOURS, DURATION -> true;
            case PIN -> !visit.id().equals(subject);
            default -> false;
        };
    }

    private static Violation largest(List<Violation> same) {
        return same.stream().max(Comparator.comparingLong(Violation::amount)).orElseThrow();
    }

    private List<Integer> places(Visit visit, Shift shift, List<Visit> stops) {
        return IntStream.rangeClosed(0, stops.size())
                .boxed()
                .sorted(Comparator.comparingLong(place -> detour(visit, shift, stops, place)))
                .limit(PLACES_TRIED)
                .toList();
    }

    private long detour(Visit visit, Shift shift, List<Visit> stops, int place) {
        int from = place == 0 ? shift.startLocation() : stops.get(place - 1).location();
        int to = place == stops.size() ? shift.endLocation() : stops.get(place).location();
        return travel(from, visit.location()) + travel(visit.location(), to) - travel(from, to);
    }

    private long travel(int from, int to) {
        return from == Shift.NONE || to == Shift.NONE
                ? 0
                : problem.matrix().travelSeconds(from, to);
    }

    private static Blocked blocked(Violation violation) {
        return new Blocked(
                violation.shiftId(), violation.rule(), violation.amount(), violation.message());
    }

    /// How much is asked of people by easing a rule, roughly in seconds: only to compare.
    private static long burden(Blocked blocked) {
        return switch (blocked.rule()) {
            case WINDOW, HOURS, DURATION -> blocked.amount();
            case STOPS -> 900 * blocked.amount();
            case CAPACITY, PRICE -> 1800;
            case SPACING -> 3600 * blocked.amount();
            case DAY, REP, PIN, PRECEDENCE -> 4 * 3600;
            case CLOSED, SKILL, SEARCH -> 24 * 3600;
        };
    }
}
