package org.marshrut.solver.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Routes;

/// Beginnings and ends of routes, joined instead of driven.
class SegmentIndexTest {

    /// Wherever two routes are cut, the first part of one and the rest of the other join exactly if
    /// the oracle finds no fault in that order.
    @Test
    void joinedPartsAreWhatTheOracleSaysOfTheWholeOrder() {
        int[] seen = new int[2];
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            Problem problem = problem(random);
            Routes routes = new Routes(Model.of(problem));
            SegmentIndex index = new SegmentIndex(routes);
            for (int v = 0; v < problem.visits().size(); v++) {
                int s = random.nextInt(2);
                routes.insert(v, s, random.nextInt(routes.size[s] + 1));
                if (v % 3 == 0) {
                    compare(problem, routes, index, seen, seed);
                }
            }
            routes.remove(random.nextInt(2) < routes.size[0] ? 0 : 1, 0, 1);
            compare(problem, routes, index, seen, seed);
        }
        assertThat(seen[0]).isGreaterThan(1_000);
        assertThat(seen[1]).isGreaterThan(1_000);
    }

    private static void compare(
            Problem problem, Routes routes, SegmentIndex index, int[] seen, int seed) {
        for (int s = 0; s < 2; s++) {
            assertThat(index.usable(s)).isTrue();
            for (int p = 0; p <= routes.size[s]; p++) {
                for (int other = 0; other < 2; other++) {
                    for (int q = other == s ? p : 0; q <= routes.size[other]; q++) {
                        boolean joins = index.joins(s, index.head(s, p), index.tail(other, q));

                        int[] order =
                                IntStream.concat(
                                                Arrays.stream(routes.order[s], 0, p),
                                                Arrays.stream(
                                                        routes.order[other], q, routes.size[other]))
                                        .toArray();
                        assertThat(joins)
                                .as("seed %d: %d stops, then from %d on", seed, p, q)
                                .isEqualTo(sound(problem, s, order));
                        seen[joins ? 1 : 0]++;
                    }
                }
            }
        }
    }

    /// An empty route is driven from end to end here, though a plan would leave it at home.
    private static boolean sound(Problem problem, int s, int[] order) {
        Shift shift = problem.shifts().get(s);
        if (order.length == 0) {
            int way =
                    shift.startLocation() == Shift.NONE || shift.endLocation() == Shift.NONE
                            ? 0
                            : problem.matrix()
                                    .travelSeconds(shift.startLocation(), shift.endLocation());
            return way <= shift.latestEndSeconds() - shift.earliestStartSeconds()
                    && way <= shift.maxDurationSeconds();
        }
        List<String> ids =
                Arrays.stream(order).mapToObj(v -> problem.visits().get(v).id()).toList();
        return Oracle.figures(problem, Map.of(shift.id(), ids)).feasible();
    }

    /// Two shifts alike but for their starts and capacities.
    private static Problem problem(Random random) {
        int n = 4 + random.nextInt(5);
        List<Visit> visits = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            Visit.Builder visit =
                    Visit.at("v" + v, v)
                            .serviceSeconds(random.nextInt(300))
                            .load(random.nextInt(4));
            int from = random.nextInt(4_000);
            TimeWindow window = new TimeWindow(from, from + 1_000 + random.nextInt(8_000));
            switch (random.nextInt(4)) {
                case 0 -> visit.windows(List.of(window));
                case 1 -> visit.windowsOn(7, List.of(window)).windowsOn(3, List.of());
                default -> visit.load(random.nextInt(3));
            }
            visits.add(visit.build());
        }
        int to = random.nextInt(3) == 0 ? Shift.NONE : n;
        int longest = random.nextInt(3) == 0 ? 2_000 + random.nextInt(7_000) : Shift.UNLIMITED;
        int close = 4_000 + random.nextInt(8_000);
        List<Shift> shifts = new ArrayList<>();
        for (int s = 0; s < 2; s++) {
            shifts.add(
                    Shift.of("s" + s, "r" + s, 7)
                            .from(random.nextInt(3) == 0 ? Shift.NONE : n)
                            .to(to)
                            .hours(500, close)
                            .maxDurationSeconds(longest)
                            .capacity(4 + random.nextInt(10))
                            .build());
        }
        shifts.add(Shift.of("another day", "r0", 3).build());
        return Problem.of(Matrix.ofSame(n + 1, random.ints((n + 1L) * (n + 1), 0, 1_500).toArray()))
                .visits(visits)
                .shifts(shifts)
                .objective(Objective.shortest())
                .build();
    }

    @Test
    void noSegmentsForSeveralWindowsADay() {
        Visit visit =
                Visit.at("v", 1)
                        .window(at(9, 0), at(10, 0))
                        .windowsOn(
                                1,
                                List.of(
                                        new TimeWindow(at(9, 0), at(10, 0)),
                                        new TimeWindow(at(15, 0), at(16, 0))))
                        .build();
        Visit other = Visit.at("w", 1).build();
        SegmentIndex index =
                index(Objective.shortest(), List.of(other, visit), anna(0), anna(1), anna(2));

        assertThat(index.usable(0)).isTrue();
        assertThat(index.usable(1)).isFalse();
        assertThat(index.usable(2)).isTrue();
    }

    @Test
    void noSegmentsForBreaksOrWhereTheClockIsPriced() {
        List<Visit> visits = List.of(Visit.at("v", 1).build());
        Shift.Builder noon = anna(1).lunch(new Break(at(12, 0), at(13, 0), 1_800));

        SegmentIndex index =
                index(
                        Objective.shortest(),
                        visits,
                        anna(0),
                        noon,
                        anna(2).overtimeCostPerSecond(1));

        assertThat(index.usable(0)).isTrue();
        assertThat(index.usable(1)).isFalse();
        assertThat(index.usable(2)).isFalse();
        assertThat(index(Objective.earliestFinish(), visits, anna(0)).usable(0)).isFalse();
    }

    @Test
    void aRouteThatNeverHadStopsIsStillAWayFromEndToEnd() {
        SegmentIndex index =
                index(
                        Objective.shortest(),
                        List.of(Visit.at("v", 1).build()),
                        Shift.of("s", "Anna", 0).from(0).to(1).hours(at(9, 0), at(9, 30)),
                        Shift.of("t", "Anna", 1).from(0).to(1).hours(at(9, 0), at(9, 29)));

        assertThat(index.joins(0, index.head(0, 0), index.tail(0, 0))).isTrue();
        assertThat(index.joins(1, index.head(1, 0), index.tail(1, 0))).isFalse();
    }

    private static Shift.Builder anna(int day) {
        return Shift.of("anna" + day, "Anna", day).depot(0).hours(at(9, 0), at(18, 0));
    }

    private static SegmentIndex index(
            Objective objective, List<Visit> visits, Shift.Builder... shifts) {
        Problem problem =
                Problem.of(road(0, 30))
                        .visits(visits)
                        .shifts(Arrays.stream(shifts).map(Shift.Builder::build).toList())
                        .objective(objective)
                        .build();
        return new SegmentIndex(new Routes(Model.of(problem)));
    }
}
