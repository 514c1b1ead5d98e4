package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.planning.ScheduleAnswers.DayAnswer;
import ru.t2.marshrut.planning.ScheduleAnswers.VisitAnswer;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;

/// Puts what came of changes into the words of the API. Thread-safe.
@Component
class ChangeAnswers {

    private final ScheduleAnswers answers;
    private final Spacing spacing;

    ChangeAnswers(ScheduleAnswers answers, Spacing spacing) {
        this.answers = answers;
        this.spacing = spacing;
    }

    /// Figures of some routes together.
    @Schema(name = "RouteTotals")
    record Totals(BigDecimal distanceKm, BigDecimal hours, BigDecimal costRub, int violations) {

        static Totals of(List<RepDay> days) {
            return new Totals(
                    ScheduleAnswers.kilometres(ScheduleAnswers.metres(days)),
                    ScheduleAnswers.hours(
                            days.stream().mapToLong(day -> day.figures().durationSeconds()).sum()),
                    ScheduleAnswers.cost(days).roubles(),
                    days.stream().mapToInt(day -> day.figures().violations().size()).sum());
        }
    }

    /// A route before and after.
    @Schema(name = "DayChange")
    record DayChangeAnswer(
            String repId, LocalDate date, @Nullable DayAnswer before, @Nullable DayAnswer after) {}

    /// Two calls at a store that are closer than its norm allows.
    @Schema(name = "SpacingViolation")
    record TooClose(
            UUID visitId,
            String storeId,
            LocalDate date,
            LocalDate other,
            int workingDays,
            int required) {}

    /// What came of changes.
    @Schema(name = "ChangeAnswer")
    record ChangeAnswer(
            boolean dryRun,
            @Nullable UUID changeId,
            Totals before,
            Totals after,
            List<DayChangeAnswer> days,
            List<VisitAnswer> visits,
            List<TooClose> tooClose) {}

    /// @param fields names what is refused, as the client wrote it
    ChangeAnswer of(ChangeOutcome outcome, Function<ChangeOutcome.Refusal, String> fields) {
        return switch (outcome) {
            case ChangeOutcome.Applied applied -> applied(applied);
            case ChangeOutcome.Stale(var things) -> throw stale(things);
            case ChangeOutcome.Refused(var refusals) -> {
                var problems = new LinkedHashMap<String, FieldProblem>();
                for (var refusal : refusals) {
                    String field = fields.apply(refusal);
                    problems.putIfAbsent(
                            field,
                            FieldProblem.of(
                                    field,
                                    refusal.rule().messageKey(),
                                    refusal.arguments().stream().map(String::valueOf).toArray()));
                }
                throw ApiException.invalidInput(List.copyOf(problems.values()));
            }
        };
    }

    static ApiException stale(List<ChangeOutcome.StaleThing> things) {
        var stale = new ArrayList<Map<String, Object>>();
        for (var thing : things) {
            var told = new LinkedHashMap<String, Object>();
            if (thing.visitId() != null) {
                told.put("visit_id", thing.visitId());
            }
            var day = thing.day();
            if (day != null) {
                told.put("rep_id", day.repId());
                told.put("date", day.date());
            }
            told.put("current_version", thing.version());
            stale.add(told);
        }
        if (things.size() == 1) {
            return ApiException.staleVersion(things.getFirst().version()).with("stale", stale);
        }
        return ApiException.of(HttpStatus.CONFLICT, "stale_plan").with("stale", stale);
    }

    private ChangeAnswer applied(ChangeOutcome.Applied applied) {
        var before = applied.days().stream().flatMap(day -> day.before().stream()).toList();
        var after = applied.days().stream().flatMap(day -> day.after().stream()).toList();
        return new ChangeAnswer(
                applied.changeId().isEmpty(),
                applied.changeId().orElse(null),
                Totals.of(before),
                Totals.of(after),
                applied.days().stream()
                        .map(day ->
                                new DayChangeAnswer(
                                        day.key().repId(),
                                        day.key().date(),
                                        day.before().map(answers::day).orElse(null),
                                        day.after().map(answers::day).orElse(null)))
                        .toList(),
                applied.visits().stream().map(answers::visit).toList(),
                spacing.tooClose(applied.visits()));
    }
}
