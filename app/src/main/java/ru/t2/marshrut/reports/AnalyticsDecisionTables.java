package ru.t2.marshrut.reports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ru.t2.marshrut.reports.AnalyticsPage.Grid;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.ui.Words;

/// Tables of what was decided: changes after disruptions, answers and choices of the models.
/// Thread-safe.
final class AnalyticsDecisionTables {

    private AnalyticsDecisionTables() {}

    static List<Grid> of(All all, Words words) {
        return List.of(disruptions(all, words), models(all, words), choices(all, words));
    }

    private static Grid disruptions(All all, Words words) {
        var rows =
                all.disruptions().stream()
                        .map(each ->
                                List.of(
                                        words.t("reports.analytics.kind." + each.kind()),
                                        words.number(each.proposed()),
                                        words.number(each.applied()),
                                        words.number(each.undone()),
                                        words.number(each.moved()),
                                        words.number(each.unplaced()),
                                        words.signed(each.moreKm(), 1),
                                        words.signed(each.moreHours(), 1),
                                        words.signed(each.moreRub(), 0)))
                        .toList();
        return AnalyticsWords.grid("disruptions", 9, rows, words);
    }

    private static Grid models(All all, Words words) {
        var rows =
                all.models().turns().stream()
                        .map(each ->
                                List.of(
                                        model(each.model()),
                                        words.number(each.turns()),
                                        words.number(each.answered()),
                                        failures(each.failures(), words),
                                        words.number(
                                                all.models()
                                                        .routesByModel()
                                                        .getOrDefault(each.model(), 0L)),
                                        AnalyticsWords.seconds(each.p50Ms(), words),
                                        AnalyticsWords.seconds(each.p95Ms(), words),
                                        AnalyticsWords.seconds(each.p99Ms(), words)))
                        .toList();
        return AnalyticsWords.grid("models", 8, rows, words);
    }

    private static String model(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String failures(Map<String, Long> failures, Words words) {
        return failures.isEmpty()
                ? Words.NOTHING
                : failures.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each ->
                                "%s: %s"
                                        .formatted(
                                                words.find("routing.js.outcome." + each.getKey())
                                                        .orElse(each.getKey()),
                                                words.number(each.getValue())))
                        .collect(Collectors.joining(", "));
    }

    private static Grid choices(All all, Words words) {
        var rows =
                all.models().choices().stream()
                        .map(each ->
                                List.of(
                                        words.find("routing.js.name." + each.option())
                                                .orElse(each.option()),
                                        words.number(each.times()),
                                        each.promptVersion()))
                        .toList();
        return AnalyticsWords.grid("choices", 3, rows, words);
    }
}
