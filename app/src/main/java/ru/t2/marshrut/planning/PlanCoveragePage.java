package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of coverage and norms shows.
///
/// @param planned whether the month has a plan
/// @param missing stores that miss visits, the most urgent first
/// @param missingTotal how many there are
public record PlanCoveragePage(
        YearMonth month,
        boolean planned,
        List<Group> byCategory,
        List<Group> byDistrict,
        List<Missing> missing,
        int missingTotal,
        List<Waiting> waiting) {

    public PlanCoveragePage {
        byCategory = List.copyOf(byCategory);
        byDistrict = List.copyOf(byDistrict);
        missing = List.copyOf(missing);
        waiting = List.copyOf(waiting);
    }

    /// Stores that have something in common.
    ///
    /// @param period what a category's norm counts over; null for a district
    /// @param visits a norm's visits in its period; 0 for a district
    /// @param norm visits that all of them are owed this month; of a quarterly norm what is not
    ///   made or planned in another month of the quarter
    public record Group(
            String name,
            Norm.@Nullable Period period,
            int visits,
            int stores,
            int norm,
            int done,
            int planned) {

        public int missing() {
            return Math.max(0, norm - done - planned);
        }

        /// Share of the norm that is made or planned, at most 1.
        public double share() {
            return norm == 0 ? 1 : Math.min(1, (done + planned) / (double) norm);
        }
    }

    /// A store that misses visits.
    ///
    /// @param latest the last day on which it can be caught up; null: too late
    public record Missing(
            String storeId,
            String name,
            String district,
            String category,
            int missing,
            int norm,
            Norm.Period period,
            @Nullable LocalDate latest) {}

    /// A visit that waits.
    public record Waiting(
            String visitId,
            int version,
            String store,
            String district,
            String category,
            String reason,
            String easing) {}
}
