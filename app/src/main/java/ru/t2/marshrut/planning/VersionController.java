package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.planning.ChangeAnswers.ChangeAnswer;
import ru.t2.marshrut.planning.ChangeAnswers.Totals;
import ru.t2.marshrut.planning.ScheduleAnswers.PlanAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.platform.Paging;

/// The history of plans, and proposals beside them, over HTTP.
@RestController
@RequestMapping("/api/v1/schedule")
@Tag(name = "planning")
class VersionController {

    private final PlanRepository plans;
    private final PlanReading reading;
    private final PlanHistory history;
    private final ChangeAnswers answers;
    private final CurrentActor actor;
    private final Clock clock;

    VersionController(
            PlanRepository plans,
            PlanReading reading,
            PlanHistory history,
            ChangeAnswers answers,
            CurrentActor actor,
            Clock clock) {
        this.plans = plans;
        this.reading = reading;
        this.history = history;
        this.answers = answers;
        this.actor = actor;
        this.clock = clock;
    }

    /// A step in a plan's history.
    @Schema(name = "PlanVersion")
    record VersionAnswer(
            int number,
            UUID changeId,
            Instant createdAt,
            String author,
            ChangeSet.Cause cause,
            @Nullable String comment,
            int changedVisits,
            BigDecimal distanceKm,
            BigDecimal costRub,
            int unplacedVisits) {

        static VersionAnswer of(PlanVersion version) {
            return new VersionAnswer(
                    version.number(),
                    version.changeId(),
                    version.createdAt(),
                    version.author(),
                    version.cause(),
                    version.comment().orElse(null),
                    version.changedVisits(),
                    ScheduleAnswers.kilometres(version.distanceMetres()),
                    version.cost().roubles(),
                    version.unplacedVisits());
        }
    }

    /// A visit in two versions.
    @Schema(name = "VisitDifference")
    record DifferenceAnswer(UUID visitId, @Nullable VisitState before, VisitState after) {}

    /// A proposal beside the plan in force.
    @Schema(name = "ProposalComparison")
    record ComparisonAnswer(
            PlanAnswer proposal,
            Totals proposed,
            @Nullable PlanAnswer plan,
            @Nullable Totals current) {}

    @GetMapping("/versions")
    @Operation(summary = "The history of a month's plan, the newest version first")
    ListAnswer<VersionAnswer> listVersions(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var wanted = Months.parse("month", month, YearMonth.now(clock), problems);
        var paging = Paging.of(limit, offset, problems);
        throwAll(problems);
        var plan = plan(wanted);
        return new ListAnswer<>(
                plan.version(),
                plans.listVersions(plan.id(), paging.limit(), paging.offset()).stream()
                        .map(VersionAnswer::of)
                        .toList());
    }

    @GetMapping("/versions/diff")
    @Operation(summary = "What changed from one version of a month's plan to another")
    ListAnswer<DifferenceAnswer> compareVersions(
            @RequestParam String month,
            @Parameter(description = "0: before the first") @RequestParam int from,
            @Parameter(description = "Default: the newest") @RequestParam(required = false)
                    @Nullable Integer to) {
        var plan = plan(month(month));
        int last = to == null ? plan.version() : to;
        var problems = new ArrayList<FieldProblem>();
        checkVersion("from", from, 0, plan, problems);
        checkVersion("to", last, from, plan, problems);
        throwAll(problems);
        var changed =
                plans.listVisitChanges(plan.id(), from, last).stream()
                        .filter(delta ->
                                !delta.before().equals(java.util.Optional.of(delta.after())))
                        .map(delta ->
                                new DifferenceAnswer(
                                        delta.visitId(),
                                        delta.before().orElse(null),
                                        delta.after()))
                        .toList();
        return new ListAnswer<>(changed.size(), changed);
    }

    @PostMapping("/versions/{number}/restore")
    @Operation(
            summary = "Brings a version back, as a new one",
            description =
                    "What has been completed since stays; visits that did not exist yet are cancelled.")
    ChangeAnswer restoreVersion(@PathVariable int number, @RequestParam String month) {
        var plan = plan(month(month));
        var problems = new ArrayList<FieldProblem>();
        checkVersion("number", number, 1, plan, problems);
        throwAll(problems);
        return answers.of(history.restore(plan, number, actor.name()), _ -> "number");
    }

    @GetMapping("/proposals")
    @Operation(summary = "Drafts and what-if plans of a month, the newest first")
    List<PlanAnswer> listProposals(@RequestParam String month) {
        return plans.listProposals(month(month)).stream().map(PlanAnswer::of).toList();
    }

    @GetMapping("/proposals/{id}/comparison")
    @Operation(summary = "A proposal beside the plan in force")
    ComparisonAnswer compareProposal(@PathVariable UUID id) {
        var proposal = proposal(id);
        var plan = plans.findPublished(proposal.month());
        return new ComparisonAnswer(
                PlanAnswer.of(proposal),
                totals(proposal),
                plan.map(PlanAnswer::of).orElse(null),
                plan.map(this::totals).orElse(null));
    }

    @PostMapping("/proposals/{id}/publish")
    @Operation(summary = "Puts a proposal in force; what is completed stays")
    ChangeAnswer publishProposal(@PathVariable UUID id) {
        return answers.of(history.publish(proposal(id), actor.name()), _ -> "id");
    }

    @DeleteMapping("/proposals/{id}")
    @Operation(summary = "Drops a proposal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteProposal(@PathVariable UUID id) {
        proposal(id);
        plans.delete(id);
    }

    private Totals totals(PlanHead plan) {
        return Totals.of(
                reading.byDates(plan.id(), plan.month().atDay(1), plan.month().atEndOfMonth()));
    }

    private PlanHead proposal(UUID id) {
        return plans.findWritten(id)
                .filter(plan -> plan.kind() != PlanHead.Kind.PUBLISHED)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    private PlanHead plan(YearMonth month) {
        return plans.findPublished(month)
                .orElseThrow(
                        () -> ApiException.of(HttpStatus.NOT_FOUND, "no_plan", month.toString()));
    }

    private YearMonth month(String text) {
        var problems = new ArrayList<FieldProblem>();
        var month = Months.parse("month", text, YearMonth.now(clock), problems);
        throwAll(problems);
        return month;
    }

    private static void checkVersion(
            String field, int number, int lowest, PlanHead plan, List<FieldProblem> problems) {
        if (number < lowest || number > plan.version()) {
            problems.add(FieldProblem.of(field, "planning.version", number, plan.version()));
        }
    }

    private static void throwAll(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
    }
}
