package org.marshrut.solver.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Unassigned.Blocked;
import org.marshrut.solver.Visit;

/// What a visit's ties to other visits forbid: the spacing of a pattern, and precedence.
final class Ties {

    private final Placement placement;
    private final Map<String, Pattern> patternOf;
    private final Map<String, List<String>> before; // those that come before a visit
    private final Map<String, List<String>> after; // those that come after it

    Ties(Problem problem, Placement placement) {
        this.placement = placement;
        this.patternOf =
                problem.patterns().stream()
                        .flatMap(p -> p.visitIds().stream().map(id -> Map.entry(id, p)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        this.before = sides(problem, Precedence::afterVisitId, Precedence::beforeVisitId);
        this.after = sides(problem, Precedence::beforeVisitId, Precedence::afterVisitId);
    }

    private static Map<String, List<String>> sides(
            Problem problem, Function<Precedence, String> of, Function<Precedence, String> other) {
        return problem.precedences().stream()
                .collect(Collectors.groupingBy(of, Collectors.mapping(other, Collectors.toList())));
    }

    /// What keeps a visit out of a shift whatever the order and the hour.
    List<Blocked> inTheWay(Visit visit, Shift shift) {
        List<Blocked> found = new ArrayList<>();
        Pattern pattern = patternOf.get(visit.id());
        if (pattern != null) {
            addSpacing(found, visit, shift, pattern);
        }
        for (String id : before.getOrDefault(visit.id(), List.of())) {
            Shift other = otherShift(id, shift);
            if (other != null && other.day() >= shift.day()) {
                found.add(misplaced(visit, shift, "after", other));
            }
        }
        for (String id : after.getOrDefault(visit.id(), List.of())) {
            Shift other = otherShift(id, shift);
            if (other != null && other.day() <= shift.day()) {
                found.add(misplaced(visit, shift, "before", other));
            }
        }
        return found;
    }

    private @Nullable Shift otherShift(String visitId, Shift shift) {
        Shift other = placement.findShift(visitId);
        return other == null || other.id().equals(shift.id()) ? null : other;
    }

    private static Blocked misplaced(Visit visit, Shift shift, String side, Shift other) {
        return new Blocked(
                shift.id(),
                Rule.PRECEDENCE,
                1,
                "Visit %s must come %s a visit on day %d. Drop the rule."
                        .formatted(visit.id(), side, other.day()));
    }

    /// By how many places precedence would move a visit that is put at a place of a route.
    int placesOff(Visit visit, List<Visit> stops, int place) {
        int off = 0;
        for (int i = 0; i < stops.size(); i++) {
            String id = stops.get(i).id();
            if (i >= place && before.getOrDefault(visit.id(), List.of()).contains(id)) {
                off = Math.max(off, i + 1 - place);
            }
            if (i < place && after.getOrDefault(visit.id(), List.of()).contains(id)) {
                off = Math.max(off, place - i);
            }
        }
        return off;
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
