package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.PlainText;

/// Changes by hand over HTTP.
@RestController
@Tag(name = "planning")
class MovesController {

    private static final int MAX_MOVES = 500;

    private final Planning planning;
    private final ChangeAnswers answers;
    private final CurrentActor actor;

    MovesController(Planning planning, ChangeAnswers answers, CurrentActor actor) {
        this.planning = planning;
        this.answers = answers;
        this.actor = actor;
    }

    /// Kinds of moves.
    enum Kind {
        @JsonProperty("move")
        MOVE,
        @JsonProperty("swap")
        SWAP,
        @JsonProperty("pin")
        PIN,
        @JsonProperty("unpin")
        UNPIN,
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE,
        @JsonProperty("cancel")
        CANCEL
    }

    /// One move; which fields it needs depends on its kind.
    @Schema(name = "Move")
    record Move(
            @Nullable Kind type,
            @Nullable UUID visitId,
            @Schema(description = "Of a swap") @Nullable UUID otherVisitId,
            @Schema(description = "Of an add") @Nullable String storeId,
            @Schema(description = "Default: the visit's own") @Nullable String repId,
            @Nullable LocalDate date,
            @Schema(description = "In the route, from 1; default: where it costs least")
                    @Nullable Integer position,
            @Schema(description = "The visit's version that you have seen")
                    @Nullable Integer version,
            @Nullable Integer otherVersion) {}

    /// Moves that are made together or not at all.
    record MovesRequest(
            @Nullable List<@Nullable Move> moves,
            @Nullable Boolean dryRun,
            @Size(max = 500) @PlainText @Nullable String comment) {}

    @PostMapping("/api/v1/schedule/moves")
    @Operation(
            summary = "Moves, swaps, pins, adds, removes or cancels visits; all or nothing",
            description =
                    "`remove` puts a visit into the \"to place\" list, `cancel` ends it. Broken promises are told, not"
                            + " forbidden. `dry_run` changes nothing.")
    ChangeAnswers.ChangeAnswer move(@Valid @RequestBody MovesRequest request) {
        var problems = new ArrayList<FieldProblem>();
        var moves = moves(request, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var changes = new ArrayList<Change>();
        var origins = new ArrayList<Integer>();
        var expected = new HashMap<UUID, Integer>();
        for (int i = 0; i < moves.size(); i++) {
            int before = changes.size();
            changes.addAll(changes(moves.get(i), "moves[" + i + "]", problems, expected));
            for (int k = before; k < changes.size(); k++) {
                origins.add(i);
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var set =
                ChangeSet.of(ChangeSet.Cause.MOVED, actor.name(), changes)
                        .because(Optional.ofNullable(request.comment()))
                        .expecting(expected);
        var outcome =
                Boolean.TRUE.equals(request.dryRun()) ? planning.preview(set) : planning.apply(set);
        return answers.of(
                outcome,
                refusal -> {
                    int origin = origins.get(refusal.index());
                    return "moves[%d].%s".formatted(origin, field(moves.get(origin), refusal));
                });
    }

    private static String field(Move move, ChangeOutcome.Refusal refusal) {
        var other = move.otherVisitId();
        boolean ofOther =
                other != null
                        && !refusal.arguments().isEmpty()
                        && refusal.arguments().getFirst().equals(other);
        return ofOther ? "other_visit_id" : refusal.rule().field();
    }

    private static List<Move> moves(MovesRequest request, List<FieldProblem> problems) {
        var given = request.moves();
        if (given == null || given.isEmpty() || given.size() > MAX_MOVES) {
            problems.add(FieldProblem.of("moves", "planning.moves", MAX_MOVES));
            return List.of();
        }
        var moves = new ArrayList<Move>();
        for (var move : given) {
            if (move == null) {
                problems.add(FieldProblem.of("moves[" + moves.size() + "]", "planning.required"));
                return List.of();
            }
            moves.add(move);
        }
        return moves;
    }

    private List<Change> changes(
            Move move, String field, List<FieldProblem> problems, Map<UUID, Integer> expected) {
        var type = move.type();
        if (type == null) {
            problems.add(FieldProblem.of(field + ".type", "planning.required"));
            return List.of();
        }
        if (type == Kind.ADD) {
            return add(move, field, problems);
        }
        var visit = visit(move.visitId(), field + ".visit_id", problems);
        if (visit == null) {
            return List.of();
        }
        if (move.version() != null) {
            expected.put(visit.id(), move.version());
        }
        return switch (type) {
            case MOVE -> moved(move, visit, field, problems);
            case SWAP -> swapped(move, visit, field, problems, expected);
            case PIN -> List.of(new Change.Pin(visit.id(), true));
            case UNPIN -> List.of(new Change.Pin(visit.id(), false));
            case REMOVE ->
                    List.of(new Change.TakeOut(visit.id(), Unplaced.of(Unplaced.Code.TAKEN_OUT)));
            case CANCEL -> List.of(new Change.Cancel(visit.id()));
            case ADD -> throw new IllegalStateException("An add has no visit yet.");
        };
    }

    private List<Change> add(Move move, String field, List<FieldProblem> problems) {
        var storeId = move.storeId();
        var date = move.date();
        if (storeId == null) {
            problems.add(FieldProblem.of(field + ".store_id", "planning.required"));
        }
        if (date == null) {
            problems.add(FieldProblem.of(field + ".date", "planning.required"));
        }
        if (storeId == null || date == null) {
            return List.of();
        }
        var plan =
                planning.findPlan(YearMonth.from(date))
                        .orElseThrow(() ->
                                ApiException.of(
                                        HttpStatus.NOT_FOUND,
                                        "no_plan",
                                        YearMonth.from(date).toString()));
        var id = UUID.randomUUID();
        var changes = new ArrayList<Change>();
        changes.add(new Change.Add(id, plan.id(), storeId, true));
        if (move.repId() == null) {
            problems.add(FieldProblem.of(field + ".rep_id", "planning.required"));
        } else {
            changes.add(
                    new Change.Place(
                            id,
                            move.repId(),
                            date,
                            position(move, field, problems),
                            VisitStatus.PLANNED));
        }
        return changes;
    }

    private static List<Change> moved(
            Move move, PlannedVisit visit, String field, List<FieldProblem> problems) {
        var repId =
                move.repId() != null
                        ? move.repId()
                        : visit.placement().map(Placement::repId).orElse(null);
        var date =
                move.date() != null
                        ? move.date()
                        : visit.placement().map(Placement::date).orElse(null);
        if (repId == null) {
            problems.add(FieldProblem.of(field + ".rep_id", "planning.required"));
        }
        if (date == null) {
            problems.add(FieldProblem.of(field + ".date", "planning.required"));
        }
        if (repId == null || date == null) {
            return List.of();
        }
        return List.of(
                new Change.Place(
                        visit.id(),
                        repId,
                        date,
                        position(move, field, problems),
                        visit.status().awaited()));
    }

    private List<Change> swapped(
            Move move,
            PlannedVisit visit,
            String field,
            List<FieldProblem> problems,
            Map<UUID, Integer> expected) {
        var other = visit(move.otherVisitId(), field + ".other_visit_id", problems);
        if (other == null) {
            return List.of();
        }
        if (move.otherVersion() != null) {
            expected.put(other.id(), move.otherVersion());
        }
        if (visit.placement().isEmpty() || other.placement().isEmpty()) {
            problems.add(FieldProblem.of(field, "planning.swap_needs_days"));
            return List.of();
        }
        var here = visit.placement().get();
        var there = other.placement().get();
        // Out first, so that neither is in the other's way.
        var out = Unplaced.of(Unplaced.Code.TAKEN_OUT);
        var first = here.position() <= there.position() ? visit : other;
        var second = first.equals(visit) ? other : visit;
        var firstGoes = first.equals(visit) ? there : here;
        var secondGoes = first.equals(visit) ? here : there;
        return List.of(
                new Change.TakeOut(visit.id(), out),
                new Change.TakeOut(other.id(), out),
                new Change.Place(
                        second.id(),
                        secondGoes.repId(),
                        secondGoes.date(),
                        OptionalInt.of(secondGoes.position()),
                        second.status().awaited()),
                new Change.Place(
                        first.id(),
                        firstGoes.repId(),
                        firstGoes.date(),
                        OptionalInt.of(firstGoes.position()),
                        first.status().awaited()));
    }

    private static OptionalInt position(Move move, String field, List<FieldProblem> problems) {
        var position = move.position();
        if (position != null && position < 1) {
            problems.add(FieldProblem.of(field + ".position", "planning.position", position));
        }
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    private @Nullable PlannedVisit visit(
            @Nullable UUID id, String field, List<FieldProblem> problems) {
        if (id == null) {
            problems.add(FieldProblem.of(field, "planning.required"));
            return null;
        }
        var visit = planning.findVisit(id);
        if (visit.isEmpty()) {
            problems.add(FieldProblem.of(field, "planning.refused.unknown_visit", id.toString()));
        }
        return visit.orElse(null);
    }
}
