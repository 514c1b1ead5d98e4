package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.roads.Roads;

/// Makes the routes to choose from: each the best under an objective of its own, all different,
/// none worse than another in everything, the shortest first. Thread-safe.
///
/// Keeping promises comes before everything else: where some order is in time at every stop and at
/// the end of the shift, every candidate is. Only where none is, candidates differ in how much
/// lateness they accept for fewer kilometres.
@Component
class CandidateRoutes {

    /// More would make the model's prompt longer than its judgement is worth.
    private static final int MOST = 4;

    /// A second late weighs as much as this many metres or seconds of anything else.
    private static final long STRICT = 10_000;

    /// A second late weighs as much as this many metres: half an hour is worth nine kilometres.
    private static final long LENIENT = 5;

    private static final int ALTERNATIVES_LOOKED_AT = 40;

    private final SolverPool pool;
    private final Roads roads;

    CandidateRoutes(SolverPool pool, Roads roads) {
        this.pool = pool;
        this.roads = roads;
    }

    /// A way to look for a route.
    private record Search(CandidateName name, Objective objective, long overtimePerSecond) {

        static Search strict(CandidateName name, Objective objective, long scale) {
            return new Search(name, objective.withPerLateSecond(STRICT * scale), STRICT * scale);
        }

        static Search lenient(CandidateName name, Objective objective, long scale) {
            return new Search(name, objective.withPerLateSecond(LENIENT * scale), LENIENT * scale);
        }
    }

    private static final Objective SHORTEST = Objective.shortest();
    private static final Objective BALANCED =
            Objective.builder().perMetre(1).perShiftSecond(10).perPrioritySecond(2).build();

    private static final List<Search> STRICT_SEARCHES =
            List.of(
                    Search.strict(CandidateName.SHORTEST, SHORTEST, 1),
                    Search.strict(CandidateName.EARLIEST_FINISH, Objective.earliestFinish(), 1000),
                    Search.strict(CandidateName.PRIORITY_FIRST, Objective.priorityFirst(), 100),
                    Search.strict(CandidateName.BALANCED, BALANCED, 10));

    private static final List<Search> LENIENT_SEARCHES =
            List.of(
                    Search.lenient(CandidateName.SHORTEST, SHORTEST, 1),
                    Search.lenient(CandidateName.EARLIEST_FINISH, Objective.earliestFinish(), 1000),
                    Search.lenient(CandidateName.PRIORITY_FIRST, Objective.priorityFirst(), 10));

    /// What there is to choose from.
    ///
    /// @param candidates two to four, the shortest first
    record Proposal(List<Candidate> candidates, DistanceSource distanceSource) {}

    /// Searches for about the given time under each objective.
    Proposal find(RouteTask task, Duration timePerSearch) {
        var problem = RouteProblem.of(task, roads);
        var settings =
                Settings.of(
                        StopRule.after(timePerSearch).andStagnation(stagnation(problem.size())));
        var found = search(problem, STRICT_SEARCHES, settings);
        boolean allLate = found.stream().allMatch(candidate -> candidate.brokenSeconds() > 0);
        if (allLate) {
            var kept =
                    found.stream()
                            .min(Comparator.comparingLong(Candidate::brokenSeconds))
                            .map(best ->
                                    new Candidate(
                                            CandidateName.FEWEST_LATE,
                                            best.order(),
                                            best.plan(),
                                            best.importantMinutes()))
                            .orElseThrow();
            found = new ArrayList<>(search(problem, LENIENT_SEARCHES, settings));
            found.add(kept);
        } else {
            found = found.stream().filter(candidate -> candidate.brokenSeconds() == 0).toList();
        }
        return new Proposal(
                sorted(withAlternative(problem, distinct(found))), problem.roads().source());
    }

    private List<Candidate> search(RouteProblem problem, List<Search> searches, Settings settings) {
        return pool.runAll(
                searches.stream()
                        .map(search ->
                                (Callable<Candidate>)
                                        () -> {
                                            var under =
                                                    problem.under(
                                                            search.objective(),
                                                            search.overtimePerSecond());
                                            return candidate(
                                                    problem,
                                                    search.name(),
                                                    Solver.solve(under, settings).plan());
                                        })
                        .toList());
    }

    private static Candidate candidate(RouteProblem problem, CandidateName name, Plan plan) {
        var route = plan.routes().getFirst();
        var order = route.stops().stream().map(RouteProblem::number).toList();
        return new Candidate(
                name, order, plan, Candidate.importantMinutes(route, problem.task().stops()));
    }

    /// The same order once, and none that is worse than another in everything; up to the limit.
    private static List<Candidate> distinct(List<Candidate> found) {
        var seen = new HashSet<List<Integer>>();
        return found.stream()
                .filter(candidate -> seen.add(candidate.order()))
                .filter(candidate -> found.stream().noneMatch(candidate::isDominatedBy))
                .limit(MOST)
                .toList();
    }

    /// With a single candidate there is nothing to choose: the best of the orders near to it joins.
    private static List<Candidate> withAlternative(
            RouteProblem problem, List<Candidate> candidates) {
        if (candidates.size() > 1) {
            return candidates;
        }
        var only = candidates.getFirst();
        var search = STRICT_SEARCHES.getFirst();
        var under = problem.under(search.objective(), search.overtimePerSecond());
        var alternative =
                neighbours(only.order(), problem.startsAtFirstGiven() ? 1 : 0).stream()
                        .map(order ->
                                candidate(
                                        problem,
                                        CandidateName.ALTERNATIVE,
                                        problem.evaluate(under, order)))
                        .min(Comparator.comparingLong((Candidate c) -> c.plan().totalCost()));
        return alternative.map(other -> List.of(only, other)).orElse(candidates);
    }

    /// The order reversed, and with two neighbours swapped; the first `fixed` stops stay.
    private static List<List<Integer>> neighbours(List<Integer> order, int fixed) {
        var reversed = new ArrayList<>(order);
        Collections.reverse(reversed.subList(fixed, reversed.size()));
        var orders = new ArrayList<List<Integer>>();
        orders.add(reversed);
        IntStream.range(fixed, order.size() - 1)
                .limit(ALTERNATIVES_LOOKED_AT)
                .forEach(i -> {
                    var swapped = new ArrayList<>(order);
                    Collections.swap(swapped, i, i + 1);
                    orders.add(swapped);
                });
        orders.removeIf(order::equals);
        return orders;
    }

    private static List<Candidate> sorted(List<Candidate> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingLong(Candidate::distanceMetres))
                .toList();
    }

    /// Steps without a better route after which a search of so many stops has had its chance.
    private static long stagnation(int stops) {
        return 2_000L + 200L * stops;
    }
}
