package org.marshrut.solver;

import java.util.List;
import java.util.Optional;

/// A visit that a plan leaves out, and why.
///
/// @param visitId which visit
/// @param required whether it had to be placed
/// @param cost the price paid for leaving it out
/// @param blocked for each shift the rule that keeps it out, in the order of the problem's shifts;
///   routes of the other stops are taken as they are; empty when very many visits are left out and
///   others are explained already
/// @param relaxation the smallest single easing found that would let it in, if any
public record Unassigned(
        String visitId,
        boolean required,
        long cost,
        List<Blocked> blocked,
        Optional<Blocked> relaxation) {

    public Unassigned {
        blocked = List.copyOf(blocked);
    }

    /// One shift's obstacle.
    ///
    /// @param shiftId which shift
    /// @param rule what keeps the visit out
    /// @param amount by how much the rule would have to give, in the rule's unit
    /// @param message the same in English
    public record Blocked(String shiftId, Rule rule, long amount, String message) {}
}
