package ru.t2.marshrut.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ru.t2.marshrut.reports.AnalyticsPage.Grid;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.reports.InsightAnswers.Line;
import ru.t2.marshrut.reports.InsightAnswers.Way;
import ru.t2.marshrut.ui.Words;

/// Tables of the work outside: what each rep has done, times in stores, the ways. Thread-safe.
final class AnalyticsFieldTables {

    private AnalyticsFieldTables() {}

    /// @param reps names by id
    static List<Grid> of(All all, Map<String, String> reps, Words words) {
        return List.of(reps(all, reps, words), times(all, words), ways(all, words));
    }

    private static Grid reps(All all, Map<String, String> reps, Words words) {
        var completion = lines(all.completion().byRep());
        var times = lines(all.timeInStore().byRep());
        var late = lines(all.lateness().byRep());
        var outings = lines(all.outings().byRep());
        var travel = lines(all.travel().byRep());
        var rows = new ArrayList<List<String>>();
        reps.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(rep -> {
                    var done = completion.get(rep.getKey());
                    var out = outings.get(rep.getKey());
                    var way = travel.get(rep.getKey());
                    if (done == null && out == null) {
                        return;
                    }
                    var time = times.get(rep.getKey());
                    var lateness = late.get(rep.getKey());
                    rows.add(
                            List.of(
                                    rep.getValue(),
                                    done == null
                                            ? Words.NOTHING
                                            : words.t(
                                                    "reports.analytics.of",
                                                    done.completed(),
                                                    done.planned()),
                                    words.percent(done == null ? null : done.percentToDate()),
                                    words.number(out == null ? null : out.outings()),
                                    words.number(out == null ? null : out.visitsPerOuting()),
                                    AnalyticsWords.minutes(
                                            time == null ? null : time.minutes(), words),
                                    words.percent(lateness == null ? null : lateness.latePercent()),
                                    words.number(way == null ? null : way.driven().distanceKm(), 0),
                                    words.number(
                                            way == null ? null : way.plannedThen().distanceKm(), 0),
                                    words.hours(way == null ? null : way.driven().hours()),
                                    words.number(way == null ? null : way.driven().costRub(), 0)));
                });
        return AnalyticsWords.grid("reps", 11, rows, words);
    }

    private static Grid times(All all, Words words) {
        var completion = lines(all.completion().byCategory());
        var late = lines(all.lateness().byCategory());
        var rows =
                all.timeInStore().byCategory().stream()
                        .filter(line -> line.key() != null)
                        .map(line -> {
                            var done = completion.get(line.key());
                            var lateness = late.get(line.key());
                            var time = line.figures();
                            return List.of(
                                    words.t("ui.category", line.key()),
                                    words.number(done == null ? null : done.completed()),
                                    words.number(done == null ? null : done.skipped()),
                                    AnalyticsWords.minutes(time.plannedMinutes(), words),
                                    AnalyticsWords.minutes(time.minutes(), words),
                                    AnalyticsWords.minutes(time.medianMinutes(), words),
                                    AnalyticsWords.minutes(time.p90Minutes(), words),
                                    words.percent(lateness == null ? null : lateness.latePercent()),
                                    AnalyticsWords.minutes(
                                            lateness == null ? null : lateness.lateMinutes(),
                                            words));
                        })
                        .toList();
        return AnalyticsWords.grid("times", 9, rows, words);
    }

    private static Grid ways(All all, Words words) {
        var travel = all.travel();
        return AnalyticsWords.grid(
                "ways",
                6,
                List.of(
                        way("planned", travel.total().planned(), words),
                        way("planned_then", travel.total().plannedThen(), words),
                        way("driven", travel.total().driven(), words),
                        way("driven_before", travel.before().driven(), words)),
                words);
    }

    private static List<String> way(String name, Way way, Words words) {
        return List.of(
                words.t("reports.analytics.ways." + name),
                words.number(way.days()),
                words.number(way.distanceKm(), 0),
                words.hours(way.travelHours()),
                words.hours(way.hours()),
                words.number(way.costRub(), 0));
    }

    private static <T> Map<String, T> lines(List<Line<T>> lines) {
        var map = new HashMap<String, T>();
        for (var line : lines) {
            if (line.key() != null) {
                map.put(line.key(), line.figures());
            }
        }
        return map;
    }
}
