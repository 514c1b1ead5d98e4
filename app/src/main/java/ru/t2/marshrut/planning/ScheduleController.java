package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.planning.ScheduleAnswers.LoadAnswer;
import ru.t2.marshrut.planning.ScheduleAnswers.MonthAnswer;
import ru.t2.marshrut.planning.ScheduleAnswers.PlanAnswer;
import ru.t2.marshrut.planning.ScheduleAnswers.QualityAnswer;
import ru.t2.marshrut.planning.ScheduleAnswers.RouteAnswer;
import ru.t2.marshrut.planning.ScheduleAnswers.WaitingAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.platform.Paging;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Team;

/// Plans over HTTP, to read.
@RestController
@RequestMapping("/api/v1/schedule")
@Tag(name = "planning")
class ScheduleController {

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanReading reading;
    private final ScheduleAnswers answers;
    private final Team team;
    private final Stores stores;
    private final Clock clock;

    ScheduleController(
            PlanRepository plans,
            VisitRepository visits,
            PlanReading reading,
            ScheduleAnswers answers,
            Team team,
            Stores stores,
            Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.reading = reading;
        this.answers = answers;
        this.team = team;
        this.stores = stores;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "A month's plan, or some days of it",
            description =
                    "Days with their figures, visits with their times, loads, coverage, quality. 404 `no_plan` when"
                            + " the month has none.")
    MonthAnswer getSchedule(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false, name = "rep_id") @Nullable String repId,
            @Parameter(description = "A proposal instead of the plan in force")
                    @RequestParam(required = false, name = "plan_id")
                    @Nullable UUID planId) {
        var problems = new ArrayList<FieldProblem>();
        var fallback = from == null ? YearMonth.now(clock) : YearMonth.from(from);
        var wanted = Months.parse("month", month, fallback, problems);
        checkRep(repId, problems);
        var plan = problems.isEmpty() ? plan(wanted, planId) : null;
        var whole = plan == null ? wanted : plan.month();
        var first = from == null ? whole.atDay(1) : from;
        var last = to == null ? whole.atEndOfMonth() : to;
        checkDay("from", first, whole, problems);
        checkDay("to", last, whole, problems);
        if (problems.isEmpty() && last.isBefore(first)) {
            problems.add(FieldProblem.of("to", "planning.to_before_from", first.toString()));
        }
        if (!problems.isEmpty() || plan == null) {
            throw ApiException.invalidInput(problems);
        }
        var days =
                repId == null
                        ? reading.byDates(plan.id(), first, last)
                        : reading.byRep(plan.id(), repId, first, last);
        var all = days.stream().flatMap(day -> day.visits().stream()).toList();
        return new MonthAnswer(
                PlanAnswer.of(plan),
                ScheduleAnswers.quality(plan, days),
                answers.coverage(all, stores.list(StoreFilter.ALL, 0, 0).total()),
                ScheduleAnswers.loads(days),
                days.stream().map(answers::day).toList(),
                all.stream().map(answers::visit).toList(),
                visits.listToPlace(plan.id()).size());
    }

    /// All routes of a day.
    record DailyAnswer(
            LocalDate date,
            PlanAnswer plan,
            QualityAnswer quality,
            List<LoadAnswer> loads,
            List<RouteAnswer> routes) {}

    @GetMapping("/daily")
    @Operation(summary = "The routes of one day with all stops, in order")
    DailyAnswer getDay(
            @Parameter(description = "Default: today") @RequestParam(required = false)
                    @Nullable LocalDate date,
            @RequestParam(required = false, name = "rep_id") @Nullable String repId,
            @RequestParam(required = false, name = "plan_id") @Nullable UUID planId) {
        var day = date == null ? LocalDate.now(clock) : date;
        var problems = new ArrayList<FieldProblem>();
        checkRep(repId, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var plan = plan(YearMonth.from(day), planId);
        var days =
                repId == null
                        ? reading.byDates(plan.id(), day, day)
                        : reading.byRep(plan.id(), repId, day, day);
        return new DailyAnswer(
                day,
                PlanAnswer.of(plan),
                new QualityAnswer(
                        ScheduleAnswers.kilometres(ScheduleAnswers.metres(days)), null, null, null),
                ScheduleAnswers.loads(days),
                answers.routes(days));
    }

    @GetMapping("/unplaced")
    @Operation(summary = "Visits that wait to be placed, with reasons and the smallest easing")
    ListAnswer<WaitingAnswer> listUnplaced(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @RequestParam(required = false, name = "plan_id") @Nullable UUID planId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var wanted = Months.parse("month", month, YearMonth.now(clock), problems);
        var paging = Paging.of(limit, offset, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var all = visits.listToPlace(plan(wanted, planId).id());
        var part =
                answers.waiting(all.stream().skip(paging.offset()).limit(paging.limit()).toList());
        return new ListAnswer<>(all.size(), part);
    }

    private PlanHead plan(YearMonth month, @Nullable UUID planId) {
        return planId == null
                ? plans.findPublished(month)
                        .orElseThrow(() ->
                                ApiException.of(HttpStatus.NOT_FOUND, "no_plan", month.toString()))
                : plans.findWritten(planId)
                        .orElseThrow(
                                () -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", planId));
    }

    private void checkRep(@Nullable String repId, List<FieldProblem> problems) {
        if (repId != null && team.findRep(repId).isEmpty()) {
            problems.add(FieldProblem.of("rep_id", "planning.unknown_rep", repId));
        }
    }

    private static void checkDay(
            String field, LocalDate date, YearMonth month, List<FieldProblem> problems) {
        if (problems.isEmpty() && !YearMonth.from(date).equals(month)) {
            problems.add(
                    FieldProblem.of(
                            field, "planning.other_month", date.toString(), month.toString()));
        }
    }
}
