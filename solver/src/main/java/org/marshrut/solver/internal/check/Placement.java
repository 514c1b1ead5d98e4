package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// Which visits stand in which shifts, in what order.
final class Placement {

    final Map<String, Visit> visits = new HashMap<>();
    private final Map<String, Shift> shifts = new HashMap<>();
    private final Map<String, List<Visit>> stopsByShift = new HashMap<>();
    private final Map<String, Shift> shiftByVisit = new HashMap<>();

    /// @throws IllegalArgumentException if a shift or visit is unknown or a visit appears twice
    Placement(Problem problem, Map<String, List<String>> orders) {
        problem.visits().forEach(visit -> visits.put(visit.id(), visit));
        problem.shifts().forEach(shift -> shifts.put(shift.id(), shift));
        for (Map.Entry<String, List<String>> order : orders.entrySet()) {
            Shift shift = shifts.get(order.getKey());
            if (shift == null) {
                throw new IllegalArgumentException(
                        "Order of shift %s: the shift is unknown. Use an id of the problem's shifts."
                                .formatted(order.getKey()));
            }
            List<Visit> stops = new ArrayList<>();
            for (String id : order.getValue()) {
                Visit visit = visits.get(id);
                if (visit == null) {
                    throw new IllegalArgumentException(
                            ("Order of shift %s: visit %s is unknown."
                                            + " Use ids of the problem's visits.")
                                    .formatted(shift.id(), id));
                }
                if (shiftByVisit.put(id, shift) != null) {
                    throw new IllegalArgumentException(
                            "Order of shift %s: visit %s must appear once only. Drop one of them."
                                    .formatted(shift.id(), id));
                }
                stops.add(visit);
            }
            stopsByShift.put(shift.id(), List.copyOf(stops));
        }
    }

    /// The shift's visits in order; empty when it is not used.
    List<Visit> stops(Shift shift) {
        return stopsByShift.getOrDefault(shift.id(), List.of());
    }

    /// Where a visit is, or null.
    @Nullable Shift findShift(String visitId) {
        return shiftByVisit.get(visitId);
    }

    /// Whether the placed calls of a pattern are on these days.
    boolean fits(Pattern pattern, List<Integer> days) {
        for (int k = 0; k < days.size(); k++) {
            Shift shift = findShift(pattern.visitIds().get(k));
            if (shift != null && shift.day() != days.get(k)) {
                return false;
            }
        }
        return true;
    }
}
