package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Stop;
import org.marshrut.solver.Violation;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Attempt;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.routing.RouteAnswer.AttemptAnswer;
import ru.t2.marshrut.routing.RouteAnswer.CandidateAnswer;
import ru.t2.marshrut.routing.RouteAnswer.ModelRunAnswer;
import ru.t2.marshrut.routing.RouteAnswer.StopAnswer;
import ru.t2.marshrut.routing.RouteAnswer.ViolationAnswer;

/// Puts routes into the words and units of the API.
@Component
class RouteAnswers {

    private static final int SECONDS_A_DAY = 24 * 3600;

    private final Texts texts;
    private final WishAnswers wishes;

    RouteAnswers(Texts texts, WishAnswers wishes) {
        this.texts = texts;
        this.wishes = wishes;
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
                kilometres(chosen.distanceMetres()),
                hours(chosen.durationSeconds()),
                route.cost().roubles(),
                route.distanceSource(),
                route.modelUsed(),
                route.fallbackReason().orElse(null),
                twoDecimals(route.qualityScore(), RoundingMode.FLOOR),
                route.createdAt(),
                candidates(route),
                wishes.of(route),
                modelRun(route),
                chosen.plan().violations().stream()
                        .map(violation -> violation(violation, stops))
                        .toList());
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
                timeOfDay(stop.arrivalSeconds()),
                timeOfDay(stop.departureSeconds()),
                stop.arrivalSeconds() / SECONDS_A_DAY,
                stop.waitSeconds() / 60,
                minutesUp(stop.lateSeconds()));
    }

    private List<CandidateAnswer> candidates(OptimizedRoute route) {
        var all = route.candidates();
        return IntStream.range(0, all.size())
                .mapToObj(i -> {
                    var candidate = all.get(i);
                    return new CandidateAnswer(
                            candidate.name(),
                            kilometres(candidate.distanceMetres()),
                            hours(candidate.durationSeconds()),
                            minutesUp(candidate.route().lateSeconds()),
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
                                kilometres(difference.metres()),
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

    private ViolationAnswer violation(Violation violation, List<StopRequest> stops) {
        long minutes = minutesUp(violation.amount());
        String visit = violation.visitId();
        if (visit == null) {
            return new ViolationAnswer(
                    "overtime", null, minutes, texts.get("route.violation.overtime", minutes));
        }
        var stop = stops.get(Integer.parseInt(visit));
        return new ViolationAnswer(
                "late",
                stop.id(),
                minutes,
                texts.get("route.violation.late", stop.name(), minutes, stop.closes().toString()));
    }

    private static LocalTime timeOfDay(int seconds) {
        return LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
    }

    /// A begun minute late is a minute late.
    private static long minutesUp(long seconds) {
        return Math.ceilDiv(seconds, 60L);
    }

    private static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres, 3).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal hours(long seconds) {
        return twoDecimals(seconds / 3600.0, RoundingMode.HALF_UP);
    }

    private static BigDecimal twoDecimals(double value, RoundingMode rounding) {
        return BigDecimal.valueOf(value).setScale(2, rounding);
    }
}
