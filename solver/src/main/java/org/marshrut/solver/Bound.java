package org.marshrut.solver;

/// A cost that no plan can undercut.
///
/// @param name how it was found, such as "exact"
/// @param cost in units of cost
public record Bound(String name, long cost) {

    /// How far a plan's cost lies above the bound, as a share of the bound; 0 for a bound of 0.
    public double gap(long planCost) {
        return cost == 0 ? 0 : (planCost - cost) / (double) cost;
    }
}
