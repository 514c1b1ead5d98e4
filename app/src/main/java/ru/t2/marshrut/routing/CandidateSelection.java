package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;

/// Chooses from the orders found those worth offering: all different, none worse than another in
/// everything, each named by what it is best at among them. Figures are the independent
/// evaluator's. Not thread-safe.
final class CandidateSelection {

    /// More would make the model's prompt longer than its judgement is worth.
    private static final int MOST = 4;

    private static final int ALTERNATIVES_LOOKED_AT = 40;

    /// Long routes take long to evaluate, so that fewer of their neighbours are looked at.
    private static final int STOPS_LOOKED_AT = 2_000;

    private final RouteProblem problem;
    private final Problem measured;
    private final Map<List<Integer>, Candidate> offered = new LinkedHashMap<>();

    CandidateSelection(RouteProblem problem) {
        this.problem = problem;
        this.measured = problem.anyOrderUnder(Objective.shortest().withPerLateSecond(1), 1);
    }

    /// Takes an order into consideration; one that was offered before changes nothing.
    void offer(List<Integer> order) {
        offered.computeIfAbsent(order, _ -> candidate(CandidateName.BALANCED, order));
    }

    boolean hasOneThatKeepsAllPromises() {
        return offered.values().stream().anyMatch(candidate -> candidate.brokenSeconds() == 0);
    }

    /// Two to four candidates, the shortest first.
    List<Candidate> select() {
        boolean inTime = hasOneThatKeepsAllPromises();
        var worthwhile =
                offered.values().stream()
                        .filter(candidate -> !inTime || candidate.brokenSeconds() == 0)
                        .filter(candidate ->
                                offered.values().stream().noneMatch(candidate::isDominatedBy))
                        .toList();
        var named = named(worthwhile);
        if (named.size() == 1) {
            named.add(alternative(named.getFirst()));
        }
        return named.stream().sorted(Comparator.comparingLong(Candidate::distanceMetres)).toList();
    }

    /// The shortest, the least late, the earliest home, the one with important stops first, and the
    /// most even of what remains; a candidate that is best at several things is named by the first.
    private static List<Candidate> named(List<Candidate> candidates) {
        var criteria = new EnumMap<CandidateName, ToLongFunction<Candidate>>(CandidateName.class);
        criteria.put(CandidateName.SHORTEST, Candidate::distanceMetres);
        criteria.put(CandidateName.FEWEST_LATE, Candidate::brokenSeconds);
        criteria.put(CandidateName.EARLIEST_FINISH, candidate -> candidate.route().endSeconds());
        criteria.put(CandidateName.PRIORITY_FIRST, Candidate::importantMinutes);
        criteria.put(
                CandidateName.BALANCED,
                candidate -> candidate.distanceMetres() + 10L * candidate.durationSeconds());
        var named = new ArrayList<Candidate>();
        var left = new ArrayList<>(candidates);
        criteria.forEach((name, figure) -> {
            // Of equals the shorter one is the better; so a figure in which all are equal names
            // nobody anew.
            var order =
                    Comparator.comparingLong(figure).thenComparingLong(Candidate::distanceMetres);
            var contenders = name == CandidateName.BALANCED ? left : candidates;
            contenders.stream()
                    .min(order)
                    .filter(left::contains)
                    .ifPresent(candidate -> {
                        left.remove(candidate);
                        named.add(candidate.as(name));
                    });
        });
        return named.size() > MOST ? new ArrayList<>(named.subList(0, MOST)) : named;
    }

    /// With a single candidate there is nothing to choose: the best of the orders near to it joins.
    private Candidate alternative(Candidate only) {
        var rules = problem.task().rules();
        var orders = neighbours(only.order());
        var keeping = orders.stream().filter(rules::keptBy).toList();
        // Where wishes leave a single order, what they cost is shown beside it.
        return (keeping.isEmpty() ? orders : keeping)
                .stream()
                        .map(order -> candidate(CandidateName.ALTERNATIVE, order))
                        .min(
                                Comparator.comparingLong(Candidate::brokenSeconds)
                                        .thenComparingLong(Candidate::distanceMetres))
                        .orElseThrow();
    }

    /// The order reversed, and with two neighbours swapped.
    private static List<List<Integer>> neighbours(List<Integer> order) {
        var orders = new ArrayList<List<Integer>>();
        orders.add(order.reversed());
        int swaps = Math.min(ALTERNATIVES_LOOKED_AT, STOPS_LOOKED_AT / order.size());
        IntStream.range(0, Math.min(order.size() - 1, swaps))
                .forEach(i -> {
                    var swapped = new ArrayList<>(order);
                    Collections.swap(swapped, i, i + 1);
                    orders.add(swapped);
                });
        return orders;
    }

    private Candidate candidate(CandidateName name, List<Integer> order) {
        var plan = problem.evaluate(measured, order);
        long importantMinutes =
                Candidate.importantMinutes(plan.routes().getFirst(), problem.task().stops());
        return new Candidate(name, order, plan, importantMinutes);
    }
}
