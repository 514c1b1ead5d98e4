package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// So many visits and reps that neighbouring reps are searched set by set.
class J03_InPartsTest {

    private static Problem problem;
    private static Plan first;

    @BeforeAll
    static void planWithoutSearch() {
        problem = new Region(5, 1_800, 30, 20).month();
        assertThat(problem.visits().size()).isGreaterThan(2_500);
        first = Solver.solve(problem, Settings.of(StopRule.iterations(0))).plan();
    }

    private static void assertSound(Problem problem, Plan plan) {
        assertThat(plan.violations()).isEmpty();
        Set<String> seen = new HashSet<>();
        plan.routes()
                .forEach(
                        route -> route.visitIds().forEach(id -> assertThat(seen.add(id)).isTrue()));
        plan.unassigned().forEach(left -> assertThat(seen.add(left.visitId())).isTrue());
        assertThat(seen).hasSize(problem.visits().size());
    }

    @Test
    void theFirstPlanIsCompleteAndSound() {
        assertSound(problem, first);
        assertThat(first.complete()).isTrue();
    }

    @Test
    void stepsMakeItCheaperAndTheSameStepsGiveTheSamePlan() {
        Settings settings = Settings.of(StopRule.iterations(3_000)).withSeed(3);

        Plan plan = Solver.solve(problem, settings).plan();
        Plan again = Solver.solve(problem, settings).plan();

        assertSound(problem, plan);
        assertThat(plan.totalCost()).isLessThan(first.totalCost());
        assertThat(again.orders()).isEqualTo(plan.orders());
    }

    @Test
    void twoThreadsDoNotGetIntoEachOthersWay() {
        List<Progress> news = new ArrayList<>();
        Settings settings =
                Settings.within(Duration.ofSeconds(3))
                        .withThreads(2)
                        .withListener(
                                event -> {
                                    synchronized (news) {
                                        news.add(event);
                                    }
                                },
                                Duration.ZERO);

        Plan plan = Solver.solve(problem, settings).plan();

        assertSound(problem, plan);
        Progress last =
                news.stream()
                        .min(java.util.Comparator.comparingLong(Progress::bestCost))
                        .orElseThrow();
        assertThat(last.plan().get().totalCost()).isEqualTo(plan.totalCost());
        assertThat(last.bestCost()).isCloseTo(plan.totalCost(), within(1L));
    }

    private static org.assertj.core.data.Offset<Long> within(long most) {
        return org.assertj.core.data.Offset.offset(most);
    }

    @Test
    void aGivenPlanIsNeverMadeWorse() {
        Plan improved =
                Solver.improve(problem, first, Settings.of(StopRule.iterations(500))).plan();

        assertSound(problem, improved);
        assertThat(improved.totalCost()).isLessThanOrEqualTo(first.totalCost());
    }

    @Test
    void itStopsWhenCancelled() {
        AtomicBoolean stop = new AtomicBoolean();
        Settings settings =
                Settings.within(Duration.ofMinutes(5))
                        .withCancelled(stop::get)
                        .withListener(event -> stop.set(event.unassigned() == 0), Duration.ZERO);

        Outcome outcome = Solver.solve(problem, settings);

        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertSound(problem, outcome.plan());
    }

    @Test
    void callsKeepTheirGapAcrossSetsAndSpans() {
        // Two months: the horizon is searched in spans, with the other span's calls held fast.
        Problem twoMonths = new Region(6, 1_800, 30, 44).month();

        Plan plan = Solver.solve(twoMonths, Settings.of(StopRule.iterations(1_500))).plan();

        assertSound(twoMonths, plan);
        assertThat(plan.complete()).isTrue();
        Map<String, Slot> slots = plan.slots();
        for (Pattern pattern : twoMonths.patterns()) {
            int before = -100;
            for (String id : pattern.visitIds()) {
                int day = Objects.requireNonNull(slots.get(id)).day();
                assertThat(day - before).isGreaterThanOrEqualTo(pattern.minGapDays());
                before = day;
            }
        }
    }
}
