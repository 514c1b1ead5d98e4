package ru.t2.marshrut.routing;

import java.util.List;
import java.util.stream.IntStream;
import org.marshrut.solver.Stop;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.routing.VariantsAnswer.LocationAnswer;
import ru.t2.marshrut.routing.VariantsAnswer.VariantAnswer;
import ru.t2.marshrut.routing.VariantsAnswer.VariantStop;

/// Puts routes to choose from into the words and units of the API.
@Component
class VariantAnswers {

    private final WishAnswers wishes;
    private final RouteViolations violations;

    VariantAnswers(WishAnswers wishes, RouteViolations violations) {
        this.wishes = wishes;
        this.violations = violations;
    }

    /// @param explained of each candidate, in their order
    VariantsAnswer of(
            UnderstoodTask understood,
            CandidateRoutes.Proposal proposal,
            List<Explanation> explained) {
        var task = understood.task();
        var candidates = proposal.candidates();
        int recommended =
                RouteChoice.best(candidates, task.preference().orElse(Preference.DISTANCE));
        return new VariantsAnswer(
                task.stops().stream().map(LocationAnswer::of).toList(),
                FiguresAnswer.of(proposal.original()),
                IntStream.range(0, candidates.size())
                        .mapToObj(i ->
                                variant(
                                        understood,
                                        candidates.get(i),
                                        i == recommended,
                                        explained.get(i)))
                        .toList(),
                wishes.of(understood));
    }

    private VariantAnswer variant(
            UnderstoodTask understood,
            Candidate candidate,
            boolean recommended,
            Explanation explanation) {
        var stops = understood.task().stops();
        return new VariantAnswer(
                candidate.name(),
                recommended,
                candidate.order().stream().map(number -> stops.get(number).id()).toList(),
                FiguresAnswer.of(candidate),
                candidate.source(),
                candidate.route().stops().stream()
                        .map(stop -> stop(stop, stops.get(RouteProblem.number(stop)).id()))
                        .toList(),
                explanation.pros(),
                explanation.cons(),
                explanation.source(),
                explanation.refusal().orElse(null),
                violations.of(candidate, understood.task(), understood.granted().understood()));
    }

    private static VariantStop stop(Stop stop, String id) {
        return new VariantStop(
                id,
                ApiUnits.timeOfDay(stop.arrivalSeconds()),
                ApiUnits.timeOfDay(stop.departureSeconds()),
                ApiUnits.dayOffset(stop.arrivalSeconds()),
                stop.waitSeconds() / 60,
                ApiUnits.minutesUp(stop.lateSeconds()));
    }
}
