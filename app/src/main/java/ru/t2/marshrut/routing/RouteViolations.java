package ru.t2.marshrut.routing;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.marshrut.solver.Violation;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.routing.RouteAnswer.ViolationAnswer;

/// Names the promises and wishes that a route does not keep. Thread-safe.
@Component
class RouteViolations {

    /// What was understood but can't be done. What was not understood is asked back, not broken.
    private static final Set<String> INFEASIBLE =
            Set.of(
                    "wish.contradiction",
                    "wish.too_few_left",
                    "wish.outside_window",
                    "wish.before_departure",
                    UnderstoodWish.NOT_CHOSEN);

    private final Texts texts;

    RouteViolations(Texts texts) {
        this.texts = texts;
    }

    List<ViolationAnswer> of(Candidate candidate, RouteTask task, List<UnderstoodWish> understood) {
        var promises =
                candidate.plan().violations().stream()
                        .map(violation -> promise(violation, task.stops()));
        var wishes =
                understood.stream()
                        .map(wish -> wish.asKeptBy(candidate.order(), task.rules()))
                        .filter(wish -> wish.refusal().filter(INFEASIBLE::contains).isPresent())
                        .map(this::wish);
        return Stream.concat(promises, wishes).toList();
    }

    private ViolationAnswer promise(Violation violation, List<StopRequest> stops) {
        long minutes = ApiUnits.minutesUp(violation.amount());
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

    private ViolationAnswer wish(UnderstoodWish wish) {
        var reason = texts.get(wish.refusal().orElseThrow(), wish.argument());
        return new ViolationAnswer(
                "wish",
                wish.store().orElse(null),
                0,
                texts.get("route.violation.wish", wish.text(), reason));
    }
}
