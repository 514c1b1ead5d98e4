package ru.t2.marshrut.routing;

import java.util.List;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Route;
import org.marshrut.solver.Stop;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.DistanceSource;

/// A route that could be taken, with its figures.
///
/// @param order the stops' numbers in the task, in visiting order
/// @param plan all figures, from the independent evaluator
/// @param importantMinutes mean time from the route's start to the start of service, weighted by
///   the stops' priority
/// @param cost of the way, exact
/// @param source where the distances of its legs come from
record Candidate(
        CandidateName name,
        List<Integer> order,
        Plan plan,
        long importantMinutes,
        Money cost,
        DistanceSource source) {

    Candidate {
        order = List.copyOf(order);
    }

    Candidate as(CandidateName other) {
        return new Candidate(other, order, plan, importantMinutes, cost, source);
    }

    Route route() {
        return plan.routes().getFirst();
    }

    long distanceMetres() {
        return route().distanceMetres();
    }

    int durationSeconds() {
        return route().durationSeconds();
    }

    /// Lateness at stops and after the shift's end together: what makes a route break its promises.
    long brokenSeconds() {
        return route().lateSeconds() + route().overtimeSeconds();
    }

    /// The length of every leg, the way to the end included.
    static long[] legMetres(Route route) {
        var stops = route.stops();
        long[] legs = new long[stops.size() + 1];
        for (int i = 0; i < stops.size(); i++) {
            legs[i] = stops.get(i).distanceMetres();
        }
        legs[stops.size()] = route.distanceToEndMetres();
        return legs;
    }

    /// Whether the other is at least as good in everything and better in something.
    boolean isDominatedBy(Candidate other) {
        boolean noWorse =
                other.distanceMetres() <= distanceMetres()
                        && other.route().endSeconds() <= route().endSeconds()
                        && other.brokenSeconds() <= brokenSeconds()
                        && other.importantMinutes <= importantMinutes
                        && other.cost.compareTo(cost) <= 0;
        boolean better =
                other.distanceMetres() < distanceMetres()
                        || other.route().endSeconds() < route().endSeconds()
                        || other.brokenSeconds() < brokenSeconds()
                        || other.importantMinutes < importantMinutes
                        || other.cost.compareTo(cost) < 0;
        return noWorse && better;
    }

    static long importantMinutes(Route route, List<StopRequest> stops) {
        long weighted = 0;
        long weights = 0;
        for (Stop stop : route.stops()) {
            int weight = RouteProblem.weight(stops.get(RouteProblem.number(stop)).priority());
            weighted += (long) weight * (stop.startSeconds() - route.startSeconds());
            weights += weight;
        }
        return weights == 0 ? 0 : weighted / weights / 60;
    }
}
