package ru.t2.marshrut.reports;

import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ru.t2.marshrut.reports.AnalyticsPage.Bar;
import ru.t2.marshrut.reports.AnalyticsPage.Bars;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.reports.InsightAnswers.Line;
import ru.t2.marshrut.ui.Words;

/// Coverage of the norm by category, rep and district, as bars. Thread-safe.
final class AnalyticsBars {

    private AnalyticsBars() {}

    /// @param reps names by id
    static List<Bars> of(All all, Map<String, String> reps, Words words) {
        var coverage = all.coverage();
        return List.of(
                bars(
                        "by-category",
                        words.t("reports.analytics.by_category"),
                        coverage.byCategory(),
                        key -> words.t("ui.category", key),
                        words),
                bars(
                        "by-rep",
                        words.t("reports.analytics.by_rep"),
                        coverage.byRep(),
                        key -> reps.getOrDefault(key, key),
                        words),
                bars(
                        "by-district",
                        words.t("reports.analytics.by_district"),
                        coverage.byDistrict(),
                        key -> key,
                        words));
    }

    private static Bars bars(
            String id,
            String title,
            List<Line<InsightAnswers.Coverage>> lines,
            Function<String, String> name,
            Words words) {
        return new Bars(
                id,
                title,
                lines.stream()
                        .filter(line -> line.figures().due() > 0)
                        .map(line -> {
                            var figures = line.figures();
                            var percent = figures.percent();
                            return new Bar(
                                    line.key() == null || line.key().isBlank()
                                            ? words.t("reports.analytics.nobody")
                                            : name.apply(line.key()),
                                    percent == null
                                            ? 0
                                            : percent.setScale(0, RoundingMode.HALF_UP).intValue(),
                                    words.percent(percent),
                                    words.t(
                                            "reports.analytics.bar",
                                            figures.covered(),
                                            figures.due(),
                                            words.percent(figures.expectedPercent())));
                        })
                        .toList());
    }
}
