package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.reports.VisitFigureRepository.StoreOrder;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The page of analytics: what was planned and what came of it.
@Hidden
@Controller
class AnalyticsPageController {

    private final Pages pages;
    private final Insights insights;
    private final AnalyticsAssembler assembler;
    private final ReplayRepository replays;
    private final Clock clock;

    AnalyticsPageController(
            Pages pages,
            Insights insights,
            AnalyticsAssembler assembler,
            ReplayRepository replays,
            Clock clock) {
        this.pages = pages;
        this.insights = insights;
        this.assembler = assembler;
        this.replays = replays;
        this.clock = clock;
    }

    @GetMapping("/analytics")
    View analytics(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String quarter,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var period = period(month, quarter, from, to);
        var stores = insights.listStores(period, StoreOrder.COVERAGE);
        return pages.page(
                "reports/analytics",
                Map.of(
                        "page",
                        assembler.page(period, insights.of(period), stores),
                        "replay",
                        replay(period)));
    }

    /// Another stretch or order of the list of stores.
    @GetMapping("/analytics/stores")
    View stores(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String quarter,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "coverage") String sort,
            @RequestParam(defaultValue = "0") int offset) {
        var period = period(month, quarter, from, to);
        var order =
                Arrays.stream(StoreOrder.values())
                        .filter(known -> known.word().equals(sort))
                        .findFirst()
                        .orElse(StoreOrder.COVERAGE);
        return pages.page(
                "reports/analyticsstores",
                Map.of(
                        "stores",
                        assembler.stores(
                                period, insights.listStores(period, order), order, offset)));
    }

    /// A past month planned anew.
    @GetMapping("/analytics/replay")
    View replay(@RequestParam(required = false) @Nullable String month) {
        var period = period(month, null, null, null);
        return pages.page("reports/replay", Map.of("replay", replay(period)));
    }

    private ReplayPart replay(Period period) {
        var month = YearMonth.from(period.from());
        return ReplayPart.of(
                month,
                month.isBefore(YearMonth.now(clock)),
                replays.list(Optional.of(month), 1, 0).stream().findFirst(),
                pages.words());
    }

    private Period period(
            @Nullable String month,
            @Nullable String quarter,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        var problems = new ArrayList<FieldProblem>();
        var period = Period.parse(month, quarter, from, to, LocalDate.now(clock), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return period;
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry analyticsEntry() {
            return new NavigationEntry(60, "/analytics", "reports.analytics", "chart", false);
        }
    }
}
