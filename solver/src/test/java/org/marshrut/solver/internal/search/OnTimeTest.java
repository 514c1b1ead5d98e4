package org.marshrut.solver.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// Days on which every stop is due within minutes of one hidden order.
class OnTimeTest {

    private static final int STOPS = 60;
    private static final int SLACK_SECONDS = 90;

    @Test
    void anOrderThatIsOnTimeIsFoundFromAnyOther() {
        for (int seed = 0; seed < 20; seed++) {
            Problem problem = tight(seed);
            Model m = Model.of(problem);
            int[] order = java.util.stream.IntStream.range(0, m.n).toArray();
            var search = new OnTime(m, order, new Rng(seed));
            var budget = new Budget(StopRule.iterations(1), () -> false);
            assertThat(search.find(budget, Long.MAX_VALUE)).as("seed %d", seed).isTrue();
            int[] found = search.order();
            assertThat(Arrays.stream(found).sorted().toArray()).isEqualTo(order);
            var ids = Arrays.stream(found).mapToObj(v -> problem.visits().get(v).id()).toList();
            var plan = Oracle.evaluate(problem, Map.of("k", ids));
            assertThat(plan.feasible() && plan.complete()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aSearchLeavesNothingOutOfSuchADay() {
        for (int seed = 100; seed < 110; seed++) {
            Problem problem = tight(seed);
            var settings = Settings.of(StopRule.iterations(200)).withSeed(seed);
            var plan = Solver.solve(problem, settings).plan();
            assertThat(plan.unassigned()).as("seed %d", seed).isEmpty();
        }
    }

    private static Problem tight(int seed) {
        var random = new Random(seed);
        int n = STOPS + 1;
        int[] seconds = new int[n * n];
        int[] x = random.ints(n, 0, 1_000).toArray();
        int[] y = random.ints(n, 0, 1_000).toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                seconds[i * n + j] = (int) Math.ceil(Math.hypot(x[i] - x[j], y[i] - y[j]));
            }
        }
        List<Integer> hidden = new ArrayList<>();
        for (int i = 1; i < n; i++) {
            hidden.add(i);
        }
        java.util.Collections.shuffle(hidden, random);
        List<Visit> visits = new ArrayList<>();
        int time = 0;
        int at = 0;
        for (int next : hidden) {
            time += seconds[at * n + next];
            int from = Math.max(0, time - random.nextInt(SLACK_SECONDS));
            visits.add(
                    Visit.at("c" + next, next)
                            .window(from, time + random.nextInt(SLACK_SECONDS))
                            .build());
            at = next;
        }
        java.util.Collections.shuffle(visits, random);
        return Problem.of(Matrix.ofSame(n, seconds))
                .visits(visits)
                .shifts(List.of(Shift.of("k", "r", 0).depot(0).hours(0, 2 * time).build()))
                .build();
    }
}
