package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What went wrong in one month and how the plan may be mended.
///
/// @param affected visits that can't be made as planned
/// @param from first day a visit may be moved to
/// @param to last day a visit may be moved to, in the same month
/// @param notBefore on the first day nothing earlier than this changes
/// @param absences reps who can't work
/// @param closures stores that can't be reached or entered
/// @param slowdowns stores that are reached later than usual
/// @param maxOtherMoves how many visits that are not affected may get another rep or day
/// @param metresPerOtherMove such a move must save this much way, or make room for an affected
///   visit
/// @param evenSpread whether the affected visits are shared out evenly among the other reps
public record ReplanTask(
        YearMonth month,
        Set<UUID> affected,
        LocalDate from,
        LocalDate to,
        Optional<LocalTime> notBefore,
        List<Absence> absences,
        List<Closure> closures,
        List<Slowdown> slowdowns,
        int maxOtherMoves,
        long metresPerOtherMove,
        boolean evenSpread) {

    public ReplanTask {
        affected = Set.copyOf(affected);
        absences = List.copyOf(absences);
        closures = List.copyOf(closures);
        slowdowns = List.copyOf(slowdowns);
        if (!YearMonth.from(from).equals(month) || !YearMonth.from(to).equals(month)) {
            throw new IllegalArgumentException(
                    "days %s to %s must lie in %s: a visit stays in its month."
                            .formatted(from, to, month));
        }
    }

    /// A rep can't work on a day.
    ///
    /// @param since from this hour on; empty: all day
    public record Absence(String repId, LocalDate date, Optional<LocalTime> since) {}

    /// Stores that take no visit in some hours of a day.
    public record Closure(Set<String> storeIds, LocalDate date, LocalTime start, LocalTime end) {
        public Closure {
            storeIds = Set.copyOf(storeIds);
        }
    }

    /// Ways to some stores take longer in some hours of a day.
    ///
    /// @param percent 150: half as long again
    public record Slowdown(
            Set<String> storeIds, LocalDate date, LocalTime start, LocalTime end, int percent) {
        public Slowdown {
            storeIds = Set.copyOf(storeIds);
        }
    }
}
