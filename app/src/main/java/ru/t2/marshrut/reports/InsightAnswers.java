package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What insights answer. Percent and minutes have one decimal; a share of nothing is null.
final class InsightAnswers {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private InsightAnswers() {}

    /// The days of a report.
    @Schema(name = "ReportPeriod")
    record PeriodAnswer(Period.Kind kind, String name, LocalDate from, LocalDate to) {
        static PeriodAnswer of(Period period) {
            return new PeriodAnswer(period.kind(), period.name(), period.from(), period.to());
        }
    }

    /// Figures of one group.
    ///
    /// @param key a category, a district, a rep's id; null: belongs to none
    record Line<T>(@Nullable String key, T figures) {}

    /// Figures of all, by group, and of the period before.
    record Section<T>(
            T total,
            T before,
            List<Line<T>> byCategory,
            List<Line<T>> byDistrict,
            List<Line<T>> byRep) {

        static <T> Section<T> of(List<Grouped<T>> now, List<Grouped<T>> before) {
            return new Section<>(
                    Grouped.total(now),
                    Grouped.total(before),
                    Grouped.lines(now, Grouped.Level.CATEGORY),
                    Grouped.lines(now, Grouped.Level.DISTRICT),
                    Grouped.lines(now, Grouped.Level.REP));
        }
    }

    /// How far the norm is met.
    ///
    /// @param stores all there are
    /// @param storesVisited with a completed visit in the period
    /// @param storesMet with their norm met
    /// @param due calls that the norm asks for
    /// @param done completed calls, extra ones not among them
    /// @param covered completed calls as far as the norm asks for them
    /// @param percent covered of due
    /// @param expectedPercent the same, once the open calls of these days are made
    @Schema(name = "NormCoverage")
    record Coverage(
            long stores,
            long storesVisited,
            long storesMet,
            long due,
            long done,
            long covered,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal expectedPercent) {

        static Coverage of(
                long stores,
                long visited,
                long met,
                long due,
                long done,
                long covered,
                long expected) {
            return new Coverage(
                    stores,
                    visited,
                    met,
                    due,
                    done,
                    covered,
                    InsightAnswers.percent(covered, due),
                    InsightAnswers.percent(expected, due));
        }
    }

    /// Plan and fact.
    ///
    /// @param planned calls on the plan's days, cancelled ones not among them
    /// @param overdue open calls of days gone by
    /// @param open calls still to come
    /// @param percent completed of planned
    /// @param percentToDate completed of those whose day has come
    @Schema(name = "Completion")
    record Completion(
            long planned,
            long completed,
            long skipped,
            long overdue,
            long open,
            long cancelled,
            long extra,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal percentToDate) {}

    /// Time in stores against the plan's.
    ///
    /// @param measured completed visits with arrival and departure
    /// @param plannedMinutes mean of what the plan gave them
    /// @param minutes mean of what they took
    @Schema(name = "TimeInStore")
    record StoreTime(
            long measured,
            @Nullable BigDecimal plannedMinutes,
            @Nullable BigDecimal minutes,
            @Nullable BigDecimal medianMinutes,
            @Nullable BigDecimal p90Minutes) {}

    /// Arrivals against the plan's.
    ///
    /// @param measured visits with a planned time and an arrival
    /// @param late more than a quarter of an hour after the planned start
    /// @param afterWindow after the store's last window had ended
    /// @param lateMinutes mean of the late ones
    @Schema(name = "ArrivalLateness")
    record Lateness(
            long measured,
            long late,
            long afterWindow,
            @Nullable BigDecimal latePercent,
            @Nullable BigDecimal lateMinutes,
            @Nullable BigDecimal worstMinutes) {}

    /// Days on which reps were out, as facts tell.
    ///
    /// @param outings rep-days with a call at a store
    /// @param planned rep-days that the plan has routes for
    /// @param visits completed calls
    /// @param stores different ones
    /// @param hours from first arrival to last departure, together
    @Schema(name = "Outings")
    record Outings(
            long outings,
            long planned,
            long visits,
            long stores,
            @Nullable BigDecimal visitsPerOuting,
            BigDecimal hours) {}

    /// The way of some rep-days.
    ///
    /// @param hours from leaving home to being back
    @Schema(name = "WayFigures")
    record Way(
            long days,
            BigDecimal distanceKm,
            BigDecimal travelHours,
            BigDecimal hours,
            BigDecimal costRub) {}

    /// Planned and driven.
    ///
    /// @param planned all routes of the days
    /// @param plannedThen the routes planned for those rep-days that were driven
    /// @param driven in the order of arrivals, from home to home
    @Schema(name = "Travel")
    record Travel(Way planned, Way plannedThen, Way driven) {}

    /// One rep's line of a section that has no districts.
    record RepSection<T>(T total, T before, List<Line<T>> byRep) {}

    /// Disruptions of one kind; what they moved and added to the plan is that of the applied ones.
    @Schema(name = "DisruptionCosts")
    record Disruptions(
            String kind,
            long proposed,
            long applied,
            long undone,
            long affected,
            long moved,
            long unplaced,
            BigDecimal moreKm,
            BigDecimal moreHours,
            BigDecimal moreRub) {}

    /// A model's turns.
    @Schema(name = "ModelTurns")
    record ModelTurns(
            String model,
            long turns,
            long answered,
            Map<String, Long> failures,
            @Nullable Long p50Ms,
            @Nullable Long p95Ms,
            @Nullable Long p99Ms) {}

    /// How often an option was chosen.
    @Schema(name = "ModelChoice")
    record Choice(String promptVersion, String option, long times) {}

    /// What models did.
    ///
    /// @param routesByModel whose choice stored routes are; `solver`: nobody's
    /// @param fallbacks stored routes by the reason why Qwen did not choose
    @Schema(name = "ModelInsights")
    record Models(
            List<ModelTurns> turns,
            Map<String, Long> routesByModel,
            Map<String, Long> fallbacks,
            List<Choice> choices) {}

    /// One day.
    @Schema(name = "DayInsight")
    record Day(
            LocalDate date,
            long planned,
            long completed,
            long skipped,
            long cancelled,
            long outings) {}

    /// Everything.
    @Schema(name = "Insights")
    record All(
            PeriodAnswer period,
            PeriodAnswer before,
            Section<Coverage> coverage,
            Section<Completion> completion,
            Section<StoreTime> timeInStore,
            Section<Lateness> lateness,
            RepSection<Outings> outings,
            RepSection<Travel> travel,
            List<Disruptions> disruptions,
            Models models,
            long toPlace,
            List<Day> days) {}

    /// One store.
    ///
    /// @param lastVisit day of the last completed visit in the period
    @Schema(name = "StoreInsight")
    record StoreLine(
            String storeId,
            String name,
            String district,
            String category,
            @Nullable String repId,
            long due,
            long done,
            @Nullable BigDecimal percent,
            long planned,
            long completed,
            long skipped,
            long cancelled,
            @Nullable LocalDate lastVisit,
            @Nullable BigDecimal minutes,
            @Nullable BigDecimal plannedMinutes,
            long late) {}

    static @Nullable BigDecimal percent(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres, 3).setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal hours(long seconds) {
        return BigDecimal.valueOf(seconds)
                .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP);
    }
}
