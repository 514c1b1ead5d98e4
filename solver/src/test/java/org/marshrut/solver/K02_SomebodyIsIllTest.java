package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// One rep's day falls out: its visits, and only they, go elsewhere.
class K02_SomebodyIsIllTest {

    private static final Problem MONTH = new Region(7, 120, 4, 20).month();
    private static Plan plan;

    @BeforeAll
    static void planTheMonth() {
        plan = Solver.solve(MONTH, Settings.of(StopRule.iterations(2_000))).plan();
        assertThat(plan.complete()).isTrue();
    }

    private static Problem without(Route route) {
        return MONTH.toBuilder()
                .shifts(
                        MONTH.shifts().stream()
                                .filter(shift -> !shift.id().equals(route.shiftId()))
                                .toList())
                .build();
    }

    private static Replan around(Route route) {
        return Replan.within(Math.max(0, route.day() - 2), route.day() + 2);
    }

    @Test
    void onlyTheVisitsOfTheDayMoveAndNoRuleBreaks() {
        for (Route ill : plan.routes()) {
            Replanned replanned = Solver.replan(without(ill), plan, around(ill));

            assertThat(replanned.plan().violations()).as(ill.shiftId()).isEmpty();
            Set<String> moved =
                    replanned.changes().stream()
                            .map(Replanned.Change::visitId)
                            .collect(Collectors.toSet());
            assertThat(moved).isEqualTo(Set.copyOf(ill.visitIds()));
            assertThat(replanned.changes())
                    .allSatisfy(change -> {
                        assertThat(change.affected()).isTrue();
                        assertThat(change.before())
                                .isEqualTo(Optional.of(new Slot(ill.rep(), ill.day())));
                    });
            assertThat(replanned.othersMoved()).isZero();
        }
    }

    @Test
    void everyOtherStopStaysInItsRouteInItsOrder() {
        for (Route ill : plan.routes()) {
            Map<String, List<String>> after =
                    Solver.replan(without(ill), plan, around(ill)).plan().orders();

            for (Route route : plan.routes()) {
                if (!route.equals(ill)) {
                    List<String> rest = new ArrayList<>(after.get(route.shiftId()));
                    rest.removeAll(ill.visitIds());
                    assertThat(rest).isEqualTo(route.visitIds());
                }
            }
        }
    }

    @Test
    void theReceiversShareEvenlyWhereverTheRulesLetThem() {
        Set<String> reps = Set.of("rep0", "rep1", "rep2", "rep3");
        int uneven = 0;
        for (Route ill : plan.routes()) {
            Problem problem = without(ill);
            Replanned replanned = Solver.replan(problem, plan, around(ill));

            Map<String, Integer> received = new HashMap<>();
            reps.forEach(rep -> received.put(rep, replanned.received().getOrDefault(rep, 0)));
            for (Replanned.Change change : replanned.changes()) {
                int giver =
                        change.after()
                                .map(slot -> received.getOrDefault(slot.rep(), 0))
                                .orElse(100);
                for (String taker : reps) {
                    if (giver >= received.getOrDefault(taker, 0) + 2) {
                        uneven++;
                        assertNoPlace(problem, replanned.plan(), change.visitId(), taker, ill);
                    }
                }
            }
        }
        assertThat(uneven).isPositive();
    }

    /// Tries every place in the rep's routes of these days with the independent evaluator.
    private static void assertNoPlace(
            Problem problem, Plan found, String visit, String rep, Route ill) {
        Map<String, List<String>> rest = new HashMap<>();
        found.orders().forEach((shift, ids) -> rest.put(shift, new ArrayList<>(ids)));
        rest.values().forEach(ids -> ids.remove(visit));
        for (Shift shift : problem.shifts()) {
            if (shift.rep().equals(rep) && Math.abs(shift.day() - ill.day()) <= 2) {
                List<String> stops = rest.getOrDefault(shift.id(), List.of());
                for (int p = 0; p <= stops.size(); p++) {
                    List<String> longer = new ArrayList<>(stops);
                    longer.add(p, visit);
                    Map<String, List<String>> orders = new HashMap<>(rest);
                    orders.put(shift.id(), longer);
                    assertThat(Solver.evaluate(problem, orders).feasible())
                            .as("%s fits into %s", visit, shift.id())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void daysOutsideTheReachStayToTheLetter() {
        Route ill = plan.routes().get(plan.routes().size() / 2);

        Plan after = Solver.replan(without(ill), plan, around(ill)).plan();

        for (Route route : plan.routes()) {
            if (Math.abs(route.day() - ill.day()) > 2) {
                assertThat(after.findRoute(route.shiftId())).contains(route);
            }
        }
    }

    @Test
    void nothingChangedChangesNothing() {
        Replanned replanned = Solver.replan(MONTH, plan, Replan.within(0, 19));

        assertThat(replanned.changes()).isEmpty();
        assertThat(replanned.plan().orders()).isEqualTo(plan.orders());
    }

    @Test
    void aSearchMovesOthersOnlyForMoreThanTheirPrice() {
        Route ill = plan.routes().getFirst();
        Problem dear =
                without(ill).toBuilder()
                        .objective(MONTH.objective().toBuilder().perMovedVisit(100_000_000).build())
                        .build();
        Problem cheap =
                without(ill).toBuilder()
                        .objective(MONTH.objective().toBuilder().perMovedVisit(1).build())
                        .build();
        Replan how = Replan.within(0, 6).thenSearch(Settings.of(StopRule.iterations(3_000)));

        Replanned plain = Solver.replan(dear, plan, Replan.within(0, 6));
        Replanned still = Solver.replan(dear, plan, how);
        Replanned lively = Solver.replan(cheap, plan, how);

        // Letting one more visit in is worth it.
        int letIn = plain.plan().unassigned().size() - still.plan().unassigned().size();
        assertThat(still.othersMoved()).isLessThanOrEqualTo(letIn);
        assertThat(lively.othersMoved()).isPositive();
        assertThat(lively.plan().violations()).isEmpty();
    }

    @Test
    void aVisitThatFitsNowhereIsListedAndNothingElseMoves() {
        List<Visit> visits = new ArrayList<>(MONTH.visits());
        visits.add(Visit.at("too long", 3).serviceSeconds(10 * 3600).build());
        Problem more = MONTH.toBuilder().visits(visits).build();

        Replanned replanned = Solver.replan(more, plan, Replan.within(0, 19));

        assertThat(replanned.changes()).isEmpty();
        assertThat(replanned.plan().unassigned())
                .singleElement()
                .matches(left -> left.visitId().equals("too long"));
    }

    @Test
    void aNewVisitIsPutInAndAClosedStoreIsLeft() {
        Route route = plan.routes().get(10);
        String closed = route.visitIds().getFirst();
        List<Visit> visits = new ArrayList<>();
        for (Visit visit : MONTH.visits()) {
            visits.add(
                    visit.id().equals(closed)
                            ? Visit.at(closed, visit.location())
                                    .serviceSeconds(visit.serviceSeconds())
                                    .windows(visit.windows())
                                    .closedOn(route.day())
                                    .build()
                            : visit);
        }
        visits.add(Visit.at("new", 5).serviceSeconds(900).build());
        Problem changed = MONTH.toBuilder().visits(visits).build();

        Replanned replanned = Solver.replan(changed, plan, Replan.within(0, 19));

        assertThat(replanned.changes())
                .extracting(Replanned.Change::visitId)
                .containsExactlyInAnyOrder(closed, "new");
        assertThat(replanned.plan().violations()).isEmpty();
    }
}
