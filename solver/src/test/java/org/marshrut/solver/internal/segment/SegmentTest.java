package org.marshrut.solver.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Solver;
import org.marshrut.solver.Visit;

class SegmentTest {

    @Test
    void oneStopLastsItsService() {
        Segment stop = new Segment().single(3, 900, 36_000, 40_000, 7);

        assertThat(stop.durationSeconds()).isEqualTo(900);
        assertThat(stop.timeWarpSeconds()).isZero();
        assertThat(stop.earliestSeconds()).isEqualTo(36_000);
        assertThat(stop.latestSeconds()).isEqualTo(40_000);
        assertThat(stop.load()).isEqualTo(7);
        assertThat(stop.firstLocation()).isEqualTo(3);
        assertThat(stop.lastLocation()).isEqualTo(3);
    }

    @Test
    void unavoidableWaitingCountsAsDuration() {
        Segment first = new Segment().single(0, 100, 1_000, 2_000, 1);
        Segment second = new Segment().single(1, 100, 5_000, 6_000, 2);

        Segment both = new Segment().merge(first, 500, second);

        // Left at 2000 at the latest: there at 2600, 2400 s before the window opens.
        assertThat(both.durationSeconds()).isEqualTo(100 + 500 + 2_400 + 100);
        assertThat(both.timeWarpSeconds()).isZero();
        assertThat(both.earliestSeconds()).isEqualTo(2_000);
        assertThat(both.latestSeconds()).isEqualTo(2_000);
        assertThat(both.load()).isEqualTo(3);
        assertThat(both.firstLocation()).isZero();
        assertThat(both.lastLocation()).isEqualTo(1);
    }

    @Test
    void lateArrivalCountsAsTimeWarp() {
        Segment first = new Segment().single(0, 100, 5_000, 6_000, 0);
        Segment second = new Segment().single(1, 100, 1_000, 2_000, 0);

        Segment both = new Segment().merge(first, 500, second);

        assertThat(both.timeWarpSeconds()).isEqualTo(5_600 - 2_000);
        assertThat(both.durationSeconds()).isEqualTo(100 + 500 + 100);
        assertThat(both.earliestSeconds()).isEqualTo(5_000);
        assertThat(both.latestSeconds()).isEqualTo(5_000);
    }

    @Test
    void slackIsHandedOn() {
        Segment first = new Segment().single(0, 100, 1_000, 9_000, 0);
        Segment second = new Segment().single(1, 100, 1_000, 3_000, 0);

        Segment both = new Segment().merge(first, 500, second);

        assertThat(both.earliestSeconds()).isEqualTo(1_000);
        assertThat(both.latestSeconds()).isEqualTo(2_400);
        assertThat(both.timeWarpSeconds()).isZero();
    }

    @Test
    void mergingIsAssociative() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Segment a = any(random);
            Segment b = any(random);
            Segment c = any(random);
            int ab = random.nextInt(3_000);
            int bc = random.nextInt(3_000);

            Segment left = new Segment().merge(new Segment().merge(a, ab, b), bc, c);
            Segment right = new Segment().merge(a, ab, new Segment().merge(b, bc, c));

            assertThat(figures(left)).isEqualTo(figures(right));
        }
    }

    @Test
    void theTargetMayBeOneOfTheParts() {
        Random random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            Segment a = any(random);
            Segment b = any(random);
            List<Long> apart = figures(new Segment().merge(a, 70, b));

            assertThat(figures(a.merge(a, 70, b))).isEqualTo(apart);
        }
    }

    /// Entered at the shift's start, time warp is zero exactly if the oracle sees nobody late.
    @Test
    void timeWarpIsZeroExactlyIfNobodyIsLate() {
        int[] seen = new int[2];
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(6);
            int[] seconds = random.ints((n + 1L) * (n + 1), 0, 2_000).toArray();
            Matrix matrix = Matrix.ofSame(n + 1, seconds);
            List<Visit> visits = new ArrayList<>();
            for (int v = 0; v < n; v++) {
                int from = random.nextInt(6_000);
                visits.add(
                        Visit.at("v" + v, v + 1)
                                .serviceSeconds(random.nextInt(300))
                                .window(from, from + 500 + random.nextInt(4_000))
                                .build());
            }
            Shift shift = Shift.of("s", "r", 0).depot(0).hours(0, 12_000).build();
            Problem problem =
                    Problem.of(matrix)
                            .visits(visits)
                            .shifts(List.of(shift))
                            .objective(Objective.shortest())
                            .build();
            Plan plan =
                    Solver.evaluate(problem, Map.of("s", visits.stream().map(Visit::id).toList()));

            Segment route = new Segment().single(0, 0, 0, 0, 0);
            for (Visit visit : visits) {
                Segment stop =
                        new Segment()
                                .single(
                                        visit.location(),
                                        visit.serviceSeconds(),
                                        visit.windows().getFirst().earliestSeconds(),
                                        visit.windows().getFirst().latestSeconds(),
                                        0);
                route.merge(
                        route, matrix.travelSeconds(route.lastLocation(), visit.location()), stop);
            }
            route.merge(
                    route,
                    matrix.travelSeconds(route.lastLocation(), 0),
                    new Segment().single(0, 0, 0, 12_000, 0));

            boolean onTime = plan.lateSeconds() == 0 && plan.overtimeSeconds() == 0;
            assertThat(route.timeWarpSeconds() == 0).as("seed %d", seed).isEqualTo(onTime);
            if (onTime) {
                assertThat(route.durationSeconds())
                        .isEqualTo(plan.routes().getFirst().durationSeconds());
            }
            seen[onTime ? 1 : 0]++;
        }
        assertThat(seen[0]).isGreaterThan(200);
        assertThat(seen[1]).isGreaterThan(200);
    }

    private static Segment any(Random random) {
        int earliest = random.nextInt(20_000);
        Segment segment =
                new Segment()
                        .single(
                                random.nextInt(5),
                                random.nextInt(900),
                                earliest,
                                earliest + random.nextInt(8_000),
                                random.nextInt(9));
        int from = random.nextInt(20_000);
        Segment other = new Segment().single(1, 60, from, from + random.nextInt(5_000), 1);
        return random.nextBoolean() ? segment : segment.merge(segment, 300, other);
    }

    private static List<Long> figures(Segment s) {
        return List.of(
                (long) s.durationSeconds(),
                (long) s.timeWarpSeconds(),
                (long) s.earliestSeconds(),
                (long) s.latestSeconds(),
                s.load(),
                (long) s.firstLocation(),
                (long) s.lastLocation());
    }
}
