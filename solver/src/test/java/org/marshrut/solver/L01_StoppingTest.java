package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// When and how a search ends, and what it tells meanwhile.
class L01_StoppingTest {

    private static final Problem MONTH = new Region(1, 60, 2, 8).month();

    @Test
    void sameSeedAndIterationsGiveTheSamePlan() {
        Settings settings = Settings.of(StopRule.iterations(1_000)).withSeed(7);

        Plan one = Solver.solve(MONTH, settings).plan();
        Plan two = Solver.solve(MONTH, settings).plan();
        Plan other = Solver.solve(MONTH, settings.withSeed(8)).plan();

        assertThat(one).isEqualTo(two);
        assertThat(other.orders()).isNotEqualTo(one.orders());
    }

    @Test
    void sameSeedGivesTheSameDayRouteToo() {
        Problem day = new Region(2, 70, 1, 1).day();
        Settings settings = Settings.of(StopRule.iterations(500));

        assertThat(Solver.solve(day, settings).plan())
                .isEqualTo(Solver.solve(day, settings).plan());
    }

    @Test
    void iterationsAreCounted() {
        Outcome outcome = Solver.solve(MONTH, Settings.of(StopRule.iterations(123)));

        assertThat(outcome.statistics().iterations()).isEqualTo(123);
        assertThat(outcome.statistics().reason()).isEqualTo(Outcome.Reason.ITERATIONS);
    }

    @Test
    void timeEndsTheSearch() {
        long begun = System.nanoTime();

        Outcome outcome = Solver.solve(MONTH, Settings.within(Duration.ofMillis(200)));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(outcome.statistics().reason()).isEqualTo(Outcome.Reason.TIME);
        assertThat(outcome.plan().complete()).isTrue();
        assertThat(outcome.statistics().timeToBest())
                .isLessThanOrEqualTo(outcome.statistics().elapsed());
    }

    @Test
    void aLongDayIsCompleteHoweverShortTheTime() {
        Problem day = new Region(4, 200, 1, 1).longDay();

        Outcome outcome = Solver.solve(day, Settings.within(Duration.ZERO));

        assertThat(outcome.statistics().reason()).isEqualTo(Outcome.Reason.TIME);
        assertThat(outcome.plan().complete()).isTrue();
        // Whoever searches on from here has a route near the shortest, not just any.
        Plan longer = Solver.solve(day, Settings.of(StopRule.iterations(20))).plan();
        assertThat(outcome.plan().distanceMetres()).isLessThan(longer.distanceMetres() * 13 / 10);
    }

    @Test
    void stagnationEndsTheSearch() {
        Outcome outcome = Solver.solve(MONTH, Settings.of(StopRule.stagnation(50)));

        assertThat(outcome.statistics().reason()).isEqualTo(Outcome.Reason.STAGNATION);
    }

    @Test
    void aTargetWithinReachEndsTheSearch() {
        long reachable =
                Solver.solve(MONTH, Settings.of(StopRule.iterations(0))).plan().totalCost();

        Outcome outcome =
                Solver.solve(
                        MONTH,
                        Settings.of(StopRule.after(Duration.ofMinutes(1)).andTarget(reachable)));

        assertThat(outcome.statistics().reason()).isEqualTo(Outcome.Reason.TARGET);
        assertThat(outcome.plan().totalCost()).isLessThanOrEqualTo(reachable);
    }

    @Test
    void cancellingReturnsTheBestPlanSoon() throws InterruptedException {
        Problem large = new Region(3, 800, 8, 20).month();
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Outcome> outcomes = new ArrayList<>();
        Thread thread =
                Thread.ofPlatform()
                        .start(() ->
                                outcomes.add(
                                        Solver.solve(
                                                large,
                                                Settings.within(Duration.ofMinutes(2))
                                                        .withCancelled(cancelled::get))));
        Thread.sleep(1_000);
        cancelled.set(true);
        thread.join(3_000);

        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Cancelled.class);
        assertThat(outcomes.getFirst().statistics().reason()).isEqualTo(Outcome.Reason.CANCELLED);
        assertThat(outcomes.getFirst().plan().feasible()).isTrue();
    }

    @Test
    void twoThreadsFindAValidPlan() {
        Outcome outcome = Solver.solve(MONTH, Settings.of(StopRule.iterations(600)).withThreads(2));

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat(outcome.statistics().iterations()).isEqualTo(1_200);
    }

    @Test
    void betterPlansAreToldAsTheyAreFound() {
        List<Progress> news = new ArrayList<>();

        Plan plan =
                Solver.solve(
                                MONTH,
                                Settings.of(StopRule.iterations(2_000))
                                        .withListener(news::add, Duration.ZERO))
                        .plan();

        assertThat(news).hasSizeGreaterThan(2);
        for (int i = 1; i < news.size(); i++) {
            assertThat(news.get(i).bestCost()).isLessThan(news.get(i - 1).bestCost());
        }
        Progress last = news.getLast();
        assertThat(last.bestCost()).isEqualTo(plan.totalCost());
        assertThat(last.plan().get().totalCost()).isEqualTo(last.bestCost());
        assertThat(last.unassigned()).isEqualTo(plan.unassigned().size());
        assertThat(last.elapsed()).isPositive();
    }

    @Test
    void aFailingListenerEndsBothThreads() {
        Settings settings =
                Settings.of(StopRule.after(Duration.ofSeconds(30)))
                        .withThreads(2)
                        .withListener(
                                progress -> {
                                    throw new IllegalStateException("listener");
                                },
                                Duration.ZERO);

        assertThatThrownBy(() -> Solver.solve(MONTH, settings))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limitsCombineToWhicheverComesFirst() {
        StopRule rule =
                StopRule.iterations(50)
                        .andIterations(70)
                        .andAfter(Duration.ofSeconds(9))
                        .andAfter(Duration.ofSeconds(8))
                        .andStagnation(6)
                        .andStagnation(7)
                        .andTarget(5)
                        .andTarget(4);

        assertThat(rule).isEqualTo(new StopRule(Duration.ofSeconds(8), 50, 5, 6));
        assertThat(rule.timed()).isTrue();
        assertThatThrownBy(
                        () -> new StopRule(Duration.ofDays(365), Long.MAX_VALUE, 5, Long.MAX_VALUE))
                .hasMessageContaining("at least one")
                .hasMessageContaining("Add a time limit");
        assertThatThrownBy(() -> StopRule.after(Duration.ofSeconds(-1)))
                .hasMessageContaining("must be between");
        assertThatThrownBy(() -> Settings.of(rule).withThreads(3))
                .hasMessageContaining("threads (3)");
    }
}
