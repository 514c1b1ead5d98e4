package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Jobs;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Team;

/// Generation of plans over HTTP.
@RestController
@Tag(name = "planning")
class GenerateController {

    private static final Pattern QUARTER = Pattern.compile("(20\\d\\d)-Q([1-4])");
    private static final int MAX_SECONDS = 600;
    private static final int MAX_NAME = 100;

    private final Jobs jobs;
    private final PlanRepository plans;
    private final Team team;
    private final Stores stores;
    private final CurrentActor actor;

    GenerateController(
            Jobs jobs, PlanRepository plans, Team team, Stores stores, CurrentActor actor) {
        this.jobs = jobs;
        this.plans = plans;
        this.team = team;
        this.stores = stores;
        this.actor = actor;
    }

    /// The job that generates.
    record JobStarted(UUID jobId) {}

    @PostMapping("/api/v1/schedule/generate")
    @Operation(
            summary = "Plans a month or a quarter in the background",
            description =
                    "202 with the job. 409 `plan_exists` if there is a plan and `force` is not set, 409"
                            + " `generation_running` while another generation of the quarter runs.")
    ResponseEntity<JobStarted> generate(@Valid @RequestBody GenerateRequest request) {
        var order = order(request);
        if (!order.force() && order.findProposal().isEmpty()) {
            for (var month : order.months()) {
                var plan = plans.findPublished(month);
                if (plan.isPresent()) {
                    throw ApiException.of(HttpStatus.CONFLICT, "plan_exists", month.toString())
                            .with("plan_id", plan.get().id())
                            .with("version", plan.get().version());
                }
            }
        }
        var job = jobs.submit(Generation.KIND, Quarters.name(order.first()), actor.name(), order);
        if (!job.isNew()) {
            throw ApiException.of(HttpStatus.CONFLICT, "generation_running", job.id())
                    .with("job_id", job.id());
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(new JobStarted(job.id()));
    }

    private GenerationOrder order(GenerateRequest request) {
        var problems = new ArrayList<FieldProblem>();
        var months = months(request, problems);
        var repIds = repIds(request, problems);
        var seconds = request.seconds();
        if (seconds != null && (seconds < 1 || seconds > MAX_SECONDS)) {
            problems.add(FieldProblem.of("seconds", "planning.seconds", seconds, MAX_SECONDS));
        }
        var proposal = request.proposal();
        var name = request.name() == null ? "" : request.name().strip();
        if (proposal == PlanHead.Kind.PUBLISHED) {
            problems.add(FieldProblem.of("proposal", "planning.proposal"));
        } else if (proposal != null && (name.isEmpty() || name.length() > MAX_NAME)) {
            problems.add(FieldProblem.of("name", "planning.name", MAX_NAME));
        } else if (proposal == null && !name.isEmpty()) {
            problems.add(FieldProblem.of("name", "planning.name_without_proposal"));
        } else if (proposal != null && months.size() == 1) {
            boolean taken =
                    plans.listProposals(months.getFirst()).stream()
                            .anyMatch(plan -> plan.name().orElse("").equals(name));
            if (taken) {
                problems.add(FieldProblem.of("name", "planning.name_taken", name));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new GenerationOrder(
                months,
                repIds,
                seconds == null ? defaultSeconds(months.size()) : seconds,
                Objects.requireNonNullElse(request.keep(), GenerationOrder.Keep.COMPLETED),
                Boolean.TRUE.equals(request.force()),
                proposal,
                proposal == null ? null : name);
    }

    private List<String> repIds(GenerateRequest request, List<FieldProblem> problems) {
        var known = new LinkedHashSet<String>();
        int index = 0;
        for (var id : Objects.requireNonNullElse(request.repIds(), List.<@Nullable String>of())) {
            if (id == null || team.findRep(id).isEmpty()) {
                problems.add(
                        FieldProblem.of(
                                "rep_ids[" + index + "]",
                                "planning.unknown_rep",
                                String.valueOf(id)));
            } else {
                known.add(id);
            }
            index++;
        }
        return List.copyOf(known);
    }

    /// Six seconds for a month of 250 stores, up to a minute for more.
    private int defaultSeconds(int months) {
        long size = stores.list(StoreFilter.ALL, 0, 0).total() * months;
        return Math.clamp(4 + size / 125, 5, 60);
    }

    private static List<YearMonth> months(GenerateRequest request, List<FieldProblem> problems) {
        var month = request.month();
        var quarter = request.quarter();
        if ((month == null || month.isBlank()) == (quarter == null)) {
            problems.add(FieldProblem.of("month", "planning.month_or_quarter"));
            return List.of(YearMonth.of(2000, 1));
        }
        if (quarter != null) {
            var match = QUARTER.matcher(quarter);
            if (!match.matches()) {
                problems.add(FieldProblem.of("quarter", "planning.quarter", quarter));
                return List.of(YearMonth.of(2000, 1));
            }
            return Quarters.months(
                    YearMonth.of(
                            Integer.parseInt(match.group(1)),
                            3 * Integer.parseInt(match.group(2)) - 2));
        }
        return List.of(Months.parse("month", month, YearMonth.of(2000, 1), problems));
    }
}
