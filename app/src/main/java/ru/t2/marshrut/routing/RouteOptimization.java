package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.Assistant;
import ru.t2.marshrut.assistant.ChoiceRequest;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.assistant.PromptTemplate;

/// Makes a route: the solver proposes candidates, a model (or, when asked so, the figures alone)
/// decides, code verifies and keeps the result. Thread-safe.
@Service
class RouteOptimization {

    private static final Logger log = LoggerFactory.getLogger(RouteOptimization.class);
    private static final PromptTemplate PROMPT = PromptTemplate.load("routing", "choose-route-1");

    /// The solver may use this share of the time a request allows.
    private static final double SOLVER_SHARE = 0.3;

    private static final int FEWEST_CANDIDATES = 2;

    private final TaskReading reading;
    private final CandidateRoutes candidateRoutes;
    private final Assistant assistant;
    private final Explanations explanations;
    private final RouteRecords records;

    RouteOptimization(
            TaskReading reading,
            CandidateRoutes candidateRoutes,
            Assistant assistant,
            Explanations explanations,
            RouteRecords records) {
        this.reading = reading;
        this.candidateRoutes = candidateRoutes;
        this.assistant = assistant;
        this.explanations = explanations;
        this.records = records;
    }

    /// What came of a request.
    sealed interface Result {

        /// A route was made and stored.
        record Optimized(RouteAnswer route) implements Result {}

        /// Nobody of those asked could decide; nothing was stored but the run.
        record NobodyDecided(Decision.Unavailable decision) implements Result {}
    }

    Result optimize(RouteTask asked, RouteChoice.By by) {
        var chain = by instanceof RouteChoice.By.Models(var models) ? models : List.<ModelName>of();
        if (by instanceof RouteChoice.By.Models) {
            var refusal = assistant.findRefusal(PROMPT, chain);
            if (refusal.isPresent()) {
                return new Result.NobodyDecided(refusal.get());
            }
        }
        long started = System.nanoTime();
        var budget = reading.budget(asked, chain.size());
        var understood = reading.read(asked, chain, budget);
        var task = understood.task();
        long read = System.nanoTime();
        var proposal = candidateRoutes.find(task, FEWEST_CANDIDATES, solverShare(budget));
        long searched = System.nanoTime();
        Optional<Decision.Chosen> decision = Optional.empty();
        if (by instanceof RouteChoice.By.Models) {
            var failed = understood.reading().failed();
            switch (assistant.choose(
                    new ChoiceRequest(
                            PROMPT,
                            RouteChoice.situation(task),
                            RouteChoice.options(proposal.candidates()),
                            "",
                            chain.subList(failed.size(), chain.size()),
                            failed,
                            budget.minusNanos(searched - started)))) {
                case Decision.Chosen chosen -> decision = Optional.of(chosen);
                case Decision.Unavailable unavailable -> {
                    return new Result.NobodyDecided(unavailable);
                }
            }
        }
        int index =
                decision.map(Decision.Chosen::index)
                        .orElseGet(() ->
                                RouteChoice.best(
                                        proposal.candidates(),
                                        task.preference().orElse(Preference.DISTANCE)));
        var candidate = proposal.candidates().get(index);
        var route =
                records.keep(
                        understood,
                        proposal,
                        index,
                        decision.isPresent()
                                ? OptimizedRoute.ChosenBy.MODEL
                                : OptimizedRoute.ChosenBy.SOLVER,
                        decision,
                        task.explain()
                                ? Optional.of(
                                        explanations.byModel(
                                                candidate,
                                                proposal.candidates(),
                                                decision.map(d -> List.of(d.model()))
                                                        .orElse(List.of()),
                                                budget.minusNanos(System.nanoTime() - started)))
                                : Optional.empty());
        log.info(
                "{} stops: {} of {} candidates by {}, {} km, search {} ms, all {} ms",
                task.stops().size(),
                candidate.name().id(),
                proposal.candidates().size(),
                route.modelUsed(),
                candidate.distanceMetres() / 1000,
                (searched - read) / 1_000_000,
                (System.nanoTime() - started) / 1_000_000);
        return new Result.Optimized(route);
    }

    static Duration solverShare(Duration budget) {
        return Duration.ofMillis((long) (budget.toMillis() * SOLVER_SHARE));
    }
}
