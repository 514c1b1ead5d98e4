package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;

/// Facts of visits over HTTP, for the dispatcher.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "tracking")
class VisitController {

    private static final int MAX_DAYS = 370;

    private final Tracking tracking;
    private final FactRepository facts;
    private final ExpectedArrivals arrivals;
    private final Team team;
    private final Clock clock;

    VisitController(
            Tracking tracking,
            FactRepository facts,
            ExpectedArrivals arrivals,
            Team team,
            Clock clock) {
        this.tracking = tracking;
        this.facts = facts;
        this.arrivals = arrivals;
        this.team = team;
        this.clock = clock;
    }

    /// Facts summed up.
    record VisitStats(
            LocalDate from,
            LocalDate to,
            List<FactRepository.Sum> byRep,
            List<FactRepository.Sum> byCategory,
            List<FactRepository.Sum> byStore) {}

    /// A rep's day for the dispatcher.
    record TrackedDay(
            String repId, String name, int done, int open, int late, List<DayStop> stops) {}

    @PostMapping("/visits")
    @Operation(summary = "Record or correct what became of a visit; kept in the audit trail")
    ResponseEntity<VisitFact> record(@Valid @RequestBody CorrectionInput input) {
        return tracking.record(input)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @GetMapping("/visits")
    @Operation(summary = "Facts of visits in order of day, rep and arrival")
    ListAnswer<VisitFact> listVisits(
            @Parameter(description = "Default: the first of this month")
                    @RequestParam(required = false)
                    @Nullable LocalDate from,
            @Parameter(description = "Default: today") @RequestParam(required = false)
                    @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String rep_id,
            @RequestParam(required = false) @Nullable String store_id,
            @Parameter(description = "in_progress, completed or skipped")
                    @RequestParam(required = false)
                    @Nullable String outcome,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = Paging.of(limit, offset, problems);
        if (outcome != null
                && Arrays.stream(VisitFact.Outcome.values())
                        .noneMatch(known -> known.word().equals(outcome))) {
            problems.add(FieldProblem.of("outcome", "tracking.outcome", outcome));
        }
        var filter = filter(from, to, rep_id, store_id, outcome, problems);
        return new ListAnswer<>(
                facts.count(filter), facts.list(filter, paging.limit(), paging.offset()));
    }

    @GetMapping("/visits/stats")
    @Operation(summary = "How many visits were made and skipped, and how long they took")
    VisitStats stats(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String rep_id) {
        var filter = filter(from, to, rep_id, null, null, new ArrayList<>());
        return new VisitStats(
                filter.from(),
                filter.to(),
                facts.sumsByRep(filter),
                facts.sumsByCategory(filter),
                facts.sumsByStore(filter));
    }

    @GetMapping("/tracking/day")
    @Operation(summary = "All reps' days, as planned and as they come")
    List<TrackedDay> trackedDays(
            @Parameter(description = "Default: today") @RequestParam(required = false)
                    @Nullable LocalDate date) {
        var day = date == null ? LocalDate.now(clock) : date;
        return team.listReps().stream().map(rep -> tracked(rep, day)).toList();
    }

    private TrackedDay tracked(Rep rep, LocalDate day) {
        var stops = arrivals.of(rep.id(), day);
        return new TrackedDay(
                rep.id(),
                rep.name(),
                (int) stops.stream().filter(stop -> stop.leftAt() != null).count(),
                (int) stops.stream().filter(stop -> stop.status().isOpen()).count(),
                (int) stops.stream().filter(stop -> stop.lateMinutes() > 0).count(),
                stops);
    }

    private FactRepository.Filter filter(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String repId,
            @Nullable String storeId,
            @Nullable String outcome,
            List<FieldProblem> problems) {
        var today = LocalDate.now(clock);
        var last = to == null ? today : to;
        var first = from == null ? last.withDayOfMonth(1) : from;
        if (last.isBefore(first) || first.plusDays(MAX_DAYS).isBefore(last)) {
            problems.add(FieldProblem.of("to", "tracking.span", first.toString(), MAX_DAYS));
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new FactRepository.Filter(
                first, last, given(repId), given(storeId), Optional.ofNullable(outcome));
    }

    /// The database refuses a text with a zero character, even in a question.
    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(value -> !value.isEmpty());
    }
}
