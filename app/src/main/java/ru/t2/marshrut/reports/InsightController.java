package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import ru.t2.marshrut.reports.InsightAnswers.StoreLine;
import ru.t2.marshrut.reports.VisitFigureRepository.StoreOrder;

/// Insights over HTTP.
@RestController
@RequestMapping("/api/v1/insights")
@Tag(name = "reports")
class InsightController {

    private final Insights insights;
    private final Clock clock;

    InsightController(Insights insights, Clock clock) {
        this.insights = insights;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "What happened in a month, a quarter or any span, beside the period before",
            description =
                    "Coverage of the norm, plan and fact, time in stores, lateness, outings, ways planned and"
                            + " driven, disruptions, models. Cancelled calls are neither covered nor counted.")
    InsightAnswers.All insights(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @Parameter(description = "As in 2026-Q2") @RequestParam(required = false)
                    @Nullable String quarter,
            @RequestParam(required = false) @Nullable LocalDate from,
            @Parameter(description = "Included; default: today") @RequestParam(required = false)
                    @Nullable LocalDate to) {
        var problems = new ArrayList<FieldProblem>();
        var period = Period.parse(month, quarter, from, to, LocalDate.now(clock), problems);
        refuse(problems);
        return insights.of(period);
    }

    @GetMapping("/stores")
    @Operation(summary = "Attendance of each store and time in it")
    ListAnswer<StoreLine> listStores(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @Parameter(description = "As in 2026-Q2") @RequestParam(required = false)
                    @Nullable String quarter,
            @RequestParam(required = false) @Nullable LocalDate from,
            @Parameter(description = "Included; default: today") @RequestParam(required = false)
                    @Nullable LocalDate to,
            @Parameter(
                            description =
                                    "coverage (the worst first, default), name, minutes, skipped, late")
                    @RequestParam(required = false)
                    @Nullable String sort,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var period = Period.parse(month, quarter, from, to, LocalDate.now(clock), problems);
        var paging = Paging.of(limit, offset, problems);
        var order =
                Arrays.stream(StoreOrder.values())
                        .filter(known ->
                                known.word()
                                        .equals(
                                                sort == null || sort.isBlank()
                                                        ? "coverage"
                                                        : sort.strip().toLowerCase(Locale.ROOT)))
                        .findFirst();
        if (order.isEmpty()) {
            problems.add(
                    FieldProblem.of(
                            "sort",
                            "reports.sort",
                            String.valueOf(sort),
                            Arrays.stream(StoreOrder.values())
                                    .map(StoreOrder::word)
                                    .collect(Collectors.joining(", "))));
        }
        refuse(problems);
        return paging.cut(insights.listStores(period, order.orElseThrow()), line -> line);
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
    }
}
