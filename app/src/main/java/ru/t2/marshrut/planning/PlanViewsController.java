package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.ui.Pages;

/// Pages beside the plan's calendar: coverage with the quota ledger, versions with proposals.
@Hidden
@Controller
class PlanViewsController {

    private static final int SHOWN_VERSIONS = 50;

    private final Pages pages;
    private final PlanCoverageAssembler coverage;
    private final Planning planning;
    private final PlanReading reading;
    private final VisitRepository visits;
    private final Clock clock;

    PlanViewsController(
            Pages pages,
            PlanCoverageAssembler coverage,
            Planning planning,
            PlanReading reading,
            VisitRepository visits,
            Clock clock) {
        this.pages = pages;
        this.coverage = coverage;
        this.planning = planning;
        this.reading = reading;
        this.visits = visits;
        this.clock = clock;
    }

    @GetMapping("/plan/coverage")
    View coverage(@RequestParam(required = false) @Nullable String month) {
        return pages.page("planning/coverage", Map.of("coverage", coverage.page(month(month))));
    }

    @GetMapping("/plan/versions")
    View versions(@RequestParam(required = false) @Nullable String month) {
        var wanted = month(month);
        var plan = planning.findPlan(wanted);
        var page =
                new PlanVersionsPage(
                        wanted,
                        plan.map(this::side).orElse(null),
                        planning.listProposals(wanted).stream().map(this::side).toList(),
                        plan.map(head -> planning.listVersions(head.id(), SHOWN_VERSIONS, 0))
                                .orElse(List.of()));
        return pages.page("planning/versions", Map.of("page", page));
    }

    private PlanVersionsPage.Side side(PlanHead plan) {
        var days = reading.byDates(plan.id(), plan.month().atDay(1), plan.month().atEndOfMonth());
        return new PlanVersionsPage.Side(
                plan,
                (int)
                        days.stream()
                                .flatMap(day -> day.visits().stream())
                                .filter(PlannedVisit::isInRoute)
                                .count(),
                ScheduleAnswers.metres(days) / 1000.0,
                days.stream().mapToLong(day -> day.figures().durationSeconds()).sum() / 3600.0,
                ScheduleAnswers.cost(days).roubles().doubleValue(),
                visits.listToPlace(plan.id()).size(),
                days.stream().mapToInt(day -> day.figures().violations().size()).sum());
    }

    private YearMonth month(@Nullable String text) {
        var problems = new ArrayList<FieldProblem>();
        var month = Months.parse("month", text, YearMonth.now(clock), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return month;
    }
}
