package ru.t2.marshrut.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.ui.MapContent;

/// What the page of a day shows.
///
/// @param today whether it is the present day
/// @param planned whether the month has a plan
/// @param nowShare where now is on the timeline, 0 to 1; outside of it on another day
public record TodayPage(
        LocalDate date,
        boolean today,
        boolean planned,
        YearMonth month,
        Figures figures,
        List<Row> rows,
        List<Integer> hours,
        double nowShare,
        List<Late> late,
        List<Waiting> waiting,
        int waitingTotal,
        List<Model> models,
        MapContent map) {

    /// All reps together.
    public record Figures(
            int done, int visits, int open, int skipped, int late, double plannedKm) {}

    /// A rep's day on the timeline.
    ///
    /// @param colour of the rep, 0 to 7
    /// @param absent he does not work on that day
    /// @param state what he does now: a key of the message files
    public record Row(
            String repId,
            String name,
            int colour,
            boolean absent,
            String state,
            @Nullable String next,
            int done,
            int visits,
            int late,
            @Nullable Instant ends,
            double km,
            List<Block> blocks) {}

    /// A stop on the timeline; shares are of its whole width.
    ///
    /// @param actual the stop as it was, else as it is expected
    /// @param state of the visit
    public record Block(
            int position,
            String text,
            String state,
            boolean late,
            double left,
            double width,
            boolean actual) {}

    /// A stop that will be too late.
    public record Late(
            String rep, int colour, String store, @Nullable Instant expected, int minutes) {}

    /// A visit without a day.
    public record Waiting(String store, String district, String category, String reason) {}

    /// How a language model is.
    public record Model(String name, String state, String detail, boolean usable) {}
}
