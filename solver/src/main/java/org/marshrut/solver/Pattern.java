package org.marshrut.solver;

import java.util.HashSet;
import java.util.List;

/// Ties the several calls at one store within the horizon: the k-th visit comes on an earlier day
/// than the (k+1)-th.
///
/// Either the calls lie at least [#minGapDays] days apart (in day numbers of the shifts: number
/// working days through to count working days), or their days are exactly one of
/// [#dayCombinations], as periodic routing files have it. Calls that are left out do not count: the
/// placed ones must keep the gap between each other, or be part of one combination.
///
/// @param id unique among the problem's patterns
/// @param visitIds at least one, in chronological order
/// @param minGapDays at least 1, so that a store is never called at twice a day
/// @param dayCombinations empty, or lists as long as [#visitIds] with rising day numbers
public record Pattern(
        String id, List<String> visitIds, int minGapDays, List<List<Integer>> dayCombinations) {

    public Pattern {
        Require.text("Pattern", "id", id);
        String subject = "Pattern " + id;
        visitIds = List.copyOf(visitIds);
        dayCombinations = dayCombinations.stream().map(List::copyOf).toList();
        Require.range(
                subject,
                "number of visits",
                visitIds.size(),
                1,
                64,
                "Split the horizon into parts.");
        Require.range(
                subject,
                "minimal gap",
                minGapDays,
                1,
                100_000,
                "Calls of one store need different days: the gap is at least 1.");
        if (new HashSet<>(visitIds).size() < visitIds.size()) {
            throw new IllegalArgumentException(
                    "%s: visits %s must differ. List every call once."
                            .formatted(subject, visitIds));
        }
        for (List<Integer> days : dayCombinations) {
            boolean rising = days.size() == visitIds.size();
            for (int k = 1; rising && k < days.size(); k++) {
                rising = days.get(k - 1) < days.get(k);
            }
            if (!rising) {
                throw new IllegalArgumentException(
                        "%s: combination %s must name %d days in rising order, one for each visit."
                                .formatted(subject, days, visitIds.size()));
            }
        }
    }

    /// Calls at least `minGapDays` apart.
    public static Pattern spaced(String id, List<String> visitIds, int minGapDays) {
        return new Pattern(id, visitIds, minGapDays, List.of());
    }

    /// Calls on exactly one of the given lists of days.
    public static Pattern combinations(
            String id, List<String> visitIds, List<List<Integer>> dayCombinations) {
        if (dayCombinations.isEmpty()) {
            throw new IllegalArgumentException(
                    ("Pattern %s: combinations %s must not be empty."
                                    + " Give at least one list of days, or use a minimal gap.")
                            .formatted(id, dayCombinations));
        }
        return new Pattern(id, visitIds, 1, dayCombinations);
    }
}
