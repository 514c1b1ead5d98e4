package org.marshrut.benchmarks.solver;

import java.util.List;
import java.util.Map;
import org.marshrut.solver.Problem;

/// A solver that takes part: ours or a peer.
interface Contender {

    String name();

    /// Whether it can express the problem with all rules and the same cost.
    boolean models(Problem problem);

    /// Solves a problem within a time limit.
    Answer solve(Problem problem, double seconds, long seed);

    /// What came back.
    ///
    /// @param orders visit ids in order by shift id
    /// @param claimed the cost it claims, in units of our cost, or [#NO_CLAIM]
    /// @param iterations steps of its search, 0 where it does not count any
    /// @param secondsToBest when the answer was found
    /// @param elapsedSeconds from call to return
    record Answer(
            Map<String, List<String>> orders,
            long claimed,
            long iterations,
            double secondsToBest,
            double elapsedSeconds) {

        static final long NO_CLAIM = -1;
    }
}
