package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be generated; the parameters of its job.
///
/// @param months one, or the three of a quarter, in order
/// @param repIds whose days are planned; empty: everybody's
/// @param force over a plan that is there
/// @param proposal kind of plan to make beside the one in force; null: the one in force
/// @param name of the proposal
record GenerationOrder(
        List<YearMonth> months,
        List<String> repIds,
        int seconds,
        Keep keep,
        boolean force,
        PlanHead.@Nullable Kind proposal,
        @Nullable String name) {

    GenerationOrder {
        months = List.copyOf(months);
        repIds = List.copyOf(repIds);
    }

    /// What of the old plan stays, beside what is completed.
    enum Keep {
        /// Nothing else changes: pins stay as well.
        @JsonProperty("completed")
        COMPLETED,
        /// Pins go.
        @JsonProperty("none")
        NONE
    }

    YearMonth first() {
        return months.getFirst();
    }

    YearMonth last() {
        return months.getLast();
    }

    /// The same for one of its months.
    GenerationOrder only(YearMonth month) {
        return new GenerationOrder(List.of(month), repIds, seconds, keep, force, proposal, name);
    }

    /// Only these reps' days change, in a plan that is there.
    boolean isPartial() {
        return force && !repIds.isEmpty() && proposal == null;
    }

    Optional<PlanHead.Kind> findProposal() {
        return Optional.ofNullable(proposal);
    }
}
