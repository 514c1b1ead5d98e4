package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.planning.ChangeAnswers.ChangeAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;

/// The order of a day over HTTP.
@RestController
@RequestMapping("/api/v1/schedule/day-route")
@Tag(name = "planning")
class DayRouteController {

    private final Planning planning;
    private final DayRoutes dayRoutes;
    private final Regions regions;
    private final ChangeAnswers answers;
    private final CurrentActor actor;

    DayRouteController(
            Planning planning,
            DayRoutes dayRoutes,
            Regions regions,
            ChangeAnswers answers,
            CurrentActor actor) {
        this.planning = planning;
        this.dayRoutes = dayRoutes;
        this.regions = regions;
        this.answers = answers;
        this.actor = actor;
    }

    /// An order that a person wants.
    record OwnOrderRequest(
            @Nullable String repId,
            @Nullable LocalDate date,
            @Schema(description = "All stops of the day, in order") @Nullable List<UUID> visitIds,
            @Schema(description = "The rep-day's version that you have seen")
                    @Nullable Integer version,
            @Nullable Boolean dryRun) {}

    /// The rest of a day is to be put in the best order.
    record OptimiseRequest(
            @Nullable String repId,
            @Nullable LocalDate date,
            @Schema(
                            description =
                                    "The first stop that may move; default: the first that is not done")
                    @Nullable UUID fromVisitId,
            @Nullable Integer version,
            @Nullable Boolean dryRun) {}

    @PutMapping
    @Operation(summary = "Sets a day's order by hand")
    ChangeAnswer setOrder(@RequestBody OwnOrderRequest request) {
        var visitIds = request.visitIds();
        if (visitIds == null || visitIds.stream().anyMatch(java.util.Objects::isNull)) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("visit_ids", "planning.required")));
        }
        var day = day(request.repId(), request.date());
        return reorder(day, visitIds, true, request.version(), request.dryRun(), "visit_ids");
    }

    @DeleteMapping
    @Operation(summary = "Gives a day's order back to the solver")
    ChangeAnswer revertOrder(
            @RequestParam("rep_id") String repId,
            @RequestParam LocalDate date,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false, name = "dry_run") @Nullable Boolean dryRun) {
        var day = day(repId, date);
        return reorder(day, best(day, done(day)), false, version, dryRun, "rep_id");
    }

    @PostMapping("/optimise")
    @Operation(summary = "Puts the rest of a day, from a stop on, in the best order")
    ChangeAnswer optimise(@RequestBody OptimiseRequest request) {
        var day = day(request.repId(), request.date());
        int fixed = done(day);
        if (request.fromVisitId() != null) {
            int at =
                    stops(day).stream()
                            .map(PlannedVisit::id)
                            .toList()
                            .indexOf(request.fromVisitId());
            if (at < 0) {
                throw ApiException.invalidInput(
                        List.of(
                                FieldProblem.of(
                                        "from_visit_id",
                                        "planning.refused.unknown_visit",
                                        request.fromVisitId().toString())));
            }
            fixed = Math.max(fixed, at);
        }
        return reorder(day, best(day, fixed), false, request.version(), request.dryRun(), "rep_id");
    }

    private RepDay day(@Nullable String repId, @Nullable LocalDate date) {
        var problems = new ArrayList<FieldProblem>();
        if (repId == null) {
            problems.add(FieldProblem.of("rep_id", "planning.required"));
        }
        if (date == null) {
            problems.add(FieldProblem.of("date", "planning.required"));
        }
        if (repId == null || date == null) {
            throw ApiException.invalidInput(problems);
        }
        return planning.findDay(new DayKey(repId, date))
                .orElseThrow(() ->
                        ApiException.of(HttpStatus.NOT_FOUND, "no_route", repId, date.toString()));
    }

    private static List<PlannedVisit> stops(RepDay day) {
        return day.visits().stream().filter(PlannedVisit::isInRoute).toList();
    }

    private static int done(RepDay day) {
        var stops = stops(day);
        int done = 0;
        for (int i = 0; i < stops.size(); i++) {
            if (!stops.get(i).status().isOpen()) {
                done = i + 1;
            }
        }
        return done;
    }

    private List<UUID> best(RepDay day, int fixed) {
        var stops = stops(day);
        var region =
                regions.of(
                        stops.stream().map(PlannedVisit::storeId).distinct().toList(),
                        day.key().date(),
                        day.key().date());
        return dayRoutes.optimise(region, day.key(), stops, fixed);
    }

    private ChangeAnswer reorder(
            RepDay day,
            List<UUID> order,
            boolean own,
            @Nullable Integer version,
            @Nullable Boolean dryRun,
            String field) {
        var set =
                ChangeSet.of(
                                own ? ChangeSet.Cause.OWN_ORDER : ChangeSet.Cause.OPTIMISED,
                                actor.name(),
                                List.of(new Change.Reorder(day.planId(), day.key(), order, own)))
                        .expectingDays(
                                version == null
                                        ? own ? Map.of() : Map.of(day.key(), day.version())
                                        : Map.of(day.key(), version));
        return answers.of(
                Boolean.TRUE.equals(dryRun) ? planning.preview(set) : planning.apply(set),
                _ -> field);
    }
}
