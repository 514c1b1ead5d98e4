package org.marshrut.solver;

import java.time.Duration;

/// What a search ended with. There is always a plan, if only an empty one.
public sealed interface Outcome {

    /// The best plan found.
    Plan plan();

    /// How the search went.
    Statistics statistics();

    /// Every required visit is placed and no hard rule is broken.
    record Solved(Plan plan, Statistics statistics) implements Outcome {}

    /// Required visits are missing or a hard rule is broken: see the plan's lists for why.
    record Infeasible(Plan plan, Statistics statistics) implements Outcome {}

    /// The caller cancelled; the plan is the best until then, whatever its state. Visits left out
    /// are listed without reasons: [Solver#evaluate] finds them.
    record Cancelled(Plan plan, Statistics statistics) implements Outcome {}

    /// Why a search ended.
    enum Reason {
        /// Optimality is proven.
        PROVEN,
        /// The time is up.
        TIME,
        /// The steps are done.
        ITERATIONS,
        /// The target cost is reached.
        TARGET,
        /// Too many steps without a better plan.
        STAGNATION,
        /// The caller asked.
        CANCELLED
    }

    /// Figures of a search.
    ///
    /// @param reason why it ended
    /// @param elapsed from call to return
    /// @param iterations ruin-and-recreate steps, all threads together
    /// @param timeToBest when the returned plan was found
    record Statistics(Reason reason, Duration elapsed, long iterations, Duration timeToBest) {}
}
