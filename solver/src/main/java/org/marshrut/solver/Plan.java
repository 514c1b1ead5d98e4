package org.marshrut.solver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Routes for the shifts of a problem, and what could not be placed.
///
/// Every figure is recomputed by an evaluator independent of the search. Immutable.
///
/// @param routes of the shifts in use, in the order of the problem's shifts
/// @param unassigned visits left out, with reasons
/// @param violations rules the routes break, hard ones and priced ones
/// @param cost the parts of the cost under the problem's objective
/// @param bound a lower bound, if one is known
public record Plan(
        List<Route> routes,
        List<Unassigned> unassigned,
        List<Violation> violations,
        Cost cost,
        Optional<Bound> bound) {

    public Plan {
        routes = List.copyOf(routes);
        unassigned = List.copyOf(unassigned);
        violations = List.copyOf(violations);
    }

    /// Total cost in the objective's units.
    public long totalCost() {
        return cost.total();
    }

    /// Whether no plan can cost less; only true when that was proven.
    public boolean provenOptimal() {
        return bound.isPresent() && totalCost() <= bound.get().cost();
    }

    /// Whether no hard rule is broken; visits may still be missing.
    public boolean feasible() {
        return violations.stream().noneMatch(Violation::hard);
    }

    /// Whether every required visit is placed.
    public boolean complete() {
        return unassigned.stream().noneMatch(Unassigned::required);
    }

    /// The route of a shift; empty when the shift is not used.
    public Optional<Route> findRoute(String shiftId) {
        return routes.stream().filter(route -> route.shiftId().equals(shiftId)).findFirst();
    }

    /// Visit ids in order by shift id: what [Solver#evaluate] and [Solver#improve] take.
    public Map<String, List<String>> orders() {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        routes.forEach(route -> orders.put(route.shiftId(), route.visitIds()));
        return orders;
    }

    /// Rep and day by visit id: what [Problem.Builder#reference] takes.
    public Map<String, Slot> slots() {
        Map<String, Slot> slots = new LinkedHashMap<>();
        for (Route route : routes) {
            for (Stop stop : route.stops()) {
                slots.put(stop.visitId(), new Slot(route.rep(), route.day()));
            }
        }
        return slots;
    }

    /// Metres over all routes.
    public long distanceMetres() {
        return routes.stream().mapToLong(Route::distanceMetres).sum();
    }

    /// Seconds driven over all routes.
    public long travelSeconds() {
        return routes.stream().mapToLong(Route::travelSeconds).sum();
    }

    /// Seconds late over all stops.
    public long lateSeconds() {
        return routes.stream().mapToLong(Route::lateSeconds).sum();
    }

    /// Seconds after the shifts' ends over all routes.
    public long overtimeSeconds() {
        return routes.stream().mapToLong(Route::overtimeSeconds).sum();
    }
}
