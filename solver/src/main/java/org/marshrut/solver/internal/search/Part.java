package org.marshrut.solver.internal.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.model.Model;

/// A piece of a problem: some shifts with what is in them and some absent visits, everything else
/// held fast.
///
/// What is held fast still binds: calls of the same store, and visits before and after, narrow the
/// days that a visit of the part may be on. So whatever is feasible in the part is feasible in the
/// whole. The part has a matrix of its own, of just its locations.
final class Part {

    /// A day that no shift is on.
    private static final int NO_DAY = -1;

    final Problem problem;

    private final Whole whole;
    private final int[][] orders;
    private final int[] shiftOf;
    private final boolean[] open; // [shifts]
    private final int[] locationOf; // [part's locations], in the whole
    private final Map<Integer, Integer> locations = new HashMap<>();
    private final Map<Integer, Visit> inside = new LinkedHashMap<>();
    private final Set<Integer> days = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /// @param orders visits in order by shift
    /// @param shiftOf the same by visit
    /// @param openShifts shifts that may change
    /// @param absent visits in no order that the part may place
    Part(Whole whole, int[][] orders, int[] shiftOf, int[] openShifts, int[] absent) {
        this.whole = whole;
        this.orders = orders;
        this.shiftOf = shiftOf;
        open = new boolean[whole.shifts];
        List<Shift> shifts = new ArrayList<>();
        for (int s : openShifts) {
            open[s] = true;
            days.add(whole.day(s));
        }
        for (int s : openShifts) {
            shifts.add(moved(whole.problem.shifts().get(s)));
            for (int v : orders[s]) {
                inside.put(v, whole.problem.visits().get(v));
            }
        }
        for (int v : absent) {
            if (mayEnter(v)) {
                inside.put(v, whole.problem.visits().get(v));
            }
        }
        tie();
        for (Map.Entry<Integer, Visit> entry : inside.entrySet()) {
            entry.setValue(moved(entry.getValue()));
        }
        locationOf = new int[locations.size()];
        locations.forEach((far, near) -> locationOf[near] = far);
        List<Pin> pins = pins();
        Matrix matrix = whole.problem.matrix();
        problem =
                Problem.of(matrix.part(locationOf.length == 0 ? new int[1] : locationOf))
                        .visits(List.copyOf(inside.values()))
                        .shifts(shifts)
                        .patterns(patterns)
                        .pins(pins)
                        .precedences(precedences())
                        .objective(whole.problem.objective())
                        .reference(reference())
                        .build();
    }

    /// Visit ids in order by shift id as they stand: a warm start for the part.
    Map<String, List<String>> orders() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (int s = 0; s < open.length; s++) {
            if (open[s] && orders[s].length > 0) {
                names.put(whole.problem.shifts().get(s).id(), whole.names(orders[s]));
            }
        }
        return names;
    }

    private boolean mayEnter(int v) {
        Pin pin = whole.pin.get(v);
        String shift = pin == null ? null : pin.shiftId();
        return shift == null || open[whole.shift(shift)];
    }

    // ---- what binds the part to the rest

    /// Calls of one store, and visits before and after, some of which may be held fast.
    private void tie() {
        Set<Integer> seen = new LinkedHashSet<>();
        for (int v : List.copyOf(inside.keySet())) {
            int g = whole.pattern[v];
            if (g != Model.NONE && seen.add(g)) {
                tie(g);
            }
        }
        for (int v : List.copyOf(inside.keySet())) {
            for (Precedence precedence : whole.precedences.getOrDefault(v, List.of())) {
                restrict(v, precedence);
            }
        }
    }

    private void tie(int g) {
        Pattern pattern = whole.problem.patterns().get(g);
        int[] calls = whole.calls[g];
        List<Integer> members = new ArrayList<>(); // positions in the pattern
        boolean bound = false;
        for (int k = 0; k < calls.length; k++) {
            if (inside.containsKey(calls[k])) {
                members.add(k);
            } else {
                bound |= shiftOf[calls[k]] != Model.NONE;
            }
        }
        if (members.size() == calls.length) {
            patterns.add(pattern);
            return;
        }
        if (pattern.dayCombinations().isEmpty()) {
            if (bound) {
                members.forEach(k -> keepGap(pattern, calls, k));
            }
            members.removeIf(k -> !inside.containsKey(calls[k]));
            if (members.size() > 1) {
                patterns.add(
                        Pattern.spaced(pattern.id(), ids(calls, members), pattern.minGapDays()));
            }
        } else {
            combine(pattern, calls, members);
        }
        if (bound) {
            members.forEach(k -> preferKnownRep(calls, k));
        }
    }

    private void keepGap(Pattern pattern, int[] calls, int own) {
        int low = 0;
        int high = Integer.MAX_VALUE;
        for (int k = 0; k < calls.length; k++) {
            if (!inside.containsKey(calls[k]) && shiftOf[calls[k]] != Model.NONE) {
                int day = whole.day(shiftOf[calls[k]]);
                low = k < own ? Math.max(low, day + pattern.minGapDays()) : low;
                high = k > own ? Math.min(high, day - pattern.minGapDays()) : high;
            }
        }
        restrict(calls[own], low, high);
    }

    private void combine(Pattern pattern, int[] calls, List<Integer> members) {
        List<List<Integer>> rows = new ArrayList<>();
        for (List<Integer> row : pattern.dayCombinations()) {
            boolean fits = true;
            for (int k = 0; fits && k < calls.length; k++) {
                int s = shiftOf[calls[k]];
                boolean outside = !inside.containsKey(calls[k]) && s != Model.NONE;
                fits = !outside || row.get(k) == whole.day(s);
            }
            if (fits) {
                rows.add(members.stream().map(row::get).toList());
            }
        }
        if (rows.isEmpty()) {
            members.forEach(k -> restrict(calls[k], NO_DAY, NO_DAY));
        } else {
            patterns.add(Pattern.combinations(pattern.id(), ids(calls, members), rows));
        }
        members.removeIf(k -> !inside.containsKey(calls[k]));
    }

    private List<String> ids(int[] calls, List<Integer> members) {
        return members.stream().map(k -> whole.problem.visits().get(calls[k]).id()).toList();
    }

    private void restrict(int v, Precedence precedence) {
        boolean first = precedence.beforeVisitId().equals(whole.problem.visits().get(v).id());
        int other = whole.visit(first ? precedence.afterVisitId() : precedence.beforeVisitId());
        if (inside.containsKey(v) && !inside.containsKey(other) && shiftOf[other] != Model.NONE) {
            int day = whole.day(shiftOf[other]);
            restrict(v, first ? 0 : day + 1, first ? day - 1 : Integer.MAX_VALUE);
        }
    }

    /// Narrows a visit's days. An absent one with no day left stays out of the part; a placed one
    /// that breaks the rule where it stands cannot stay there.
    private void restrict(int v, int low, int high) {
        Visit visit = inside.get(v);
        if (visit == null) {
            return;
        }
        Set<Integer> left = new HashSet<>();
        for (int day : visit.allowedDays().isEmpty() ? days : visit.allowedDays()) {
            if (day >= low && day <= high && days.contains(day)) {
                left.add(day);
            }
        }
        boolean placed = shiftOf[v] != Model.NONE;
        if (left.isEmpty() && !placed) {
            inside.remove(v);
            return;
        }
        if (left.isEmpty()) {
            left.add(NO_DAY);
        }
        inside.put(
                v, with(visit, visit.location(), left, visit.preferredRep(), visit.otherRepCost()));
    }

    /// With a price on changes of rep, calls held fast draw the others to their rep.
    private void preferKnownRep(int[] calls, int own) {
        Visit visit = inside.get(calls[own]);
        long price = whole.problem.objective().perRepChange();
        if (visit == null || price == 0 || visit.preferredRep() != null) {
            return;
        }
        String rep = null;
        int closest = Integer.MAX_VALUE;
        for (int k = 0; k < calls.length; k++) {
            int s = shiftOf[calls[k]];
            if (!inside.containsKey(calls[k]) && s != Model.NONE && Math.abs(k - own) < closest) {
                closest = Math.abs(k - own);
                rep = whole.problem.shifts().get(s).rep();
            }
        }
        inside.put(calls[own], with(visit, visit.location(), visit.allowedDays(), rep, price));
    }

    // ---- locations of the part

    private int near(int location) {
        if (location == Shift.NONE) {
            return location;
        }
        Integer known = locations.get(location);
        if (known == null) {
            known = locations.size();
            locations.put(location, known);
        }
        return known;
    }

    private Visit moved(Visit visit) {
        return with(
                visit,
                near(visit.location()),
                visit.allowedDays(),
                visit.preferredRep(),
                visit.otherRepCost());
    }

    private static Visit with(
            Visit visit,
            int location,
            Set<Integer> allowedDays,
            @Nullable String preferredRep,
            long otherRepCost) {
        return new Visit(
                visit.id(),
                location,
                visit.serviceSeconds(),
                visit.windows(),
                visit.windowsByDay(),
                visit.load(),
                visit.priority(),
                visit.required(),
                visit.unassignedCost(),
                visit.requiredSkills(),
                visit.allowedReps(),
                allowedDays,
                preferredRep,
                otherRepCost,
                visit.district());
    }

    /// The same visit, for one rep alone.
    static Visit onlyBy(Visit visit, String rep) {
        return new Visit(
                visit.id(),
                visit.location(),
                visit.serviceSeconds(),
                visit.windows(),
                visit.windowsByDay(),
                visit.load(),
                visit.priority(),
                visit.required(),
                visit.unassignedCost(),
                visit.requiredSkills(),
                Set.of(rep),
                visit.allowedDays(),
                visit.preferredRep(),
                visit.otherRepCost(),
                visit.district());
    }

    private Shift moved(Shift shift) {
        return new Shift(
                shift.id(),
                shift.rep(),
                shift.day(),
                near(shift.startLocation()),
                near(shift.endLocation()),
                shift.earliestStartSeconds(),
                shift.latestEndSeconds(),
                shift.startFree(),
                shift.lunch(),
                shift.maxStops(),
                shift.capacity(),
                shift.maxDurationSeconds(),
                shift.skills(),
                shift.overtimeCostPerSecond(),
                shift.fixedCost());
    }

    // ---- rules inside the part

    private List<Pin> pins() {
        List<Pin> pins = new ArrayList<>();
        for (Map.Entry<Integer, Visit> entry : inside.entrySet()) {
            Pin pin = whole.pin.get(entry.getKey());
            if (pin != null && holds(pin, entry.getValue())) {
                pins.add(pin);
            } else if (pin != null) {
                // It must leave, and has nowhere to go.
                Visit v = entry.getValue();
                entry.setValue(
                        with(v, v.location(), Set.of(NO_DAY), v.preferredRep(), v.otherRepCost()));
            }
        }
        return pins;
    }

    private boolean holds(Pin pin, Visit visit) {
        if (pin.shiftId() == null) {
            return true;
        }
        int s = whole.shift(pin.shiftId());
        return open[s]
                && (visit.allowedDays().isEmpty() || visit.allowedDays().contains(whole.day(s)));
    }

    private List<Precedence> precedences() {
        return whole.problem.precedences().stream()
                .filter(p ->
                        inside.containsKey(whole.visit(p.beforeVisitId()))
                                && inside.containsKey(whole.visit(p.afterVisitId())))
                .toList();
    }

    private Map<String, Slot> reference() {
        if (whole.problem.reference().isEmpty()) {
            return Map.of();
        }
        Map<String, Slot> reference = new HashMap<>();
        for (Visit visit : inside.values()) {
            Slot slot = whole.problem.reference().get(visit.id());
            if (slot != null) {
                reference.put(visit.id(), slot);
            }
        }
        return reference;
    }
}
