package org.marshrut.solver;

/// One visit before another: on an earlier day, or earlier in the same route. Without effect while
/// either is unassigned.
///
/// @param beforeVisitId comes first
/// @param afterVisitId comes later
public record Precedence(String beforeVisitId, String afterVisitId) {

    public Precedence {
        if (beforeVisitId.equals(afterVisitId)) {
            throw new IllegalArgumentException(
                    "Precedence: visit %s must not precede itself. Name two different visits."
                            .formatted(beforeVisitId));
        }
    }
}
