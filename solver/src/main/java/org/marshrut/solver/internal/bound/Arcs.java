package org.marshrut.solver.internal.bound;

import java.util.HashMap;
import java.util.Map;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// What going from one visit to another costs at least: metres, seconds at the wheel, and the same
/// seconds again where a shift's length or end is priced, for neither is shorter than its travel
/// and service. Node 0 stands for all starts and ends of shifts.
final class Arcs {

    static final double NEVER = 1e18;

    final int n; // visits; nodes are 0 … n
    private final Problem problem;
    private final int[] location; // [n + 1], of visits 1 … n
    private final int[] group; // [n + 1], calls of one store never follow each other
    private final double[] out; // [n + 1], from the cheapest start
    private final double[] home; // [n + 1], to the cheapest end
    private final double perMetre;
    private final double perSecond;

    Arcs(Problem problem) {
        this.problem = problem;
        n = problem.visits().size();
        Objective prices = problem.objective();
        perMetre = prices.perMetre();
        perSecond =
                (double) prices.perTravelSecond()
                        + prices.perShiftSecond()
                        + prices.perFinishSecond();
        Map<String, Integer> patternOf = new HashMap<>();
        for (int p = 0; p < problem.patterns().size(); p++) {
            for (String id : problem.patterns().get(p).visitIds()) {
                patternOf.put(id, p);
            }
        }
        location = new int[n + 1];
        group = new int[n + 1];
        out = new double[n + 1];
        home = new double[n + 1];
        for (int v = 1; v <= n; v++) {
            Visit visit = problem.visits().get(v - 1);
            location[v] = visit.location();
            group[v] = patternOf.getOrDefault(visit.id(), -v);
            out[v] = NEVER;
            home[v] = NEVER;
            for (Shift shift : problem.shifts()) {
                out[v] = Math.min(out[v], price(shift.startLocation(), location[v]));
                home[v] = Math.min(home[v], price(location[v], shift.endLocation()));
            }
        }
    }

    /// The same for all calls of a store, which are alike in their ways.
    long store(int v) {
        return (long) group[v] << 32 | location[v];
    }

    /// The cheaper of the ways from a shift's start to a visit and from there to its end.
    double homeWay(int start, int end, int v) {
        return Math.min(price(start, location[v]), price(location[v], end));
    }

    private double price(int from, int to) {
        return from == Shift.NONE || to == Shift.NONE
                ? 0
                : perMetre * problem.matrix().distanceMetres(from, to)
                        + perSecond * problem.matrix().travelSeconds(from, to);
    }

    /// From node to node; 0 is a start or an end.
    double between(int from, int to) {
        if (from == 0) {
            return out[to];
        }
        if (to == 0) {
            return home[from];
        }
        return group[from] == group[to] ? NEVER : price(location[from], location[to]);
    }

    /// Whichever way round is cheaper.
    double edge(int a, int b) {
        return Math.min(between(a, b), between(b, a));
    }

    /// Service that is paid by the second because the shift's length or end is.
    double servicePrice() {
        Objective prices = problem.objective();
        double price = (double) prices.perShiftSecond() + prices.perFinishSecond();
        return price * problem.visits().stream().mapToLong(Visit::serviceSeconds).sum();
    }
}
