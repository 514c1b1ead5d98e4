package ru.t2.marshrut.reports;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.ui.Words;

/// What the page of analytics says about a month planned anew.
///
/// @param over whether the month is over; others can't be replayed
/// @param made when, and by whom; empty: it never was
/// @param verdict the difference in one sentence
/// @param grid the sides beside each other
public record ReplayPart(
        String month,
        boolean over,
        String made,
        String verdict,
        AnalyticsPage.Grid grid,
        List<String> assumptions) {

    public ReplayPart {
        assumptions = List.copyOf(assumptions);
    }

    static ReplayPart of(YearMonth month, boolean over, Optional<ReplayAnswer> found, Words words) {
        return new ReplayPart(
                month.toString(),
                over,
                found.map(replay ->
                                words.t(
                                        "reports.replay.made",
                                        words.moment(replay.madeAt()),
                                        replay.seconds()))
                        .orElse(""),
                found.map(replay -> verdict(replay, words)).orElse(""),
                grid(found, words),
                found.map(ReplayAnswer::assumptions).orElse(List.of()).stream()
                        .map(word -> words.t("reports.replay.assumption." + word))
                        .toList());
    }

    private static String verdict(ReplayAnswer replay, Words words) {
        String key =
                replay.savedKm().signum() > 0
                        ? "reports.replay.verdict.shorter"
                        : "reports.replay.verdict.not_shorter";
        return words.t(
                key,
                replay.sameVisits().visits(),
                words.km(replay.savedKm().abs()),
                words.percent(replay.savedPercent() == null ? null : replay.savedPercent().abs()),
                words.roubles(replay.savedRub().abs()),
                replay.sameVisits().outings(),
                replay.driven().outings());
    }

    private static AnalyticsPage.Grid grid(Optional<ReplayAnswer> found, Words words) {
        var rows =
                found.map(replay ->
                                List.of(
                                        row("driven", replay.driven(), words),
                                        row("same_visits", replay.sameVisits(), words),
                                        row("whole_norm", replay.wholeNorm(), words)))
                        .orElse(List.of());
        return new AnalyticsPage.Grid(
                "replay-sides",
                words.t("reports.replay"),
                java.util.stream.IntStream.rangeClosed(1, 7)
                        .mapToObj(i -> words.t("reports.replay.head." + i))
                        .toList(),
                rows,
                words.t("reports.replay.none"));
    }

    private static List<String> row(String name, ReplayAnswer.Side side, Words words) {
        return List.of(
                words.t("reports.replay.side." + name),
                words.t("reports.analytics.of", side.visits(), side.asked()),
                words.number(side.outings()),
                words.number(side.distanceKm(), 0),
                words.hours(side.travelHours()),
                words.hours(side.hours()),
                words.number(side.costRub(), 0));
    }
}
