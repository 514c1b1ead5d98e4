package org.marshrut.solver.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.model.Model;

/// A problem too large, or too large for the moment, to be searched at once: numbers for its names,
/// and what ties its visits together. Immutable; see [Part] for the pieces that are searched.
final class Whole {

    static final int[] NOBODY = {};

    final Problem problem;
    final int n;
    final int shifts;
    final int[] pattern; // [n], number of the pattern or NONE
    final int[][] calls; // [patterns], visits in chronological order
    final Map<Integer, Pin> pin; // by visit
    final Map<Integer, List<Precedence>> precedences; // by visit, both sides
    private final Map<String, Integer> visitIndex;
    private final Map<String, Integer> shiftIndex;

    Whole(Problem problem) {
        this.problem = problem;
        n = problem.visits().size();
        shifts = problem.shifts().size();
        visitIndex = HashMap.newHashMap(n);
        for (int v = 0; v < n; v++) {
            visitIndex.put(problem.visits().get(v).id(), v);
        }
        shiftIndex = HashMap.newHashMap(shifts);
        for (int s = 0; s < shifts; s++) {
            shiftIndex.put(problem.shifts().get(s).id(), s);
        }
        pattern = new int[n];
        Arrays.fill(pattern, Model.NONE);
        calls = new int[problem.patterns().size()][];
        for (int g = 0; g < calls.length; g++) {
            Pattern tied = problem.patterns().get(g);
            calls[g] = tied.visitIds().stream().mapToInt(this::visit).toArray();
            for (int v : calls[g]) {
                pattern[v] = g;
            }
        }
        pin = new HashMap<>();
        problem.pins().forEach(p -> pin.put(visit(p.visitId()), p));
        precedences = new HashMap<>();
        for (Precedence precedence : problem.precedences()) {
            for (String id : List.of(precedence.beforeVisitId(), precedence.afterVisitId())) {
                precedences.computeIfAbsent(visit(id), key -> new ArrayList<>()).add(precedence);
            }
        }
    }

    /// Number of a visit of the problem, NONE if unknown.
    int visit(String id) {
        return visitIndex.getOrDefault(id, Model.NONE);
    }

    /// Number of a shift of the problem, NONE if unknown.
    int shift(String id) {
        return shiftIndex.getOrDefault(id, Model.NONE);
    }

    int day(int s) {
        return problem.shifts().get(s).day();
    }

    /// Visits in order by shift, from names; unknown and repeated ones are passed over.
    int[][] numbers(Map<String, List<String>> orders) {
        int[][] numbers = new int[shifts][];
        Arrays.fill(numbers, NOBODY);
        boolean[] seen = new boolean[n];
        for (Map.Entry<String, List<String>> order : orders.entrySet()) {
            int s = shift(order.getKey());
            if (s != Model.NONE) {
                int[] row = new int[order.getValue().size()];
                int count = 0;
                for (String id : order.getValue()) {
                    int v = visit(id);
                    if (v != Model.NONE && !seen[v]) {
                        seen[v] = true;
                        row[count++] = v;
                    }
                }
                numbers[s] = Arrays.copyOf(row, count);
            }
        }
        return numbers;
    }

    /// Visit ids in order by shift id; shifts without stops are left out.
    Map<String, List<String>> names(int[][] numbers) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (int s = 0; s < shifts; s++) {
            if (numbers[s].length > 0) {
                names.put(problem.shifts().get(s).id(), names(numbers[s]));
            }
        }
        return names;
    }

    List<String> names(int[] order) {
        List<String> ids = new ArrayList<>(order.length);
        for (int v : order) {
            ids.add(problem.visits().get(v).id());
        }
        return ids;
    }

    /// Shift by visit, NONE where a visit is in none of the orders.
    int[] shiftOf(int[][] numbers) {
        int[] shiftOf = new int[n];
        Arrays.fill(shiftOf, Model.NONE);
        for (int s = 0; s < shifts; s++) {
            for (int v : numbers[s]) {
                shiftOf[v] = s;
            }
        }
        return shiftOf;
    }
}
