package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// A month of a team: everything together.
class J01_MonthTest {

    @Test
    void aMonthOf250StoresIsCompleteAndValid() {
        Problem problem = new Region(1, 250, 4, 20).month();

        Outcome outcome = Solver.solve(problem, Settings.of(StopRule.iterations(2_000)));

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat(outcome.plan().violations()).isEmpty();
        assertThat(outcome.plan().routes())
                .allMatch(route -> route.stops().size() <= 14)
                .allMatch(route -> route.endSeconds() <= 18 * 3600);
        int placed = outcome.plan().routes().stream().mapToInt(r -> r.stops().size()).sum();
        assertThat(placed).isEqualTo(problem.visits().size());
    }

    @Test
    void loadsOfTheRepsAreEven() {
        Problem problem = new Region(2, 120, 3, 12).month();

        Plan plan = Solver.solve(problem, Settings.of(StopRule.iterations(8_000))).plan();

        Map<String, Long> work = new HashMap<>();
        for (Route route : plan.routes()) {
            work.merge(
                    route.rep(), (long) route.travelSeconds() + route.serviceSeconds(), Long::sum);
        }
        long most = work.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        long least = work.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        assertThat(work).hasSize(3);
        assertThat(most - least).isLessThan(most / 5);
    }

    @Test
    void moreTimeIsNeverWorseThanLess() {
        Problem problem = new Region(3, 60, 2, 10).month();

        long little = Solver.solve(problem, Settings.of(StopRule.iterations(0))).plan().totalCost();
        Plan more = Solver.solve(problem, Settings.of(StopRule.iterations(5_000))).plan();

        assertThat(more.totalCost()).isLessThanOrEqualTo(little);
        assertThat(more.complete()).isTrue();
    }

    @Test
    void aMonthWithTooFewDaysPlacesWhatItCanAndExplainsTheRest() {
        Problem problem = new Region(4, 100, 1, 5).month();

        Outcome outcome = Solver.solve(problem, Settings.of(StopRule.iterations(1_000)));

        assertThat(outcome).isInstanceOf(Outcome.Infeasible.class);
        Plan plan = outcome.plan();
        assertThat(plan.feasible()).isTrue();
        assertThat(plan.routes()).isNotEmpty();
        List<Unassigned> left = plan.unassigned();
        assertThat(left).allSatisfy(u -> assertThat(u.blocked()).hasSize(5));
        int placed = plan.routes().stream().mapToInt(route -> route.stops().size()).sum();
        assertThat(placed + left.size()).isEqualTo(problem.visits().size());
    }
}
