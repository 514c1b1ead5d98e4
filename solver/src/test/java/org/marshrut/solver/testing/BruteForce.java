package org.marshrut.solver.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.check.Oracle;

/// Tries every choice and order of visits in one shift with the oracle.
public final class BruteForce {

    private final Problem problem;
    private final List<String> order = new ArrayList<>();
    private long best = Long.MAX_VALUE;

    private BruteForce(Problem problem) {
        this.problem = problem;
    }

    /// The least total cost of a plan without hard violations.
    public static long leastCost(Problem problem) {
        BruteForce force = new BruteForce(problem);
        force.extend();
        return force.best;
    }

    private void extend() {
        Plan plan = Oracle.figures(problem, Map.of(problem.shifts().getFirst().id(), order));
        if (plan.feasible()) {
            best = Math.min(best, plan.totalCost());
        }
        for (Visit visit : problem.visits()) {
            if (!order.contains(visit.id())) {
                order.add(visit.id());
                extend();
                order.removeLast();
            }
        }
    }
}
