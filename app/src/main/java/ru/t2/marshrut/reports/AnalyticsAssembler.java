package ru.t2.marshrut.reports;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.reports.AnalyticsPage.Choice;
import ru.t2.marshrut.reports.AnalyticsPage.DayLine;
import ru.t2.marshrut.reports.AnalyticsPage.Grid;
import ru.t2.marshrut.reports.AnalyticsPage.PeriodBar;
import ru.t2.marshrut.reports.AnalyticsPage.StoreList;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.reports.InsightAnswers.StoreLine;
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
                AnalyticsFigures.of(all, words),
                days(all, words),
                AnalyticsBars.of(all, reps, words),
                tables(all, reps, words),
                stores(period, stores, StoreOrder.COVERAGE, 0));
    }

    private static List<Grid> tables(All all, Map<String, String> reps, Words words) {
        var tables = new ArrayList<>(AnalyticsFieldTables.of(all, reps, words));
        tables.addAll(AnalyticsDecisionTables.of(all, words));
        return tables;
    }

    private static PeriodBar bar(Period period, Words words) {
        var quarters = new ArrayList<Choice>();
        var last = Period.quarterOf(YearMonth.from(period.to()));
        for (int i = 0; i < QUARTERS; i++) {
            quarters.add(new Choice(last.name(), AnalyticsWords.title(last, words)));
            last = last.before();
        }
        return new PeriodBar(
                period.kind().name().toLowerCase(Locale.ROOT),
                AnalyticsWords.title(period, words),
                AnalyticsWords.title(period.before(), words),
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
                                        AnalyticsWords.minutes(line.minutes(), words),
                                        line.lastVisit() == null
                                                ? Words.NOTHING
                                                : words.shortDate(line.lastVisit())))
                        .toList();
        return new StoreList(
                AnalyticsWords.grid("stores", 9, rows, words),
                query(period),
                order.word(),
                all.size(),
                all.isEmpty()
                        ? ""
                        : words.t("reports.analytics.stores.span", first + 1, end, all.size()),
                first > 0 ? Math.max(0, first - STORES_AT_ONCE) : -1,
                end < all.size() ? end : -1);
    }
}
