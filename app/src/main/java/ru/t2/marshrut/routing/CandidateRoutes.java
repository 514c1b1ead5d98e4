package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.springframework.stereotype.Component;
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

    /// Looking ways up may take this part of the time.
    private static final int ROADS_SHARE = 3;

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

    /// As above, where a kilometre is some 6,000 tenths of a kopeck.
    private static final long LATE_SECOND_IN_MONEY = 100_000;

    /// What there is to choose from.
    ///
    /// @param candidates the shortest first
    /// @param original the order as given
    /// @param selection measures any other order
    record Proposal(List<Candidate> candidates, Candidate original, CandidateSelection selection) {

        /// The same with this order among the candidates.
        Proposal with(List<Integer> order) {
            if (candidates.stream().anyMatch(candidate -> candidate.order().equals(order))) {
                return this;
            }
            var more = new ArrayList<>(candidates);
            more.add(selection.candidate(CandidateName.OWN_ORDER, order));
            return new Proposal(more, original, selection);
        }
    }

    /// Searches under each objective, in all no longer than allowed: what a search waits for
    /// others, it has the less for itself, so that whoever decides afterwards keeps his share of
    /// the time.
    ///
    /// @param atLeast how many candidates are wanted; where fewer are worthwhile, the best of the
    ///   orders that differ from them join, as far as there are so many orders
    Proposal find(RouteTask task, int atLeast, Duration allowed) {
        long end = System.nanoTime() + allowed.toNanos();
        var problem = RouteProblem.of(task, roads, allowed.dividedBy(ROADS_SHARE));
        var selection = new CandidateSelection(problem);
        var given = IntStream.range(0, problem.size()).boxed().toList();
        var strict = problems(problem, STRICT, atLeast);
        problem.cheapest(LATE_SECOND_IN_MONEY).ifPresent(strict::add);
        solve(problem, strict, end).forEach(selection::offer);
        if (!selection.hasOneThatKeepsAllPromises()) {
            solve(problem, problems(problem, LENIENT, atLeast), end).forEach(selection::offer);
        }
        if (selection.worthwhile().size() < atLeast) {
            var others =
                    selection.otherWays().stream()
                            .map(pair ->
                                    problem.shortestWith(pair, STRICT.getFirst().brokenPerSecond))
                            .toList();
            solve(problem, others, end).forEach(selection::offerAlternative);
        }
        return new Proposal(
                selection.select(atLeast),
                selection.candidate(CandidateName.OWN_ORDER, given),
                selection);
    }

    private static List<Problem> problems(
            RouteProblem problem, List<Search> searches, int atLeast) {
        var problems = new ArrayList<Problem>();
        for (var search : some(searches, problem, atLeast)) {
            problems.add(problem.under(search.objective(), search.brokenPerSecond()));
        }
        return problems;
    }

    private List<List<Integer>> solve(RouteProblem problem, List<Problem> problems, long end) {
        return pool.runAll(
                problems.stream()
                        .map(asked -> (Callable<List<Integer>>) () -> solve(problem, asked, end))
                        .toList());
    }

    private static List<Integer> solve(RouteProblem problem, Problem asked, long end) {
        var rule = StopRule.after(timeFor(problem.size(), end - System.nanoTime()));
        var settings = Settings.of(rule.andStagnation(stagnation(problem.size())));
        return RouteProblem.order(Solver.solve(asked, settings).plan());
    }

    /// Longer for more stops; of what is left no more than a quarter, since others follow.
    private static Duration timeFor(int stops, long nanosLeft) {
        long useful = Duration.ofMillis(Math.clamp(4L * stops, 100, 500)).toNanos();
        return Duration.ofNanos(Math.clamp(nanosLeft / 4, 0, useful));
    }

    /// Above so many stops a search takes seconds, so that no more are made than are needed.
    private static List<Search> some(List<Search> searches, RouteProblem problem, int needed) {
        return problem.size() > MANY_STOPS ? searches.subList(0, needed) : searches;
    }

    /// Steps without a better route after which a search of so many stops has had its chance.
    private static long stagnation(int stops) {
        return 2_000L + 200L * stops;
    }
}
