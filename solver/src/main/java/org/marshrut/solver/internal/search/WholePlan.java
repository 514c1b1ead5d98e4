package org.marshrut.solver.internal.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;

/// The plan of a large problem while its parts are searched: orders, and what they cost, kept up
/// part by part. Not thread-safe.
final class WholePlan {

    final int[][] orders; // [shifts], visits
    final int[] shiftOf; // [n]
    private final Problem problem;
    private final Whole whole;
    private final Territories land;
    private final Map<String, Integer> repIndex = new HashMap<>();
    private long[] work; // [reps], seconds driven and served
    private long separable; // cost without balance and without absent visits
    private long absentPrice;
    private int absent;

    WholePlan(Whole whole, Territories land) {
        this.whole = whole;
        this.land = land;
        problem = whole.problem;
        orders = new int[whole.shifts][];
        Arrays.fill(orders, Whole.NOBODY);
        shiftOf = new int[whole.n];
        Arrays.fill(shiftOf, Model.NONE);
        work = new long[land.reps];
        for (int r = 0; r < land.reps; r++) {
            repIndex.put(problem.shifts().get(land.shiftsOf[r][0]).rep(), r);
        }
        absent = whole.n;
        problem.visits().forEach(visit -> absentPrice += visit.unassignedCost());
    }

    /// Takes over what of a given plan obeys the rules.
    void load(Map<String, List<String>> given) {
        int[][] numbers = whole.numbers(given);
        Plan plan = Oracle.figures(problem, whole.names(numbers));
        plan.violations().stream()
                .filter(violation -> violation.hard())
                .forEach(violation -> numbers[whole.shift(violation.shiftId())] = Whole.NOBODY);
        Plan sound = Oracle.figures(problem, whole.names(numbers));
        System.arraycopy(numbers, 0, orders, 0, orders.length);
        System.arraycopy(whole.shiftOf(numbers), 0, shiftOf, 0, shiftOf.length);
        sound.routes().forEach(route -> add(work, route, 1));
        absent = sound.unassigned().size();
        absentPrice = sound.cost().unassigned();
        separable = sound.totalCost() - sound.cost().balance() - absentPrice;
    }

    /// Takes the part's new plan over if that makes the whole cheaper, balance over all reps
    /// included.
    ///
    /// @param open the part's shifts
    /// @param found visit ids in order by shift id
    /// @param before figures of the part as it stands
    /// @param after figures of what was found
    boolean take(int[] open, Map<String, List<String>> found, Plan before, Plan after) {
        long[] newWork = work.clone();
        before.routes().forEach(route -> add(newWork, route, -1));
        after.routes().forEach(route -> add(newWork, route, 1));
        long absentChange = after.cost().unassigned() - before.cost().unassigned();
        long change =
                after.totalCost()
                        - after.cost().balance()
                        - (before.totalCost() - before.cost().balance());
        if (change + balance(newWork) - balance(work) >= 0) {
            return false;
        }
        work = newWork;
        separable += change - absentChange;
        absentPrice += absentChange;
        absent += after.unassigned().size() - before.unassigned().size();
        for (int s : open) {
            for (int v : orders[s]) {
                shiftOf[v] = Model.NONE;
            }
        }
        for (int s : open) {
            String id = problem.shifts().get(s).id();
            orders[s] = found.getOrDefault(id, List.of()).stream().mapToInt(whole::visit).toArray();
            for (int v : orders[s]) {
                shiftOf[v] = s;
            }
        }
        return true;
    }

    private void add(long[] to, Route route, int sign) {
        long seconds = (long) route.travelSeconds() + route.serviceSeconds();
        to[repIndex.getOrDefault(route.rep(), 0)] += sign * seconds;
    }

    long cost() {
        return separable + absentPrice + balance(work);
    }

    /// Visits left out.
    int absent() {
        return absent;
    }

    /// As the objective prices it, over all reps.
    private long balance(long[] seconds) {
        long price = problem.objective().perBalanceSecond();
        if (price == 0) {
            return 0;
        }
        double all = Arrays.stream(seconds).sum();
        double squares = 0;
        for (int r = 0; r < land.reps; r++) {
            double share =
                    land.roomInAll == 0 ? all / land.reps : all * land.room[r] / land.roomInAll;
            squares += (seconds[r] - share) * (seconds[r] - share);
        }
        return ((long) (squares / 3600)) * price;
    }
}
