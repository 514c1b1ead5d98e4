package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.marshrut.solver.Bound;
import org.marshrut.solver.Cost;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.Violation;
import org.marshrut.solver.Visit;

/// Recomputes all figures of given orders from the problem's records.
public final class Oracle {

    private final Problem problem;
    private final Placement placement;
    private final List<Route> routes = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Cost> costs = new ArrayList<>();

    private Oracle(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
    }

    /// All figures, with reasons for what is left out.
    ///
    /// @param orders visit ids in order by shift id
    /// @throws IllegalArgumentException if a shift or visit is unknown or a visit appears twice
    public static Plan evaluate(Problem problem, Map<String, List<String>> orders) {
        return evaluate(problem, orders, Optional.empty());
    }

    /// As [#evaluate(Problem, Map)], with a lower bound that the caller vouches for.
    public static Plan evaluate(
            Problem problem, Map<String, List<String>> orders, Optional<Bound> bound) {
        return new Oracle(problem, new Placement(problem, orders)).plan(bound, true);
    }

    /// As [#evaluate(Problem, Map)], but visits left out are listed without reasons, which is
    /// quicker.
    public static Plan figures(Problem problem, Map<String, List<String>> orders) {
        return new Oracle(problem, new Placement(problem, orders)).plan(Optional.empty(), false);
    }

    private Plan plan(Optional<Bound> bound, boolean explained) {
        Rules rules = new Rules(problem, placement);
        for (Shift shift : problem.shifts()) {
            List<Visit> visits = placement.stops(shift);
            if (!visits.isEmpty()) {
                Route route = Timetable.route(problem, shift, visits);
                routes.add(route);
                costs.add(RouteCost.cost(problem, shift, visits, route));
                violations.addAll(rules.ofRoute(shift, visits, route));
            }
        }
        violations.addAll(rules.acrossRoutes());
        List<Unassigned> unassigned = new Explanation(problem, placement).unassigned(explained);
        return new Plan(routes, unassigned, violations, cost(unassigned), bound);
    }

    private Cost cost(List<Unassigned> unassigned) {
        return new Cost(
                costs.stream().mapToLong(Cost::distance).sum(),
                costs.stream().mapToLong(Cost::travel).sum(),
                costs.stream().mapToLong(Cost::duration).sum(),
                costs.stream().mapToLong(Cost::finish).sum(),
                costs.stream().mapToLong(Cost::priority).sum(),
                costs.stream().mapToLong(Cost::late).sum(),
                costs.stream().mapToLong(Cost::waiting).sum(),
                costs.stream().mapToLong(Cost::overtime).sum(),
                costs.stream().mapToLong(Cost::fixed).sum(),
                costs.stream().mapToLong(Cost::preference).sum(),
                balance(),
                costs.stream().mapToLong(Cost::spread).sum(),
                continuity(),
                costs.stream().mapToLong(Cost::districts).sum(),
                costs.stream().mapToLong(Cost::stability).sum(),
                unassigned.stream().mapToLong(Unassigned::cost).sum());
    }

    private long continuity() {
        long changes = 0;
        for (Pattern pattern : problem.patterns()) {
            Set<String> reps = new HashSet<>();
            for (String id : pattern.visitIds()) {
                Shift shift = placement.findShift(id);
                if (shift != null) {
                    reps.add(shift.rep());
                }
            }
            changes += Math.max(0, reps.size() - 1);
        }
        return changes * problem.objective().perRepChange();
    }

    private long balance() {
        Map<String, Long> available = new LinkedHashMap<>();
        long availableInAll = 0;
        for (Shift shift : problem.shifts()) {
            long length = (long) shift.latestEndSeconds() - shift.earliestStartSeconds();
            available.merge(shift.rep(), length, Long::sum);
            availableInAll += length;
        }
        Map<String, Long> work = new HashMap<>();
        long workInAll = 0;
        for (Route route : routes) {
            long length = (long) route.travelSeconds() + route.serviceSeconds();
            work.merge(route.rep(), length, Long::sum);
            workInAll += length;
        }
        double squares = 0;
        for (Map.Entry<String, Long> rep : available.entrySet()) {
            double share =
                    availableInAll == 0
                            ? workInAll / (double) available.size()
                            : (double) workInAll * rep.getValue() / availableInAll;
            double off = work.getOrDefault(rep.getKey(), 0L) - share;
            squares += off * off;
        }
        return ((long) (squares / 3600)) * problem.objective().perBalanceSecond();
    }
}
