package org.marshrut.solver.internal.move;

import org.marshrut.solver.internal.segment.SegmentIndex;

/// A small change of a plan. Set it with the move's own `set`, which answers whether the change
/// makes sense; then ask, then apply. Moves are reused and hold no state of their own beyond the
/// last `set`.
public sealed interface Move permits Relocate, Exchange, TwoOpt, TailSwap {

    /// Change of the arcs' cost alone, in constant time.
    long arcDelta();

    /// Whether clock and capacity allow it, by driving only what changes; true where that can't
    /// tell. Not for shifts whose cost depends on the clock.
    boolean clockFits(SegmentIndex segments);

    /// Exact change of the plan's cost, or
    /// [org.marshrut.solver.internal.model.RouteEval#INFEASIBLE].
    default long delta() {
        return delta(org.marshrut.solver.internal.model.RouteEval.INFEASIBLE);
    }

    /// As [#delta()], but may answer INFEASIBLE once the change is known to reach the limit.
    long delta(long limit);

    /// Applies what [#delta] was asked for last.
    void apply();
}
