package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.routing.RouteComparison.ChangedStop;
import ru.t2.marshrut.routing.RouteComparison.Deltas;
import ru.t2.marshrut.routing.RouteComparison.Side;

/// Compares a route with the order in which its stops were given.
@Component
class RouteComparisons {

    RouteComparison of(OptimizedRoute route) {
        var stops = route.task().stops();
        var original = side(route.original(), stops);
        var optimised = side(route.route(), stops);
        return new RouteComparison(
                original,
                optimised,
                deltas(original.figures(), optimised.figures()),
                DistanceSource.ofAll(List.of(route.original().source(), route.route().source())),
                changed(route.original(), route.route(), stops));
    }

    private static Side side(Candidate candidate, List<StopRequest> stops) {
        return new Side(
                candidate.order().stream().map(number -> stops.get(number).id()).toList(),
                FiguresAnswer.of(candidate));
    }

    /// Of the figures as they are told, so that the sums can be checked by hand.
    private static Deltas deltas(FiguresAnswer original, FiguresAnswer optimised) {
        var kilometres = optimised.distanceKm().subtract(original.distanceKm());
        return new Deltas(
                kilometres,
                original.distanceKm().signum() == 0
                        ? BigDecimal.ZERO.setScale(1)
                        : kilometres
                                .movePointRight(2)
                                .divide(original.distanceKm(), 1, RoundingMode.HALF_UP),
                optimised.timeHours().subtract(original.timeHours()),
                optimised.costRub().subtract(original.costRub()),
                optimised.waitMinutes() - original.waitMinutes(),
                optimised.lateMinutes() - original.lateMinutes(),
                optimised.overtimeMinutes() - original.overtimeMinutes(),
                optimised.priorityMinutes() - original.priorityMinutes());
    }

    private static List<ChangedStop> changed(
            Candidate original, Candidate optimised, List<StopRequest> stops) {
        return IntStream.range(0, optimised.order().size())
                .filter(after -> !original.order().get(after).equals(optimised.order().get(after)))
                .mapToObj(after -> {
                    int number = optimised.order().get(after);
                    int before = original.order().indexOf(number);
                    var then = original.route().stops().get(before);
                    var now = optimised.route().stops().get(after);
                    return new ChangedStop(
                            stops.get(number).id(),
                            stops.get(number).name(),
                            before + 1,
                            after + 1,
                            ApiUnits.timeOfDay(then.arrivalSeconds()),
                            ApiUnits.timeOfDay(now.arrivalSeconds()),
                            ApiUnits.minutesUp(then.lateSeconds()),
                            ApiUnits.minutesUp(now.lateSeconds()));
                })
                .toList();
    }
}
