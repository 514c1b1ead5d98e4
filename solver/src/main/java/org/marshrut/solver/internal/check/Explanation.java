package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
    private final Rules rules;
    private final Ties ties;
    private final Headroom headroom;
    private final Map<String, Long> costNow = new HashMap<>(); // by shift, of the route as it is
    private long steps;
    private long entries;

    Explanation(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
        this.rules = new Rules(problem, placement);
        this.ties = new Ties(problem, placement);
        this.headroom = new Headroom(problem, placement);
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
            Blocked first = obstacles.found().getFirst();
            blocked.add(first);
            if (obstacles.relaxable() && (easiest == null || burden(first) < burden(easiest))) {
                easiest = first;
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
    private record Obstacles(List<Blocked> found, boolean exact) {

        /// Whether easing the only one lets the visit in.
        boolean relaxable() {
            return exact && found.size() == 1 && found.getFirst().rule() != Rule.SEARCH;
        }
    }

    /// What is in the way in this shift, at its best place. Where one thing is in the way that is
    /// no easier to ease than the easiest so far, the timetable is not asked whether it is the only
    /// one.
    private Obstacles obstacles(Visit visit, Shift shift, @Nullable Blocked easiest) {
        List<Blocked> found = new ArrayList<>();
        for (Violation violation : rules.barred(visit, shift)) {
            found.add(blocked(violation));
        }
        found.addAll(ties.inTheWay(visit, shift));
        addAmounts(found, visit, shift);
        Blocked certain = found.isEmpty() ? headroom.atLeast(visit, shift) : null;
        Blocked single = found.size() == 1 ? found.getFirst() : certain;
        boolean easier = single == null || easiest == null || burden(single) < burden(easiest);
        if (found.size() <= 1 && easier && steps < BUDGET_STEPS) {
            addTimes(found, visit, shift);
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

    private void addAmounts(List<Blocked> found, Visit visit, Shift shift) {
        List<Visit> stops = placement.stops(shift);
        if (stops.size() >= shift.maxStops()) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.STOPS,
                            stops.size() + 1L - shift.maxStops(),
                            "Shift %s has %d stops already, %d is the limit. Raise the limit."
                                    .formatted(shift.id(), stops.size(), shift.maxStops())));
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
    }

    private void addTimes(List<Blocked> found, Visit visit, Shift shift) {
        List<Violation> easiest = List.of();
        long least = Long.MAX_VALUE;
        long extraCost = Long.MAX_VALUE;
        for (int place : places(visit, shift)) {
            if (hopeless(headroom.atLeast(visit, shift, place), least)) {
                continue;
            }
            List<Visit> longer = new ArrayList<>(placement.stops(shift));
            longer.add(place, visit);
            steps += longer.size();
            Route route = Timetable.route(problem, shift, longer);
            if (hopeless(Timetable.forbiddenSeconds(problem, shift, route), least)) {
                continue;
            }
            List<Violation> broken = broken(shift, longer, route);
            long burden = broken.stream().mapToLong(v -> burden(blocked(v))).sum();
            if (burden < least) {
                easiest = broken;
                least = burden;
            }
            if (burden == 0) {
                extraCost = Math.min(extraCost, extraCost(shift, longer, route));
                if (extraCost <= visit.unassignedCost()) {
                    return; // the clock and the price let it in
                }
            }
        }
        easiest.stream()
                .collect(Collectors.groupingBy(Violation::rule))
                .values()
                .forEach(same -> found.add(blocked(largest(same))));
        if (least == 0) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.PRICE,
                            extraCost - visit.unassignedCost(),
                            ("Visit %s would cost %d in shift %s, leaving it out costs %d."
                                            + " Raise its price.")
                                    .formatted(
                                            visit.id(),
                                            extraCost,
                                            shift.id(),
                                            visit.unassignedCost())));
        }
    }

    /// Whether a place that breaks rules by this much can be no better than the best so far.
    private static boolean hopeless(long atLeast, long least) {
        return atLeast > 0 && atLeast >= least;
    }

    /// The hard rules of the clock and the order that a route breaks.
    private List<Violation> broken(Shift shift, List<Visit> stops, Route route) {
        return rules.ofOrder(shift, stops, route).stream().filter(Violation::hard).toList();
    }

    private long extraCost(Shift shift, List<Visit> longer, Route route) {
        return cost(shift, longer, route) - costNow.computeIfAbsent(shift.id(), s -> cost(shift));
    }

    private long cost(Shift shift) {
        List<Visit> stops = placement.stops(shift);
        return stops.isEmpty() ? 0 : cost(shift, stops, Timetable.route(problem, shift, stops));
    }

    private long cost(Shift shift, List<Visit> stops, Route route) {
        return RouteCost.cost(problem, shift, stops, route).total();
    }

    private static Violation largest(List<Violation> same) {
        return same.stream().max(Comparator.comparingLong(Violation::amount)).orElseThrow();
    }

    /// The places with the smallest detours; before others those that suit the visit's own pin and
    /// precedences.
    private List<Integer> places(Visit visit, Shift shift) {
        List<Visit> stops = placement.stops(shift);
        int[] off = new int[stops.size() + 1];
        long[] detour = new long[off.length];
        for (int place = 0; place < off.length; place++) {
            off[place] =
                    Math.abs(rules.placesOff(visit, place, off.length))
                            + ties.placesOff(visit, stops, place);
            detour[place] = headroom.detour(visit, shift, place);
        }
        return IntStream.range(0, off.length)
                .boxed()
                .sorted(
                        Comparator.comparingInt((Integer place) -> off[place])
                                .thenComparingLong(place -> detour[place]))
                .limit(PLACES_TRIED)
                .toList();
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
