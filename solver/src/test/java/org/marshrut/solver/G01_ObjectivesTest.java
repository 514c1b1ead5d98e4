package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.MINUTE;
import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The same problem under another objective is another route.
class G01_ObjectivesTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(3_000));

    private static final Shift DAY =
            Shift.of("s", "Anna", 0).depot(0).hours(at(9, 0), at(18, 0)).build();

    private static Problem problem(int[] kilometres, Visit... visits) {
        return Problem.of(road(kilometres)).visits(List.of(visits)).shifts(List.of(DAY)).build();
    }

    private static List<String> order(Problem problem, Objective objective) {
        Plan plan = Solver.solve(problem.withObjective(objective), SETTINGS).plan();
        assertThat(plan.complete()).isTrue();
        return plan.routes().getFirst().visitIds();
    }

    @Test
    void importantVisitsComeFirst() {
        Problem problem =
                problem(
                        new int[] {0, 10, 20},
                        Visit.at("close", 1).serviceSeconds(1800).build(),
                        Visit.at("important", 2).serviceSeconds(1800).priority(3).build());

        assertThat(order(problem, Objective.priorityFirst())).containsExactly("important", "close");
        Objective passing = Objective.builder().perMetre(1).perFinishSecond(1).build();
        Plan plan = Solver.solve(problem.withObjective(passing), SETTINGS).plan();
        assertThat(plan.cost().priority()).isZero();
    }

    @Test
    void earliestFinishAvoidsWaitingEvenIfFarther() {
        // The near store opens at noon: going there last saves the wait, but not the way.
        Problem problem =
                problem(
                        new int[] {0, 60, 90, 0},
                        Visit.at("late", 1).window(at(12, 0), at(18, 0)).build(),
                        Visit.at("far", 2).serviceSeconds(60 * MINUTE).build(),
                        Visit.at("home", 3).serviceSeconds(120 * MINUTE).build());

        Plan early =
                Solver.solve(problem.withObjective(Objective.earliestFinish()), SETTINGS).plan();

        assertThat(early.routes().getFirst().waitSeconds()).isZero();
        assertThat(early.routes().getFirst().endSeconds()).isEqualTo(at(15, 0));
    }

    @Test
    void fewestLateMinutesBeatFewestMetres() {
        Problem problem =
                problem(
                        new int[] {0, 30, 60},
                        Visit.at("close", 1).serviceSeconds(60 * MINUTE).build(),
                        Visit.at("far", 2).window(at(9, 0), at(10, 0)).build());

        assertThat(order(problem, Objective.fewestLate())).containsExactly("far", "close");
        assertThat(order(problem, Objective.shortest().withPerLateSecond(0))).hasSize(2);
    }

    @Test
    void waitingCanBePriced() {
        Problem problem =
                problem(
                        new int[] {0, 10, 10},
                        Visit.at("noon", 1).window(at(12, 0), at(13, 0)).build(),
                        Visit.at("long", 2).serviceSeconds(160 * MINUTE).build());
        Objective objective = Objective.builder().perMetre(1).perWaitSecond(10).build();

        Plan plan = Solver.solve(problem.withObjective(objective), SETTINGS).plan();

        assertThat(plan.routes().getFirst().visitIds()).containsExactly("long", "noon");
        assertThat(plan.cost().waiting()).isEqualTo(10 * 10 * MINUTE);
    }

    @Test
    void squaredStopsSpreadTheWork() {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            visits.add(Visit.at("v" + i, 1).build());
        }
        Problem problem =
                Problem.of(road(0, 10))
                        .visits(visits)
                        .shifts(
                                List.of(
                                        Shift.of("a", "Anna", 0).depot(0).build(),
                                        Shift.of("b", "Boris", 0).depot(0).build(),
                                        Shift.of("c", "Clara", 0).depot(0).build()))
                        .objective(Objective.builder().perSquaredStop(100_000).build())
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.routes()).allSatisfy(route -> assertThat(route.stops()).hasSize(3));
    }

    @Test
    void balanceEvensOutTheRepsWork() {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            visits.add(Visit.at("v" + i, 1).serviceSeconds(30 * MINUTE).build());
        }
        List<Shift> shifts =
                List.of(
                        Shift.of("a0", "Anna", 0).depot(0).hours(at(9, 0), at(18, 0)).build(),
                        Shift.of("a1", "Anna", 1).depot(0).hours(at(9, 0), at(18, 0)).build(),
                        Shift.of("b0", "Boris", 0).depot(0).hours(at(9, 0), at(18, 0)).build());
        Problem uneven = Problem.of(road(0, 1)).visits(visits).shifts(shifts).build();
        Objective balanced = Objective.builder().perMetre(1).perBalanceSecond(10).build();

        Plan plan = Solver.solve(uneven.withObjective(balanced), SETTINGS).plan();

        // Anna has two shifts of three, so two thirds of the work are hers.
        long annas =
                plan.routes().stream()
                        .filter(route -> route.rep().equals("Anna"))
                        .mapToLong(route -> route.stops().size())
                        .sum();
        assertThat(annas).isEqualTo(8);
    }

    @Test
    void preferredRepGoesUnlessItCostsTooMuch() {
        Visit visit = Visit.at("v", 1).preferredRep("Boris", 5_000).build();
        List<Shift> shifts =
                List.of(
                        Shift.of("a", "Anna", 0).depot(1).build(),
                        Shift.of("b", "Boris", 0).depot(0).build());
        Problem near = Problem.of(road(0, 2)).visits(List.of(visit)).shifts(shifts).build();
        Problem far = Problem.of(road(0, 3)).visits(List.of(visit)).shifts(shifts).build();

        assertThat(Solver.solve(near, SETTINGS).plan().routes().getFirst().rep())
                .isEqualTo("Boris");
        Plan other = Solver.solve(far, SETTINGS).plan();
        assertThat(other.routes().getFirst().rep()).isEqualTo("Anna");
        assertThat(other.cost().preference()).isEqualTo(5_000);
    }

    @Test
    void districtsAreKeptTogether() {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            visits.add(Visit.at("v" + i, 1).district(i % 2 == 0 ? "north" : "south").build());
        }
        Problem problem =
                Problem.of(road(0, 10))
                        .visits(visits)
                        .shifts(
                                List.of(
                                        Shift.of("a", "Anna", 0).depot(0).maxStops(4).build(),
                                        Shift.of("b", "Boris", 0).depot(0).maxStops(4).build()))
                        .objective(Objective.builder().perExtraDistrict(1_000).build())
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.complete()).isTrue();
        assertThat(plan.totalCost()).isZero();
    }

    @Test
    void oneDayUnderSixObjectivesGivesSeveralRoutesEachBestOfItsKind() {
        Random random = new Random(5);
        List<Visit> visits = new ArrayList<>();
        int[] kilometres = new int[11];
        for (int i = 1; i <= 10; i++) {
            kilometres[i] = random.nextInt(60);
            int from = at(9 + random.nextInt(5), 0);
            visits.add(
                    Visit.at("v" + i, i)
                            .serviceSeconds(15 * MINUTE)
                            .priority(random.nextInt(4))
                            .window(from, from + 3 * 3600)
                            .build());
        }
        Problem problem = Problem.of(road(kilometres)).visits(visits).shifts(List.of(DAY)).build();
        List<Objective> objectives =
                List.of(
                        Objective.shortest().withPerLateSecond(0),
                        Objective.quickest().withPerLateSecond(1),
                        Objective.earliestFinish().withPerLateSecond(10),
                        Objective.priorityFirst().withPerLateSecond(10),
                        Objective.fewestLate(),
                        Objective.cheapest(7, 20).withPerLateSecond(10));
        List<Map<String, List<String>>> orders = new ArrayList<>();
        for (Objective objective : objectives) {
            orders.add(Solver.solve(problem.withObjective(objective), SETTINGS).plan().orders());
        }

        Set<Map<String, List<String>>> distinct = new HashSet<>(orders);
        assertThat(distinct.size()).isGreaterThanOrEqualTo(3);
        for (int own = 0; own < objectives.size(); own++) {
            Problem judged = problem.withObjective(objectives.get(own));
            long best = Solver.evaluate(judged, orders.get(own)).totalCost();
            for (Map<String, List<String>> other : orders) {
                assertThat(Solver.evaluate(judged, other).totalCost()).isGreaterThanOrEqualTo(best);
            }
        }
    }
}
