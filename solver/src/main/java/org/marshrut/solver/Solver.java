package org.marshrut.solver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.internal.bound.LowerBound;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.search.Replanner;
import org.marshrut.solver.internal.search.Search;

/// The entrance: solves, improves and evaluates plans. Stateless; safe for any number of threads.
public final class Solver {

    private Solver() {}

    /// Searches for the cheapest plan.
    ///
    /// Runs in the calling thread, and in one more if [Settings#threads] is 2. Never fails because
    /// a problem has no complete plan: what does not fit is listed with reasons.
    public static Outcome solve(Problem problem, Settings settings) {
        return Search.run(problem, Map.of(), settings);
    }

    /// Searches from a given plan; the result is never worse than what of it is still possible.
    ///
    /// The plan may belong to an older version of the problem: unknown shifts and visits are passed
    /// over, and visits that break a hard rule now are taken out and placed anew. To keep the rest
    /// in place, give [Problem#reference] and [Objective#perMovedVisit].
    public static Outcome improve(Problem problem, Plan warmStart, Settings settings) {
        return Search.run(problem, warmStart.orders(), settings);
    }

    /// As [#improve(Problem, Plan, Settings)], from visit ids in order by shift id.
    public static Outcome improve(
            Problem problem, Map<String, List<String>> orders, Settings settings) {
        return Search.run(problem, orders, settings);
    }

    /// Finds new places for the visits that a change of the problem leaves without one.
    ///
    /// The problem is the new one: without the shifts of a rep who is ill, with a store closed,
    /// with another visit. The plan is the one in force. Takes a few milliseconds for one rep's
    /// day; see [Replan] for what may change.
    public static Replanned replan(Problem problem, Plan current, Replan how) {
        return Replanner.run(problem, current.orders(), current.slots(), how);
    }

    /// As [#replan(Problem, Plan, Replan)], from visit ids in order by shift id. Where visits of
    /// shifts unknown to the problem were is then told by [Problem#reference] alone.
    public static Replanned replan(Problem problem, Map<String, List<String>> orders, Replan how) {
        return Replanner.run(problem, orders, Map.of(), how);
    }

    /// All figures of given orders, whatever rules they break, by an evaluator that shares nothing
    /// with the search.
    ///
    /// @param orders visit ids in order by shift id; shifts left out are not used, visits left out
    ///   are unassigned
    /// @throws IllegalArgumentException if a shift or visit is unknown or a visit appears twice
    public static Plan evaluate(Problem problem, Map<String, List<String>> orders) {
        return Oracle.evaluate(problem, orders);
    }

    /// A cost that no plan of the problem can undercut, for an honest gap: [Bound#gap].
    ///
    /// Asked for separately, since it takes a while: for some hundred visits a second tells most.
    /// The bound is on all plans, not on the given one, which only steers the search for it; with
    /// visits left out at a price that dominates, the gap says nothing.
    ///
    /// @param limit about how long to search, from the call
    public static Bound bound(Problem problem, Plan plan, Duration limit) {
        return LowerBound.of(problem, plan, limit);
    }
}
