package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.roads.Roads;

/// Makes the routes to choose from, each the best that the solver finds under an objective of its
/// own. Thread-safe.
///
/// Keeping promises comes before everything else: where some order is in time at every stop and at
/// the end of the shift, every candidate is. Only where none is found, candidates differ in how
/// much lateness they accept for fewer kilometres.
@Component
class CandidateRoutes {

    private final SolverPool pool;
    private final Roads roads;

    CandidateRoutes(SolverPool pool, Roads roads) {
        this.pool = pool;
        this.roads = roads;
    }

    /// A way to look for a route.
    ///
    /// @param brokenPerSecond price of a second late at a stop, and of one after the shift's end
    private record Search(Objective objective, long brokenPerSecond) {

        private Search {
            objective = objective.withPerLateSecond(brokenPerSecond);
        }
    }

    private static final Objective SHORTEST = Objective.shortest();
    private static final Objective EARLIEST_FINISH =
            Objective.builder().perFinishSecond(100).perMetre(1).build();
    private static final Objective PRIORITY_FIRST = Objective.priorityFirst();
    private static final Objective BALANCED =
            Objective.builder().perMetre(1).perShiftSecond(10).perPrioritySecond(2).build();

    private static final int MANY_STOPS = 150;

    /// A second late outweighs ten kilometres, and as much of everything else.
    private static final List<Search> STRICT =
            List.of(
                    new Search(SHORTEST, 10_000),
                    new Search(EARLIEST_FINISH, 100_000),
                    new Search(PRIORITY_FIRST, 100_000),
                    new Search(BALANCED, 100_000));

    /// Half an hour late is worth nine kilometres.
    private static final List<Search> LENIENT =
            List.of(
                    new Search(SHORTEST, 5),
                    new Search(EARLIEST_FINISH, 500),
                    new Search(PRIORITY_FIRST, 50));

    /// What there is to choose from.
    ///
    /// @param candidates two to four, the shortest first
    record Proposal(List<Candidate> candidates, DistanceSource distanceSource) {}

    /// Searches under each objective, in all no longer than allowed: what a search waits for
    /// others, it has the less for itself, so that whoever decides afterwards keeps his share of
    /// the time.
    Proposal find(RouteTask task, Duration allowed) {
        long end = System.nanoTime() + allowed.toNanos();
        var problem = RouteProblem.of(task, roads);
        var selection = new CandidateSelection(problem);
        search(problem, some(STRICT, problem), end).forEach(selection::offer);
        if (!selection.hasOneThatKeepsAllPromises()) {
            search(problem, some(LENIENT, problem), end).forEach(selection::offer);
        }
        return new Proposal(selection.select(), problem.roads().source());
    }

    private List<List<Integer>> search(RouteProblem problem, List<Search> searches, long end) {
        return pool.runAll(
                searches.stream()
                        .map(search -> (Callable<List<Integer>>) () -> search(problem, search, end))
                        .toList());
    }

    private static List<Integer> search(RouteProblem problem, Search search, long end) {
        var rule = StopRule.after(timeFor(problem.size(), end - System.nanoTime()));
        var settings = Settings.of(rule.andStagnation(stagnation(problem.size())));
        var asked = problem.under(search.objective(), search.brokenPerSecond());
        return RouteProblem.order(Solver.solve(asked, settings).plan());
    }

    /// Longer for more stops; of what is left no more than a quarter, since others follow.
    private static Duration timeFor(int stops, long nanosLeft) {
        long useful = Duration.ofMillis(Math.clamp(4L * stops, 100, 500)).toNanos();
        return Duration.ofNanos(Math.clamp(nanosLeft / 4, 0, useful));
    }

    /// Above so many stops a search takes seconds, so that fewer are made: the first two.
    private static List<Search> some(List<Search> searches, RouteProblem problem) {
        return problem.size() > MANY_STOPS ? searches.subList(0, 2) : searches;
    }

    /// Steps without a better route after which a search of so many stops has had its chance.
    private static long stagnation(int stops) {
        return 2_000L + 200L * stops;
    }
}
