package org.marshrut.benchmarks.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Replan;
import org.marshrut.solver.Replanned;
import org.marshrut.solver.Route;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.internal.check.Oracle;

/// What became of one rep-day that fell out.
///
/// @param affected visits that lost their place
/// @param leftOut of these, found none
/// @param explained of these, with the rule that keeps them out of each shift
/// @param othersMoved visits with another rep, day or order than before that could have stayed
/// @param broken hard rules broken, by the oracle
/// @param spread most visits that a rep received less the fewest, of all reps at work then
/// @param mendable affected visits that would fit, all else as it is, to a rep who received two
///   less than the one they went to; those left out would fit anywhere
/// @param wrong a figure that the oracle does not confirm
record Illness(
        int affected,
        int leftOut,
        int explained,
        long othersMoved,
        int broken,
        int spread,
        int mendable,
        boolean wrong) {

    static Illness of(Problem problem, Plan before, Route ill, Replanned replanned, Replan window) {
        Plan after = Oracle.evaluate(problem, replanned.plan().orders());
        Set<String> affected = new HashSet<>(ill.visitIds());
        List<Unassigned> leftOut =
                after.unassigned().stream().filter(u -> affected.contains(u.visitId())).toList();
        Map<String, Integer> received = new HashMap<>();
        for (Shift shift : problem.shifts()) {
            if (within(window, shift.day())) {
                received.put(shift.rep(), 0);
            }
        }
        Map<String, Slot> slots = after.slots();
        for (String id : affected) {
            Slot slot = slots.get(id);
            if (slot != null) {
                received.merge(slot.rep(), 1, Integer::sum);
            }
        }
        var counts = received.values().stream().mapToInt(n -> n).summaryStatistics();
        int spread = counts.getCount() == 0 ? 0 : counts.getMax() - counts.getMin();
        int mendable = 0;
        for (String id : affected) {
            if (spread > 1 || !slots.containsKey(id)) {
                mendable += fitsElsewhere(problem, after, id, received, window) ? 1 : 0;
            }
        }
        return new Illness(
                affected.size(),
                leftOut.size(),
                (int) leftOut.stream().filter(u -> !u.blocked().isEmpty()).count(),
                othersMoved(before, after, ill, affected),
                (int) after.violations().stream().filter(v -> v.hard()).count(),
                spread,
                mendable,
                after.totalCost() != replanned.plan().totalCost());
    }

    private static boolean within(Replan window, int day) {
        return day >= window.firstDay() && day <= window.lastDay();
    }

    /// Others in routes that do not run as before, once what came is taken away.
    private static long othersMoved(Plan before, Plan after, Route ill, Set<String> affected) {
        long moved = 0;
        Map<String, List<String>> orders = after.orders();
        for (Route route : before.routes()) {
            List<String> now = new ArrayList<>(orders.getOrDefault(route.shiftId(), List.of()));
            now.removeAll(affected);
            if (!route.shiftId().equals(ill.shiftId()) && !now.equals(route.visitIds())) {
                List<String> gone = new ArrayList<>(route.visitIds());
                gone.removeAll(now);
                moved += Math.max(1, gone.size());
            }
        }
        return moved;
    }

    /// Asks the oracle what would keep the visit out of the shifts of reps who received less.
    private static boolean fitsElsewhere(
            Problem problem, Plan plan, String id, Map<String, Integer> received, Replan window) {
        Slot slot = plan.slots().get(id);
        int giver = slot == null ? Integer.MAX_VALUE : received.getOrDefault(slot.rep(), 0);
        Map<String, List<String>> rest = new LinkedHashMap<>();
        plan.orders()
                .forEach((shift, ids) ->
                        rest.put(shift, ids.stream().filter(other -> !other.equals(id)).toList()));
        Map<String, Shift> shifts = new HashMap<>();
        problem.shifts().forEach(shift -> shifts.put(shift.id(), shift));
        return Oracle.evaluate(problem, rest).unassigned().stream()
                .filter(left -> left.visitId().equals(id))
                .flatMap(left -> left.blocked().stream())
                .filter(blocked -> blocked.rule() == Rule.SEARCH)
                .map(blocked -> shifts.get(blocked.shiftId()))
                .anyMatch(shift ->
                        shift != null
                                && within(window, shift.day())
                                && received.getOrDefault(shift.rep(), 0) <= giver - 2);
    }
}
