package org.marshrut.benchmarks.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// A month planned by a simple rule, with the same homes, hours and limits: what a solver has to be
/// worth.
final class NaivePlanner implements Contender {

    private static final String NO_DISTRICT = "none";

    private final boolean byDistrict;
    private final Map<String, Integer> dayOf = new HashMap<>();
    private final Map<String, Pattern> patternOf = new HashMap<>();
    private final List<NaiveDay> days = new ArrayList<>();
    private int horizon = 1;

    private NaivePlanner(boolean byDistrict) {
        this.byDistrict = byDistrict;
    }

    /// Day by day, whatever is due goes to the nearest rep who still has room, or waits; and every
    /// trip serves one district, from the nearest rep who is free that day.
    static List<NaivePlanner> all() {
        return List.of(new NaivePlanner(false), new NaivePlanner(true));
    }

    @Override
    public String name() {
        return byDistrict ? "district a trip" : "nearest free rep";
    }

    @Override
    public boolean models(Problem problem) {
        return problem.pins().isEmpty() && problem.precedences().isEmpty();
    }

    @Override
    public Answer solve(Problem problem, double seconds, long seed) {
        long begun = System.nanoTime();
        dayOf.clear();
        patternOf.clear();
        days.clear();
        for (Shift shift : problem.shifts()) {
            days.add(new NaiveDay(problem.matrix(), shift));
            horizon = Math.max(horizon, shift.day() + 1);
        }
        problem.patterns().forEach(p -> p.visitIds().forEach(id -> patternOf.put(id, p)));
        if (byDistrict) {
            byDistrict(problem);
        } else {
            byDate(problem);
        }
        Map<String, List<String>> orders = new LinkedHashMap<>();
        days.forEach(day -> orders.put(day.shift.id(), day.ids()));
        double elapsed = (System.nanoTime() - begun) / 1e9;
        return new Answer(orders, Answer.NO_CLAIM, 0, elapsed, elapsed);
    }

    private void byDate(Problem problem) {
        List<Visit> waiting =
                problem.visits().stream().sorted(Comparator.comparingInt(this::due)).toList();
        for (int d = 0; d < horizon; d++) {
            for (Visit visit : waiting) {
                if (due(visit) <= d && !dayOf.containsKey(visit.id())) {
                    place(problem, visit, d);
                }
            }
        }
    }

    /// The day a call would fall on if the store's calls were spread evenly.
    private int due(Visit visit) {
        Pattern pattern = patternOf.get(visit.id());
        int calls = pattern == null ? 1 : pattern.visitIds().size();
        int call = pattern == null ? 0 : pattern.visitIds().indexOf(visit.id());
        int step = horizon / calls;
        return visit.location() % Math.max(1, step) + call * step;
    }

    private void place(Problem problem, Visit visit, int day) {
        if (spaced(visit, day)) {
            for (NaiveDay each :
                    days.stream()
                            .filter(one -> one.shift.day() == day)
                            .sorted(Comparator.comparingInt(one -> way(problem, one, visit)))
                            .toList()) {
                if (add(each, visit)) {
                    return;
                }
            }
        }
    }

    private boolean add(NaiveDay day, Visit visit) {
        boolean added = day.tryAdd(visit);
        if (added) {
            dayOf.put(visit.id(), day.shift.day());
        }
        return added;
    }

    private static int way(Problem problem, NaiveDay day, Visit visit) {
        return problem.matrix().distanceMetres(day.shift.startLocation(), visit.location());
    }

    private boolean spaced(Visit visit, int day) {
        Pattern pattern = patternOf.get(visit.id());
        int call = pattern == null ? 0 : pattern.visitIds().indexOf(visit.id());
        if (pattern == null || call == 0) {
            return true;
        }
        Integer before = dayOf.get(pattern.visitIds().get(call - 1));
        return before != null && day - before >= pattern.minGapDays();
    }

    private void byDistrict(Problem problem) {
        Map<String, List<Visit>> trips = new LinkedHashMap<>();
        for (Visit visit : problem.visits()) {
            Pattern pattern = patternOf.get(visit.id());
            int calls = pattern == null ? 1 : pattern.visitIds().size();
            int call = pattern == null ? 0 : pattern.visitIds().indexOf(visit.id());
            // Calls of a store that comes twice share the first and the last round of three.
            int round = calls == 1 ? visit.location() % 3 : call * 2 / (calls - 1);
            String district = visit.district() == null ? NO_DISTRICT : visit.district();
            trips.computeIfAbsent(round + district, key -> new ArrayList<>()).add(visit);
        }
        trips.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(key -> key.charAt(0))))
                .forEach(trip -> serve(problem, trip.getValue(), trip.getKey().charAt(0) - '0'));
    }

    private void serve(Problem problem, List<Visit> district, int round) {
        List<Visit> left = new ArrayList<>(district);
        Visit middle = left.getFirst();
        List<NaiveDay> free =
                days.stream()
                        .filter(NaiveDay::free)
                        .filter(day -> day.shift.day() >= round * horizon / 3)
                        .sorted(
                                Comparator.comparingInt((NaiveDay day) -> way(problem, day, middle))
                                        .thenComparingInt(day -> day.shift.day()))
                        .toList();
        for (NaiveDay day : free) {
            left.removeIf(visit -> spaced(visit, day.shift.day()) && add(day, visit));
            if (left.isEmpty()) {
                return;
            }
        }
    }
}
