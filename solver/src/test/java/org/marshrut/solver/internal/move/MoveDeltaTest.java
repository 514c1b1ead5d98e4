package org.marshrut.solver.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.model.Trial;
import org.marshrut.solver.internal.segment.SegmentIndex;
import org.marshrut.solver.testing.RandomProblems;

/// Each move's promise against the oracle: cost after minus cost before, and feasible or not.
class MoveDeltaTest {

    private enum Kind {
        RELOCATE,
        TURNED_RELOCATE,
        EXCHANGE,
        TWO_OPT,
        TAIL_SWAP
    }

    private final Map<Kind, Integer> applied = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> refused = new EnumMap<>(Kind.class);
    private int byClock;

    @Test
    void deltaOfEveryMoveEqualsTheOraclesDifference() {
        for (int seed = 0; seed < 300; seed++) {
            Problem problem = new RandomProblems(seed, 12, 2, 1 + seed % 4).anything();
            Routes routes = new Routes(Model.of(problem));
            Rng rng = new Rng(seed);
            fill(routes, rng);
            for (int step = 0; step < 60; step++) {
                tryMove(problem, routes, rng, "seed %d step %d".formatted(seed, step));
            }
        }
        for (Kind kind : Kind.values()) {
            assertThat(applied.getOrDefault(kind, 0)).as("applied %s", kind).isGreaterThan(100);
            assertThat(refused.getOrDefault(kind, 0)).as("refused %s", kind).isGreaterThan(50);
        }
        assertThat(byClock).as("refused by the clock").isGreaterThan(20);
    }

    private void tryMove(Problem problem, Routes routes, Rng rng, String where) {
        Kind kind = Kind.values()[rng.below(Kind.values().length)];
        Optional<Move> found = draw(routes, rng, kind);
        if (found.isEmpty()) {
            return;
        }
        Move move = found.get();
        Plan before = Oracle.figures(problem, orders(routes));
        SegmentIndex segments = new SegmentIndex(routes);
        boolean judged = !anyTimed(routes.m);
        boolean clockFits = !judged || move.clockFits(segments);
        byClock += clockFits ? 0 : 1;
        long limited = move.delta(0);
        long delta = move.delta();
        if (delta < 0) {
            assertThat(limited).as("limited %s %s", kind, where).isEqualTo(delta);
        } else {
            assertThat(limited).as("limited %s %s", kind, where).isGreaterThanOrEqualTo(0);
        }
        if (delta < RouteEval.INFEASIBLE) {
            assertThat(clockFits).as("clock %s %s", kind, where).isTrue();
            move.apply();
            Plan after = Oracle.figures(problem, orders(routes));
            assertThat(after.feasible()).as("%s %s %s", kind, where, after.violations()).isTrue();
            assertThat(delta)
                    .as("%s %s", kind, where)
                    .isEqualTo(after.totalCost() - before.totalCost());
            assertThat(routes.cost()).as("%s %s", kind, where).isEqualTo(after.totalCost());
            assertThat(visitCount(after)).isEqualTo(visitCount(before));
            applied.merge(kind, 1, Integer::sum);
        } else {
            // Applied all the same, the orders must break a rule.
            routes.commit();
            move.apply();
            Plan after = Oracle.figures(problem, orders(routes));
            assertThat(after.feasible()).as("refused %s %s", kind, where).isFalse();
            routes.rollback();
            refused.merge(kind, 1, Integer::sum);
        }
    }

    private static int visitCount(Plan plan) {
        return plan.routes().stream().mapToInt(route -> route.stops().size()).sum();
    }

    private static boolean anyTimed(Model m) {
        boolean timed = false;
        for (boolean one : m.timed) {
            timed |= one;
        }
        return timed;
    }

    private static Optional<Move> draw(Routes routes, Rng rng, Kind kind) {
        Trial trial = new Trial(routes);
        int s = rng.below(routes.m.shifts);
        int t = rng.below(routes.m.shifts);
        if (routes.size[s] == 0) {
            return Optional.empty();
        }
        int p = rng.below(routes.size[s]);
        int q = rng.below(routes.size[t] + 1);
        return switch (kind) {
            case RELOCATE, TURNED_RELOCATE -> {
                Relocate move = new Relocate(routes, trial);
                boolean turned = kind == Kind.TURNED_RELOCATE;
                int count = turned ? 2 + rng.below(2) : 1 + rng.below(3);
                yield given(move, move.set(s, p, count, t, q, turned));
            }
            case EXCHANGE -> {
                Exchange move = new Exchange(routes, trial);
                yield given(move, q < routes.size[t] && move.set(s, p, t, q));
            }
            case TWO_OPT -> {
                TwoOpt move = new TwoOpt(routes, trial);
                yield given(move, move.set(s, p, rng.below(routes.size[s])));
            }
            case TAIL_SWAP -> {
                TailSwap move = new TailSwap(routes, trial);
                yield given(move, move.set(s, p, t, q));
            }
        };
    }

    private static Optional<Move> given(Move move, boolean sensible) {
        return sensible ? Optional.of(move) : Optional.empty();
    }

    @Test
    void arcDeltaIsTheWholeDeltaWhenOnlyArcsCost() {
        int checked = 0;
        for (int seed = 0; seed < 200; seed++) {
            Problem random = new RandomProblems(seed, 12, 2, 1).anything();
            Problem problem =
                    random.toBuilder()
                            .objective(
                                    org.marshrut.solver.Objective.builder()
                                            .perMetre(2)
                                            .perTravelSecond(3)
                                            .build())
                            .reference(Map.of())
                            .visits(
                                    random.visits().stream()
                                            .map(v ->
                                                    org.marshrut.solver.Visit.at(
                                                                    v.id(), v.location())
                                                            .build())
                                            .toList())
                            .shifts(
                                    random.shifts().stream()
                                            .map(s ->
                                                    org.marshrut.solver.Shift.of(s.id(), s.rep(), 0)
                                                            .from(s.startLocation())
                                                            .to(s.endLocation())
                                                            .build())
                                            .toList())
                            .pins(List.of())
                            .precedences(List.of())
                            .build();
            Routes routes = new Routes(Model.of(problem));
            Rng rng = new Rng(seed);
            fill(routes, rng);
            for (int step = 0; step < 60; step++) {
                Kind kind = Kind.values()[rng.below(Kind.values().length)];
                Optional<Move> move = draw(routes, rng, kind);
                if (move.isPresent()) {
                    long arcs = move.get().arcDelta();
                    assertThat(arcs).as("%s seed %d", kind, seed).isEqualTo(move.get().delta());
                    move.get().apply();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(2_000);
    }

    private static void fill(Routes routes, Rng rng) {
        Model m = routes.m;
        for (int step = 0; step < 80 && routes.absent.count > 0; step++) {
            int v = routes.absent.visits[rng.below(routes.absent.count)];
            int s = rng.below(m.shifts);
            int[] longer = Arrays.copyOf(routes.order[s], routes.size[s] + 1);
            longer[routes.size[s]] = v;
            if (m.allows(v, s)
                    && routes.fitsOthers(v, s)
                    && routes.eval.cost(s, longer, longer.length) < RouteEval.INFEASIBLE) {
                routes.insert(v, s, routes.size[s]);
            }
        }
        routes.commit();
    }

    private static Map<String, List<String>> orders(Routes routes) {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        for (int s = 0; s < routes.m.shifts; s++) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < routes.size[s]; i++) {
                ids.add(routes.m.problem.visits().get(routes.order[s][i]).id());
            }
            orders.put(routes.m.problem.shifts().get(s).id(), ids);
        }
        return orders;
    }
}
