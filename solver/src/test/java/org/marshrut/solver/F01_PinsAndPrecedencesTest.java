package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.road;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Order and place by command.
class F01_PinsAndPrecedencesTest {

    private static final Settings SETTINGS = Settings.of(StopRule.iterations(3_000));

    /// Stops v1 … v20 at kilometres 10 … 200 of a road that begins at home.
    private static Problem.Builder road20(int shifts, int days) {
        int[] kilometres = new int[21];
        List<Visit> visits = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            kilometres[i] = 10 * i;
            visits.add(Visit.at("v" + i, i).build());
        }
        List<Shift> list = new ArrayList<>();
        for (int d = 0; d < days; d++) {
            for (int s = 0; s < shifts; s++) {
                list.add(Shift.of("s" + d + s, "r" + s, d).depot(0).build());
            }
        }
        return Problem.of(road(kilometres)).visits(visits).shifts(list);
    }

    private static List<String> order(Problem problem) {
        Plan plan = Solver.solve(problem, SETTINGS).plan();
        assertThat(plan.complete()).isTrue();
        assertThat(plan.violations()).isEmpty();
        return plan.routes().getFirst().visitIds();
    }

    @Test
    void firstAndLastStayAtTheEnds() {
        Problem problem = road20(1, 1).pins(List.of(Pin.first("v15"), Pin.last("v3"))).build();

        List<String> order = order(problem);

        assertThat(order.getFirst()).isEqualTo("v15");
        assertThat(order.getLast()).isEqualTo("v3");
    }

    @Test
    void indexedPinsHoldTheirPlaces() {
        Problem problem =
                road20(1, 1)
                        .pins(List.of(Pin.at("v9", 0), Pin.at("v2", 1), Pin.at("v17", 10)))
                        .build();

        List<String> order = order(problem);

        assertThat(order.get(0)).isEqualTo("v9");
        assertThat(order.get(1)).isEqualTo("v2");
        assertThat(order.get(10)).isEqualTo("v17");
    }

    @Test
    void precedenceInOneRouteIsAnOrder() {
        Problem problem =
                road20(1, 1)
                        .precedences(
                                List.of(new Precedence("v20", "v10"), new Precedence("v10", "v15")))
                        .build();

        List<String> order = order(problem);

        assertThat(order)
                .filteredOn(id -> List.of("v10", "v15", "v20").contains(id))
                .containsExactly("v20", "v10", "v15");
    }

    @Test
    void precedenceAcrossRoutesNeedsAnEarlierDay() {
        Problem problem = road20(2, 2).precedences(List.of(new Precedence("v20", "v1"))).build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.violations()).isEmpty();
        assertThat(plan.complete()).isTrue();
        Plan sameDay =
                Solver.evaluate(problem, Map.of("s00", List.of("v20"), "s01", List.of("v1")));
        assertThat(sameDay.violations())
                .extracting(Violation::rule)
                .containsExactly(Rule.PRECEDENCE);
        Plan nextDay =
                Solver.evaluate(problem, Map.of("s00", List.of("v20"), "s11", List.of("v1")));
        assertThat(nextDay.violations()).isEmpty();
    }

    @Test
    void pinnedShiftIsObeyed() {
        Problem problem =
                road20(2, 2)
                        .pins(List.of(Pin.toShift("v4", "s10"), Pin.first("v5").inShift("s11")))
                        .build();

        Plan plan = Solver.solve(problem, SETTINGS).plan();

        assertThat(plan.feasible()).isTrue();
        assertThat(plan.findRoute("s10").orElseThrow().visitIds()).contains("v4");
        assertThat(plan.findRoute("s11").orElseThrow().visitIds().getFirst()).isEqualTo("v5");
    }

    @Test
    void brokenPinsAreNamed() {
        Problem problem =
                road20(2, 1)
                        .pins(
                                List.of(
                                        Pin.toShift("v1", "s01"),
                                        Pin.last("v2"),
                                        Pin.first("v3"),
                                        Pin.at("v4", 0)))
                        .build();

        Plan plan = Solver.evaluate(problem, Map.of("s00", List.of("v1", "v2", "v3", "v4")));

        assertThat(plan.violations())
                .extracting(Violation::visitId)
                .containsExactly("v1", "v2", "v3", "v4");
        assertThat(plan.violations()).extracting(Violation::rule).containsOnly(Rule.PIN);
        assertThat(plan.violations().stream().max(Comparator.comparingLong(Violation::amount)))
                .get()
                .extracting(Violation::amount)
                .isEqualTo(3L);
    }
}
