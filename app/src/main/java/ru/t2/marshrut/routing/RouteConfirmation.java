package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;

/// Keeps the order that a person has chosen. Of what the client sends only the order counts: every
/// figure is computed here, beside the candidates that the solver finds for the same task, which
/// also tell what the order is called. Thread-safe.
@Service
class RouteConfirmation {

    private static final Logger log = LoggerFactory.getLogger(RouteConfirmation.class);

    private final TaskReading reading;
    private final CandidateRoutes candidateRoutes;
    private final Explanations explanations;
    private final RouteRecords records;

    RouteConfirmation(
            TaskReading reading,
            CandidateRoutes candidateRoutes,
            Explanations explanations,
            RouteRecords records) {
        this.reading = reading;
        this.candidateRoutes = candidateRoutes;
        this.explanations = explanations;
        this.records = records;
    }

    /// @param chain models that may read the notes
    /// @param ids of all stops in visiting order
    /// @throws ApiException 422 if the order is not one of the task's stops
    RouteAnswer confirm(RouteTask asked, List<ModelName> chain, List<String> ids) {
        long started = System.nanoTime();
        var budget = reading.budget(asked, chain.size());
        refuseUnknown(asked, ids);
        var understood = reading.read(asked, chain, budget);
        var order = order(understood.task(), ids);
        var proposal =
                candidateRoutes
                        .find(
                                understood.task(),
                                RouteVariants.FEWEST,
                                RouteOptimization.solverShare(budget))
                        .with(order);
        int chosen =
                IntStream.range(0, proposal.candidates().size())
                        .filter(i -> proposal.candidates().get(i).order().equals(order))
                        .findFirst()
                        .orElseThrow();
        var candidate = proposal.candidates().get(chosen);
        log.info(
                "{} stops: {} of {} candidates by a person, {} km",
                ids.size(),
                candidate.name().id(),
                proposal.candidates().size(),
                candidate.distanceMetres() / 1000);
        return records.keep(
                understood,
                proposal,
                chosen,
                OptimizedRoute.ChosenBy.PERSON,
                Optional.empty(),
                asked.explain()
                        ? Optional.of(
                                explanations.byModel(
                                        candidate,
                                        proposal.candidates(),
                                        chain,
                                        budget.minusNanos(System.nanoTime() - started)))
                        : Optional.empty());
    }

    private static void refuseUnknown(RouteTask asked, List<String> ids) {
        var known = asked.stops().stream().map(StopRequest::id).toList();
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                problems.add(
                        FieldProblem.of(
                                "order[%d]".formatted(i), "field.order_unknown", ids.get(i)));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
    }

    /// Numbers of the stops; each stop of the task has its place exactly once.
    private static List<Integer> order(RouteTask task, List<String> ids) {
        var known = task.stops().stream().map(StopRequest::id).toList();
        var missing = known.stream().filter(id -> !ids.contains(id)).toList();
        var left = ids.stream().filter(id -> !known.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw ApiException.invalidInput(
                    List.of(
                            FieldProblem.of(
                                    "order", "field.order_missing", String.join(", ", missing))));
        }
        if (!left.isEmpty()) {
            throw ApiException.invalidInput(
                    List.of(
                            FieldProblem.of(
                                    "order", "field.order_left_out", String.join(", ", left))));
        }
        return ids.stream().map(known::indexOf).toList();
    }
}
