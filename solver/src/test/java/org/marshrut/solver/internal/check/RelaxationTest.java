package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;
import org.marshrut.solver.testing.RandomProblems;

/// Whoever eases what is proposed, by as much as is said, lets the visit in; by less, not.
class RelaxationTest {

    @Test
    void whatIsProposedSufficesAndNothingLessDoes() {
        Map<Rule, Integer> seen = new EnumMap<>(Rule.class);
        for (int seed = 0; seed < 400; seed++) {
            RandomProblems random = new RandomProblems(seed, 9, 2, 2);
            Problem problem = random.anything();
            Map<String, List<String>> orders = whatFits(problem, random.anyOrders(problem));
            for (Unassigned left : Oracle.evaluate(problem, orders).unassigned()) {
                Blocked easing = left.relaxation().orElse(null);
                if (easing == null) {
                    continue;
                }
                Problem eased = eased(problem, left.visitId(), easing, easing.amount());
                if (eased.equals(problem)) {
                    continue;
                }
                seen.merge(easing.rule(), 1, Integer::sum);
                boolean priced = easing.rule() == Rule.PRICE;
                assertThat(letsIn(eased, orders, left.visitId(), easing.shiftId(), priced))
                        .as("seed %d: %s", seed, easing)
                        .isTrue();
                if (easing.rule() != Rule.WINDOW) {
                    Problem less = eased(problem, left.visitId(), easing, easing.amount() - 1);
                    assertThat(letsIn(less, orders, left.visitId(), easing.shiftId(), priced))
                            .as("seed %d: less than %s", seed, easing)
                            .isFalse();
                }
            }
        }
        assertThat(seen.keySet())
                .contains(
                        Rule.WINDOW,
                        Rule.HOURS,
                        Rule.DURATION,
                        Rule.STOPS,
                        Rule.CAPACITY,
                        Rule.PRICE);
    }

    /// Of the orders, one stop after the other unless it breaks a rule.
    private static Map<String, List<String>> whatFits(
            Problem problem, Map<String, List<String>> orders) {
        Map<String, List<String>> fitting = new HashMap<>();
        for (Shift shift : problem.shifts()) {
            for (String id : orders.getOrDefault(shift.id(), List.of())) {
                List<String> stops = fitting.computeIfAbsent(shift.id(), s -> new ArrayList<>());
                stops.add(id);
                if (!Oracle.figures(problem, fitting).feasible()) {
                    stops.removeLast();
                }
            }
        }
        return fitting;
    }

    private static boolean letsIn(
            Problem problem,
            Map<String, List<String>> orders,
            String id,
            String shiftId,
            boolean priced) {
        long without = ofRoutes(Oracle.figures(problem, orders));
        for (int place = 0; place <= orders.getOrDefault(shiftId, List.of()).size(); place++) {
            List<String> longer = new ArrayList<>(orders.getOrDefault(shiftId, List.of()));
            longer.add(place, id);
            Map<String, List<String>> with = new HashMap<>(orders);
            with.put(shiftId, longer);
            Plan plan = Oracle.figures(problem, with);
            if (plan.feasible() && (!priced || ofRoutes(plan) <= without)) {
                return true;
            }
        }
        return false;
    }

    /// The cost that is known route by route, and of what is left out.
    private static long ofRoutes(Plan plan) {
        return plan.totalCost() - plan.cost().balance() - plan.cost().continuity();
    }

    /// The problem with one rule eased; the same if it is not one of amounts.
    private static Problem eased(Problem problem, String id, Blocked easing, long amount) {
        int by = Math.toIntExact(amount);
        return problem.toBuilder()
                .visits(
                        problem.visits().stream()
                                .map(visit ->
                                        switch (easing.rule()) {
                                            case WINDOW -> windows(visit, by);
                                            case PRICE ->
                                                    visit.id().equals(id)
                                                            ? price(visit, by)
                                                            : visit;
                                            default -> visit;
                                        })
                                .toList())
                .shifts(
                        problem.shifts().stream()
                                .map(shift ->
                                        shift.id().equals(easing.shiftId())
                                                ? limits(shift, easing.rule(), by)
                                                : shift)
                                .toList())
                .build();
    }

    private static Shift limits(Shift shift, Rule rule, int by) {
        return new Shift(
                shift.id(),
                shift.rep(),
                shift.day(),
                shift.startLocation(),
                shift.endLocation(),
                shift.earliestStartSeconds(),
                shift.latestEndSeconds() + (rule == Rule.HOURS ? by : 0),
                shift.startFree(),
                shift.lunch(),
                shift.maxStops() + (rule == Rule.STOPS ? by : 0),
                shift.capacity() + (rule == Rule.CAPACITY ? by : 0),
                shift.maxDurationSeconds() + (rule == Rule.DURATION ? by : 0),
                shift.skills(),
                shift.overtimeCostPerSecond(),
                shift.fixedCost());
    }

    /// All last windows, since several visits may be late by no more than the amount.
    private static Visit windows(Visit visit, int by) {
        Visit.Builder wider = copy(visit).windows(wider(visit.windows(), by));
        visit.windowsByDay().forEach((day, list) -> wider.windowsOn(day, wider(list, by)));
        return (visit.required()
                        ? wider.required(visit.unassignedCost())
                        : wider.optional(visit.unassignedCost()))
                .build();
    }

    private static List<TimeWindow> wider(List<TimeWindow> windows, int by) {
        List<TimeWindow> wider = new ArrayList<>(windows);
        if (!windows.isEmpty()) {
            TimeWindow last = wider.removeLast();
            wider.add(new TimeWindow(last.earliestSeconds(), last.latestSeconds() + by));
        }
        return wider;
    }

    private static Visit price(Visit visit, int by) {
        Visit.Builder dearer = copy(visit).windows(visit.windows());
        visit.windowsByDay().forEach(dearer::windowsOn);
        return dearer.optional(visit.unassignedCost() + by).build();
    }

    private static Visit.Builder copy(Visit visit) {
        Visit.Builder copy =
                Visit.at(visit.id(), visit.location())
                        .serviceSeconds(visit.serviceSeconds())
                        .load(visit.load())
                        .priority(visit.priority())
                        .requiredSkills(visit.requiredSkills().toArray(String[]::new))
                        .allowedReps(visit.allowedReps())
                        .allowedDays(visit.allowedDays())
                        .district(visit.district());
        String preferred = visit.preferredRep();
        return preferred == null ? copy : copy.preferredRep(preferred, visit.otherRepCost());
    }
}
