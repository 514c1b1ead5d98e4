package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;

/// What an order of stops must keep to besides windows. Stops are numbers in the task.
///
/// @param first the stops that begin the route, in this order
/// @param last the stop that ends it
/// @param before pairs of which one comes before the other
record OrderRules(List<Integer> first, Optional<Integer> last, List<Before> before) {

    static final OrderRules NONE = new OrderRules(List.of(), Optional.empty(), List.of());

    /// One stop before another.
    record Before(int earlier, int later) {}

    OrderRules {
        first = List.copyOf(first);
        before = List.copyOf(before);
    }

    OrderRules withFirst(int stop) {
        var all = new ArrayList<>(first);
        all.add(stop);
        return new OrderRules(all, last, before);
    }

    OrderRules withLast(int stop) {
        return new OrderRules(first, Optional.of(stop), before);
    }

    OrderRules with(Before pair) {
        var all = new ArrayList<>(before);
        all.add(pair);
        return new OrderRules(first, last, all);
    }

    /// Whether some order of so many stops keeps all rules.
    boolean arePossible(int stops) {
        if (new HashSet<>(first).size() < first.size()
                || (last.isPresent() && first.contains(last.get()) && first.size() < stops)
                || first.size() > stops) {
            return false;
        }
        var placed = new HashSet<Integer>();
        for (int stop : first) {
            if (!mayFollow(stop, placed)) {
                return false;
            }
            placed.add(stop);
        }
        boolean grows = true;
        while (grows) {
            grows =
                    placed.addAll(
                            IntStream.range(0, stops)
                                    .filter(stop -> !placed.contains(stop))
                                    .filter(stop ->
                                            last.isEmpty()
                                                    || last.get() != stop
                                                    || placed.size() == stops - 1)
                                    .filter(stop -> mayFollow(stop, placed))
                                    .boxed()
                                    .toList());
        }
        return placed.size() == stops;
    }

    private boolean mayFollow(int stop, Set<Integer> placed) {
        return before.stream()
                .filter(pair -> pair.later == stop)
                .allMatch(pair -> placed.contains(pair.earlier));
    }

    boolean keptBy(List<Integer> order) {
        return order.subList(0, Math.min(first.size(), order.size())).equals(first)
                && last.map(order.getLast()::equals).orElse(true)
                && before.stream()
                        .allMatch(pair -> order.indexOf(pair.earlier) < order.indexOf(pair.later));
    }

    List<Pin> pins() {
        var pins = new ArrayList<Pin>();
        for (int place = 0; place < first.size(); place++) {
            var visit = Integer.toString(first.get(place));
            pins.add(place == 0 ? Pin.first(visit) : Pin.at(visit, place));
        }
        last.ifPresent(stop -> pins.add(Pin.last(Integer.toString(stop))));
        return pins;
    }

    List<Precedence> precedences() {
        return before.stream()
                .map(pair ->
                        new Precedence(
                                Integer.toString(pair.earlier), Integer.toString(pair.later)))
                .toList();
    }
}
