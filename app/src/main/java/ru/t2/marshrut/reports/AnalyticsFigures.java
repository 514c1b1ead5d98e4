package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.reports.AnalyticsPage.Figure;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.ui.Words;

/// The figures at the head of the page of analytics. Thread-safe.
final class AnalyticsFigures {

    private static final BigDecimal LOW = BigDecimal.valueOf(80);
    private static final BigDecimal GOOD = BigDecimal.valueOf(95);
    private static final BigDecimal MANY_LATE = BigDecimal.TEN;

    private AnalyticsFigures() {}

    static List<Figure> of(All all, Words words) {
        var coverage = all.coverage();
        var completion = all.completion();
        var late = all.lateness();
        var times = all.timeInStore();
        var outings = all.outings();
        var travel = all.travel();
        return List.of(
                new Figure(
                        words.t("reports.analytics.coverage"),
                        words.percent(coverage.total().percent()),
                        words.t(
                                "reports.analytics.coverage.note",
                                coverage.total().covered(),
                                coverage.total().due(),
                                words.percent(coverage.before().percent())),
                        good(coverage.total().percent())),
                new Figure(
                        words.t("reports.analytics.completion"),
                        words.percent(completion.total().percentToDate()),
                        words.t(
                                "reports.analytics.completion.note",
                                completion.total().completed(),
                                completion.total().planned(),
                                words.percent(completion.before().percentToDate())),
                        good(completion.total().percentToDate())),
                new Figure(
                        words.t("reports.analytics.minutes"),
                        AnalyticsWords.minutes(times.total().minutes(), words),
                        words.t(
                                "reports.analytics.minutes.note",
                                AnalyticsWords.minutes(times.total().plannedMinutes(), words),
                                AnalyticsWords.minutes(times.before().minutes(), words)),
                        ""),
                new Figure(
                        words.t("reports.analytics.late"),
                        words.percent(late.total().latePercent()),
                        words.t(
                                "reports.analytics.late.note",
                                late.total().late(),
                                words.percent(late.before().latePercent())),
                        above(late.total().latePercent(), MANY_LATE) ? "warn" : ""),
                new Figure(
                        words.t("reports.analytics.outings"),
                        words.number(outings.total().outings()),
                        words.t(
                                "reports.analytics.outings.note",
                                outings.total().planned(),
                                outings.before().outings()),
                        ""),
                new Figure(
                        words.t("reports.analytics.driven"),
                        words.km(travel.total().driven().distanceKm()),
                        words.t(
                                "reports.analytics.driven.note",
                                words.km(travel.total().plannedThen().distanceKm()),
                                words.km(travel.before().driven().distanceKm())),
                        ""),
                new Figure(
                        words.t("reports.analytics.cost"),
                        words.roubles(travel.total().driven().costRub()),
                        words.t(
                                "reports.analytics.cost.note",
                                words.roubles(travel.total().plannedThen().costRub()),
                                words.roubles(travel.before().driven().costRub())),
                        ""),
                new Figure(
                        words.t("reports.analytics.to_place"),
                        words.number(all.toPlace()),
                        words.t("reports.analytics.to_place.note"),
                        all.toPlace() > 0 ? "warn" : "ok"));
    }

    private static String good(@Nullable BigDecimal percent) {
        if (percent == null) {
            return "";
        }
        return percent.compareTo(LOW) < 0 ? "bad" : percent.compareTo(GOOD) < 0 ? "warn" : "ok";
    }

    private static boolean above(@Nullable BigDecimal value, BigDecimal limit) {
        return value != null && value.compareTo(limit) > 0;
    }
}
