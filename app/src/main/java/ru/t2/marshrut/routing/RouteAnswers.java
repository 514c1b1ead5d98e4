package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Stop;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Attempt;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.routing.RouteAnswer.AttemptAnswer;
import ru.t2.marshrut.routing.RouteAnswer.CandidateAnswer;
import ru.t2.marshrut.routing.RouteAnswer.ExplanationAnswer;
import ru.t2.marshrut.routing.RouteAnswer.ModelRunAnswer;
import ru.t2.marshrut.routing.RouteAnswer.StopAnswer;

/// Puts routes into the words and units of the API.
@Component
class RouteAnswers {

    private final Texts texts;
    private final WishAnswers wishes;
    private final RouteViolations violations;

    RouteAnswers(Texts texts, WishAnswers wishes, RouteViolations violations) {
        this.texts = texts;
        this.wishes = wishes;
        this.violations = violations;
    }

    RouteAnswer of(OptimizedRoute route) {
        var stops = route.task().stops();
        var chosen = route.route();
        return new RouteAnswer(
                route.id(),
                texts.get("route.name", route.createdAt().toLocalDate(), stops.size()),
                chosen.route().stops().stream()
                        .map(stop -> stop(stop, stops.get(RouteProblem.number(stop))))
                        .toList(),
                ApiUnits.kilometres(chosen.distanceMetres()),
                ApiUnits.hours(chosen.durationSeconds()),
                chosen.cost().roubles(),
                chosen.source(),
                route.modelUsed(),
                route.fallbackReason().orElse(null),
                BigDecimal.valueOf(route.qualityScore()).setScale(2, RoundingMode.FLOOR),
                route.createdAt(),
                candidates(route),
                wishes.of(route),
                modelRun(route),
                violations.of(chosen, route.task(), route.understood()),
                route.chosenBy(),
                route.explanation().map(ExplanationAnswer::of).orElse(null));
    }

    private static StopAnswer stop(Stop stop, StopRequest request) {
        return new StopAnswer(
                request.id(),
                request.name(),
                request.address(),
                request.point().lat(),
                request.point().lon(),
                request.opens(),
                request.closes(),
                request.priority(),
                ApiUnits.timeOfDay(stop.arrivalSeconds()),
                ApiUnits.timeOfDay(stop.departureSeconds()),
                ApiUnits.dayOffset(stop.arrivalSeconds()),
                stop.waitSeconds() / 60,
                ApiUnits.minutesUp(stop.lateSeconds()));
    }

    private List<CandidateAnswer> candidates(OptimizedRoute route) {
        var all = route.candidates();
        return IntStream.range(0, all.size())
                .mapToObj(i -> {
                    var candidate = all.get(i);
                    return new CandidateAnswer(
                            candidate.name(),
                            ApiUnits.kilometres(candidate.distanceMetres()),
                            ApiUnits.hours(candidate.durationSeconds()),
                            ApiUnits.minutesUp(candidate.route().lateSeconds()),
                            i == route.chosen(),
                            reason(RouteChoice.Difference.of(candidate, all)));
                })
                .toList();
    }

    private String reason(RouteChoice.Difference difference) {
        String way =
                difference.metres() == 0
                        ? texts.get("route.reason.shortest")
                        : texts.get(
                                "route.reason.longer",
                                ApiUnits.kilometres(difference.metres()),
                                difference.minutes());
        return difference.lateMinutes() == 0
                ? way
                : texts.get("route.reason.late", way, difference.lateMinutes());
    }

    private static @Nullable ModelRunAnswer modelRun(OptimizedRoute route) {
        return route.decision().map(RouteAnswers::modelRun).orElse(null);
    }

    private static ModelRunAnswer modelRun(Decision.Chosen decision) {
        var usage = decision.attempts().getLast().usage();
        return new ModelRunAnswer(
                decision.runId(),
                decision.promptVersion(),
                usage.promptTokens(),
                usage.outputTokens(),
                decision.attempts().stream()
                        .mapToLong(attempt -> attempt.duration().toMillis())
                        .sum(),
                BigDecimal.valueOf(decision.confidence()).setScale(3, RoundingMode.HALF_UP),
                decision.attempts().stream().map(RouteAnswers::attempt).toList());
    }

    private static AttemptAnswer attempt(Attempt attempt) {
        return new AttemptAnswer(
                attempt.model().id(), attempt.outcome(), attempt.duration().toMillis());
    }
}
