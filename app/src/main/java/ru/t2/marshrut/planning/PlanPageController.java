package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.ui.LiveStream;
import ru.t2.marshrut.ui.Pages;

/// The page of a month's plan. What changes plans is the API, which its scripts call.
@Hidden
@Controller
class PlanPageController {

    private final Pages pages;
    private final PlanPageAssembler assembler;
    private final PlanDayAssembler days;
    private final PrintedDayAssembler printed;
    private final LiveStream planStream;
    private final Clock clock;

    PlanPageController(
            Pages pages,
            PlanPageAssembler assembler,
            PlanDayAssembler days,
            PrintedDayAssembler printed,
            LiveStream planStream,
            Clock clock) {
        this.pages = pages;
        this.assembler = assembler;
        this.days = days;
        this.printed = printed;
        this.planStream = planStream;
        this.clock = clock;
    }

    @GetMapping("/plan")
    View plan(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "") String filterRep,
            @RequestParam(defaultValue = "") String district,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable String rep) {
        return pages.page(
                "planning/plan",
                Map.of("plan", page(month, filterRep, district, category, page, day, rep)));
    }

    /// What follows the plan: figures and calendar.
    @GetMapping("/plan/calendar")
    View calendar(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "") String filterRep,
            @RequestParam(defaultValue = "") String district,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "1") int page) {
        return pages.page(
                "planning/calendar",
                Map.of("plan", page(month, filterRep, district, category, page, null, null)));
    }

    @GetMapping("/plan/day")
    View day(@RequestParam LocalDate date, @RequestParam String rep) {
        return pages.page("planning/day", Map.of("day", days.page(date, rep)));
    }

    /// The same day on paper.
    @GetMapping("/plan/print")
    View print(@RequestParam LocalDate date, @RequestParam String rep) {
        return pages.page("planning/print", Map.of("print", printed.page(date, rep)));
    }

    @GetMapping("/plan/events")
    @ResponseBody
    SseEmitter events() {
        return planStream.open();
    }

    private PlanPage page(
            @Nullable String month,
            String filterRep,
            String district,
            String category,
            int page,
            @Nullable LocalDate day,
            @Nullable String rep) {
        var problems = new ArrayList<FieldProblem>();
        var fallback = day == null ? YearMonth.now(clock) : YearMonth.from(day);
        var wanted = Months.parse("month", month, fallback, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return assembler.page(
                wanted, new PlanPage.Filter(filterRep, district, category), page, day, rep);
    }
}
