package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;

/// Chooses from the orders found those worth offering: all different, none worse than another in
/// everything, each named by what it is best at among them. Figures are the independent
/// evaluator's. Not thread-safe.
final class CandidateSelection {

    /// More would make the model's prompt longer than its judgement is worth.
    private static final int MOST = 6;

    private static final int ALTERNATIVES_LOOKED_AT = 40;

    /// Long routes take long to evaluate, so that fewer of their neighbours are looked at.
    private static final int STOPS_LOOKED_AT = 2_000;

    private final RouteProblem problem;
    private final Problem measured;
    private final Map<List<Integer>, Candidate> offered = new LinkedHashMap<>();
    private final Map<List<Integer>, Candidate> alternatives = new LinkedHashMap<>();

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

    /// Takes an order into consideration that is offered only for want of better ones.
    void offerAlternative(List<Integer> order) {
        alternatives.computeIfAbsent(order, _ -> candidate(CandidateName.ALTERNATIVE, order));
    }

    /// What no other candidate is better than in everything.
    List<Candidate> worthwhile() {
        boolean inTime = hasOneThatKeepsAllPromises();
        var worthwhile =
                offered.values().stream()
                        .filter(candidate -> !inTime || candidate.brokenSeconds() == 0)
                        .filter(candidate ->
                                offered.values().stream().noneMatch(candidate::isDominatedBy))
                        .toList();
        return named(worthwhile);
    }

    /// Up to six candidates, the shortest first.
    ///
    /// @param atLeast filled up with the best of the alternatives, then with orders near to the
    ///   best, as far as there are any
    List<Candidate> select(int atLeast) {
        var chosen = new ArrayList<>(worthwhile());
        var best = chosen.getFirst();
        fillUp(chosen, atLeast, alternatives.values());
        if (chosen.size() < atLeast) {
            fillUp(chosen, atLeast, nearTo(best));
        }
        return chosen.stream().sorted(Comparator.comparingLong(Candidate::distanceMetres)).toList();
    }

    /// Alternatives that no other one is better than come first; those in time before the others.
    private static void fillUp(
            List<Candidate> chosen, int atLeast, Collection<Candidate> alternatives) {
        var left = new ArrayList<>(alternatives);
        left.removeIf(other -> chosen.stream().anyMatch(c -> c.order().equals(other.order())));
        while (chosen.size() < atLeast && !left.isEmpty()) {
            var next =
                    left.stream()
                            .filter(other -> left.stream().noneMatch(other::isDominatedBy))
                            .min(
                                    Comparator.comparingLong(Candidate::brokenSeconds)
                                            .thenComparingLong(Candidate::distanceMetres))
                            .orElseThrow();
            left.removeIf(other -> other.order().equals(next.order()));
            chosen.add(next);
        }
    }

    /// Rules, each of which the best order found so far breaks, so that a search under it finds
    /// another one: the other way round, another beginning, another end, another middle.
    List<OrderRules.Before> otherWays() {
        var order = worthwhile().getFirst().order();
        int n = order.size();
        var rules = problem.task().rules();
        return Stream.of(
                        new int[] {0, n - 1},
                        new int[] {0, 1},
                        new int[] {n - 2, n - 1},
                        new int[] {n / 2 - 1, n / 2})
                .filter(places -> places[0] >= 0 && places[0] != places[1])
                .map(places -> new OrderRules.Before(order.get(places[1]), order.get(places[0])))
                .distinct()
                .filter(pair -> rules.with(pair).arePossible(n))
                .toList();
    }

    /// The shortest, the least late, the earliest home, the one with important stops first, the
    /// cheapest, and the most even of what remains; a candidate that is best at several things is
    /// named by the first.
    private static List<Candidate> named(List<Candidate> candidates) {
        var criteria = new EnumMap<CandidateName, ToLongFunction<Candidate>>(CandidateName.class);
        criteria.put(CandidateName.SHORTEST, Candidate::distanceMetres);
        criteria.put(CandidateName.FEWEST_LATE, Candidate::brokenSeconds);
        criteria.put(CandidateName.EARLIEST_FINISH, candidate -> candidate.route().endSeconds());
        criteria.put(CandidateName.PRIORITY_FIRST, Candidate::importantMinutes);
        criteria.put(CandidateName.CHEAPEST, candidate -> candidate.cost().kopecks());
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

    /// Orders near to the only one, measured. Where wishes leave a single order, what they cost is
    /// shown beside it.
    private List<Candidate> nearTo(Candidate only) {
        var rules = problem.task().rules();
        var orders = neighbours(only.order());
        var keeping = orders.stream().filter(rules::keptBy).toList();
        return (keeping.isEmpty() ? orders : keeping)
                .stream().map(order -> candidate(CandidateName.ALTERNATIVE, order)).toList();
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

    /// Any order with all its figures.
    Candidate candidate(CandidateName name, List<Integer> order) {
        var plan = problem.evaluate(measured, order);
        var route = plan.routes().getFirst();
        return new Candidate(
                name,
                order,
                plan,
                Candidate.importantMinutes(route, problem.task().stops()),
                problem.task().tariff().cost(Candidate.legMetres(route)),
                problem.source(order));
    }
}
