package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;

/// What a visit's ties to visits on other days forbid: the spacing of a pattern, and precedence.
final class Ties {

    private final Problem problem;
    private final Placement placement;
    private final Map<String, Pattern> patternOf;

    Ties(Problem problem, Placement placement) {
        this.problem = problem;
        this.placement = placement;
        this.patternOf =
                problem.patterns().stream()
                        .flatMap(p -> p.visitIds().stream().map(id -> Map.entry(id, p)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What keeps a visit out of a shift whatever the order and the hour.
    List<Blocked> inTheWay(Visit visit, Shift shift) {
        List<Blocked> found = new ArrayList<>();
        Pattern pattern = patternOf.get(visit.id());
        if (pattern != null) {
            addSpacing(found, visit, shift, pattern);
        }
        for (Precedence precedence : problem.precedences()) {
            if (precedence.beforeVisitId().equals(visit.id())) {
                addOrder(found, visit, shift, "before", precedence.afterVisitId());
            } else if (precedence.afterVisitId().equals(visit.id())) {
                addOrder(found, visit, shift, "after", precedence.beforeVisitId());
            }
        }
        return found;
    }

    private void addSpacing(List<Blocked> found, Visit visit, Shift shift, Pattern pattern) {
        long missing = missingDays(pattern, visit, shift.day());
        if (missing > 0) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.SPACING,
                            missing,
                            ("Visit %s on day %d is too close to other calls of pattern %s."
                                            + " Move them or shorten the gap.")
                                    .formatted(visit.id(), shift.day(), pattern.id())));
        }
    }

    private void addOrder(
            List<Blocked> found, Visit visit, Shift shift, String side, String otherId) {
        Shift other = placement.findShift(otherId);
        if (other == null || other.id().equals(shift.id())) {
            return;
        }
        boolean right =
                side.equals("before") ? shift.day() < other.day() : shift.day() > other.day();
        if (!right) {
            found.add(
                    new Blocked(
                            shift.id(),
                            Rule.PRECEDENCE,
                            1,
                            "Visit %s must come %s a visit on day %d. Drop the rule."
                                    .formatted(visit.id(), side, other.day())));
        }
    }

    /// Days by which the gap would have to shrink, 0 if the day fits. Of combinations of days, 1 if
    /// none fits.
    private long missingDays(Pattern pattern, Visit visit, int day) {
        int own = pattern.visitIds().indexOf(visit.id());
        if (!pattern.dayCombinations().isEmpty()) {
            boolean fits =
                    pattern.dayCombinations().stream()
                            .anyMatch(
                                    days -> days.get(own) == day && placement.fits(pattern, days));
            return fits ? 0 : 1;
        }
        long missing = 0;
        for (int k = 0; k < pattern.visitIds().size(); k++) {
            Shift shift = placement.findShift(pattern.visitIds().get(k));
            if (shift != null) {
                int gap = k < own ? day - shift.day() : shift.day() - day;
                missing = Math.max(missing, (long) pattern.minGapDays() - gap);
            }
        }
        return missing;
    }
}
