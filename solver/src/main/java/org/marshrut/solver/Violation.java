package org.marshrut.solver;

import org.jspecify.annotations.Nullable;

/// A rule that a plan breaks. Lateness and overtime are listed whether they are forbidden or
/// priced.
///
/// @param rule which rule
/// @param shiftId in which shift
/// @param visitId at which visit, or null when it concerns the whole route
/// @param amount by how much, in the rule's unit
/// @param hard true when the problem forbids it, false when it is priced
/// @param message value, rule and remedy in English
public record Violation(
        Rule rule,
        String shiftId,
        @Nullable String visitId,
        long amount,
        boolean hard,
        String message) {}
