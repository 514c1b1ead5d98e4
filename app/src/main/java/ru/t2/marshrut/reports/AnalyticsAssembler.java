package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.reports.AnalyticsPage.Bar;
import ru.t2.marshrut.reports.AnalyticsPage.Bars;
import ru.t2.marshrut.reports.AnalyticsPage.Choice;
import ru.t2.marshrut.reports.AnalyticsPage.DayLine;
import ru.t2.marshrut.reports.AnalyticsPage.Figure;
import ru.t2.marshrut.reports.AnalyticsPage.Grid;
import ru.t2.marshrut.reports.AnalyticsPage.PeriodBar;
import ru.t2.marshrut.reports.AnalyticsPage.StoreList;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.reports.InsightAnswers.Line;
import ru.t2.marshrut.reports.InsightAnswers.Section;
import ru.t2.marshrut.reports.InsightAnswers.StoreLine;
import ru.t2.marshrut.reports.InsightAnswers.Way;
import ru.t2.marshrut.reports.VisitFigureRepository.StoreOrder;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.Pages;
import ru.t2.marshrut.ui.Words;

/// Puts insights into the words of the page of analytics. Thread-safe.
@Component
class AnalyticsAssembler {

    private static final int STORES_AT_ONCE = 25;
    private static final int QUARTERS = 8;
    private static final BigDecimal LOW = BigDecimal.valueOf(80);
    private static final BigDecimal GOOD = BigDecimal.valueOf(95);
    private static final BigDecimal MANY_LATE = BigDecimal.TEN;

    private final Pages pages;
    private final Team team;

    AnalyticsAssembler(Pages pages, Team team) {
        this.pages = pages;
        this.team = team;
    }

    AnalyticsPage page(Period period, All all, List<StoreLine> stores) {
        var words = pages.words();
        var reps = team.listReps().stream().collect(Collectors.toMap(Rep::id, Rep::name));
        return new AnalyticsPage(
                bar(period, words),
                all.completion().total().planned() == 0 && all.outings().total().outings() == 0,
                figures(all, words),
                days(all, words),
                coverage(all, reps, words),
                grids(all, reps, words),
                stores(period, stores, StoreOrder.COVERAGE, 0));
    }

    private static PeriodBar bar(Period period, Words words) {
        var quarters = new ArrayList<Choice>();
        var last = Period.quarterOf(YearMonth.from(period.to()));
        for (int i = 0; i < QUARTERS; i++) {
            quarters.add(new Choice(last.name(), title(last, words)));
            last = last.before();
        }
        return new PeriodBar(
                period.kind().name().toLowerCase(java.util.Locale.ROOT),
                title(period, words),
                title(period.before(), words),
                query(period),
                query(period.before()),
                query(period.after()),
                YearMonth.from(period.from()).toString(),
                Period.quarterOf(YearMonth.from(period.from())).name(),
                period.from().toString(),
                period.to().toString(),
                quarters);
    }

    private static String query(Period period) {
        return switch (period.kind()) {
            case MONTH -> "month=" + period.name();
            case QUARTER -> "quarter=" + period.name();
            case SPAN -> "from=%s&to=%s".formatted(period.from(), period.to());
        };
    }

    private static String title(Period period, Words words) {
        return switch (period.kind()) {
            case MONTH -> words.month(YearMonth.from(period.from()));
            case QUARTER ->
                    words.t(
                            "reports.analytics.quarter",
                            (period.from().getMonthValue() + 2) / 3,
                            String.valueOf(period.from().getYear()));
            case SPAN ->
                    words.t(
                            "reports.analytics.span",
                            words.shortDate(period.from()),
                            words.shortDate(period.to()));
        };
    }

    private static List<Figure> figures(All all, Words words) {
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
                        minutes(times.total().minutes(), words),
                        words.t(
                                "reports.analytics.minutes.note",
                                minutes(times.total().plannedMinutes(), words),
                                minutes(times.before().minutes(), words)),
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

    private static String minutes(@Nullable BigDecimal minutes, Words words) {
        return minutes == null
                ? Words.NOTHING
                : words.t("reports.analytics.min", words.number(minutes));
    }

    private static List<DayLine> days(All all, Words words) {
        return all.days().stream()
                .map(day ->
                        new DayLine(
                                day.date().toString(),
                                words.shortDate(day.date()),
                                day.planned(),
                                day.completed(),
                                day.skipped(),
                                day.outings()))
                .toList();
    }

    private static List<Bars> coverage(All all, Map<String, String> reps, Words words) {
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

    private static List<Grid> grids(All all, Map<String, String> reps, Words words) {
        return List.of(
                repGrid(all, reps, words),
                categoryGrid(all, words),
                wayGrid(all, words),
                disruptionGrid(all, words),
                modelGrid(all, words),
                choiceGrid(all, words));
    }

    private static Grid repGrid(All all, Map<String, String> reps, Words words) {
        var completion = byKey(all.completion());
        var times = byKey(all.timeInStore());
        var late = byKey(all.lateness());
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
                                    minutes(time == null ? null : time.minutes(), words),
                                    words.percent(lateness == null ? null : lateness.latePercent()),
                                    words.number(way == null ? null : way.driven().distanceKm(), 0),
                                    words.number(
                                            way == null ? null : way.plannedThen().distanceKm(), 0),
                                    words.hours(way == null ? null : way.driven().hours()),
                                    words.number(way == null ? null : way.driven().costRub(), 0)));
                });
        return grid("reps", 11, rows, words);
    }

    private static Grid categoryGrid(All all, Words words) {
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
                                    minutes(time.plannedMinutes(), words),
                                    minutes(time.minutes(), words),
                                    minutes(time.medianMinutes(), words),
                                    minutes(time.p90Minutes(), words),
                                    words.percent(lateness == null ? null : lateness.latePercent()),
                                    minutes(
                                            lateness == null ? null : lateness.lateMinutes(),
                                            words));
                        })
                        .toList();
        return grid("times", 9, rows, words);
    }

    private static Grid wayGrid(All all, Words words) {
        var travel = all.travel();
        return grid(
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

    private static Grid disruptionGrid(All all, Words words) {
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
        return grid("disruptions", 9, rows, words);
    }

    private static Grid modelGrid(All all, Words words) {
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
                                        milliseconds(each.p50Ms(), words),
                                        milliseconds(each.p95Ms(), words),
                                        milliseconds(each.p99Ms(), words)))
                        .toList();
        return grid("models", 8, rows, words);
    }

    private static String model(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String milliseconds(@Nullable Long millis, Words words) {
        return millis == null
                ? Words.NOTHING
                : words.t("reports.analytics.seconds", words.number(millis / 1000.0));
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

    private static Grid choiceGrid(All all, Words words) {
        var rows =
                all.models().choices().stream()
                        .map(each ->
                                List.of(
                                        words.find("routing.js.name." + each.option())
                                                .orElse(each.option()),
                                        words.number(each.times()),
                                        each.promptVersion()))
                        .toList();
        return grid("choices", 3, rows, words);
    }

    /// Lines of the list of stores from an offset on.
    StoreList stores(Period period, List<StoreLine> all, StoreOrder order, int offset) {
        var words = pages.words();
        int first = Math.clamp(offset, 0, Math.max(0, all.size() - 1));
        int end = Math.min(all.size(), first + STORES_AT_ONCE);
        var rows =
                all.subList(first, end).stream()
                        .map(line ->
                                List.of(
                                        line.name(),
                                        line.district(),
                                        line.category(),
                                        words.t("reports.analytics.of", line.done(), line.due()),
                                        words.percent(line.percent()),
                                        words.number(line.skipped()),
                                        words.number(line.late()),
                                        minutes(line.minutes(), words),
                                        line.lastVisit() == null
                                                ? Words.NOTHING
                                                : words.shortDate(line.lastVisit())))
                        .toList();
        return new StoreList(
                grid("stores", 9, rows, words),
                query(period),
                order.word(),
                all.size(),
                all.isEmpty()
                        ? ""
                        : words.t("reports.analytics.stores.span", first + 1, end, all.size()),
                first > 0 ? Math.max(0, first - STORES_AT_ONCE) : -1,
                end < all.size() ? end : -1);
    }

    private static Grid grid(String id, int columns, List<List<String>> rows, Words words) {
        var head = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
            head.add(words.t("reports.analytics.%s.%d".formatted(id, i)));
        }
        return new Grid(
                id,
                words.t("reports.analytics.%s.title".formatted(id)),
                head,
                rows,
                words.t("reports.analytics.%s.none".formatted(id)));
    }

    private static <T> Map<String, T> byKey(Section<T> section) {
        return lines(section.byRep());
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
