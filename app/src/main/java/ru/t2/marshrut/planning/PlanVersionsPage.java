package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of a plan's versions and of the proposals beside it shows.
///
/// @param current the plan in force; null: there is none
public record PlanVersionsPage(
        YearMonth month, @Nullable Side current, List<Side> proposals, List<PlanVersion> versions) {

    public PlanVersionsPage {
        proposals = List.copyOf(proposals);
        versions = List.copyOf(versions);
    }

    /// A plan in figures, to be set beside others.
    public record Side(
            PlanHead plan,
            int visits,
            double km,
            double hours,
            double roubles,
            int waiting,
            int violations) {}
}
