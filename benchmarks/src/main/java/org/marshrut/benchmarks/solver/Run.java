package org.marshrut.benchmarks.solver;

import java.util.OptionalDouble;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.check.Oracle;

/// One answer to one instance, as the oracle sees it.
///
/// @param instance what was solved
/// @param contender by whom
/// @param stops visits to place
/// @param seed of the run
/// @param value cost in published units, meaningful if nothing is missing or broken
/// @param missing required visits left out
/// @param broken hard rules broken
/// @param wrong a claim that the oracle does not confirm
/// @param answer what came back
/// @param heapMegabytes largest use of the heap while it ran, garbage included
/// @param keptMegabytes largest use of the heap right after a collection while it ran
record Run(
        Instance instance,
        String contender,
        int stops,
        long seed,
        double value,
        int missing,
        int broken,
        boolean wrong,
        Contender.Answer answer,
        long heapMegabytes,
        long keptMegabytes) {

    static Run of(
            Instance instance, Problem problem, Contender contender, double seconds, long seed) {
        try (Heap heap = Heap.watch()) {
            Contender.Answer answer = contender.solve(problem, seconds, seed);
            Plan plan = Oracle.figures(problem, answer.orders());
            boolean claims = answer.claimed() != Contender.Answer.NO_CLAIM;
            return new Run(
                    instance,
                    contender.name(),
                    problem.visits().size(),
                    seed,
                    plan.totalCost() / instance.scale(),
                    (int) plan.unassigned().stream().filter(left -> left.required()).count(),
                    (int) plan.violations().stream().filter(broken -> broken.hard()).count(),
                    claims && (plan.totalCost() != answer.claimed() || !plan.feasible()),
                    answer,
                    heap.peakMegabytes(),
                    heap.keptMegabytes());
        }
    }

    /// A valid plan with every required visit.
    boolean whole() {
        return missing == 0 && broken == 0;
    }

    /// Distance to the best known value as a share of it.
    OptionalDouble gap() {
        OptionalDouble best = instance.bestKnown();
        return best.isPresent() && whole()
                ? OptionalDouble.of(value / best.getAsDouble() - 1)
                : OptionalDouble.empty();
    }

    /// Whether the best known value is reached; it is published with two decimals at most.
    boolean atBestKnown() {
        OptionalDouble best = instance.bestKnown();
        return best.isPresent() && whole() && value < best.getAsDouble() + 0.006;
    }

    double iterationsPerSecond() {
        return answer.elapsedSeconds() > 0 ? answer.iterations() / answer.elapsedSeconds() : 0;
    }
}
