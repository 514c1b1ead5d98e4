package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.ModelName;

/// Offers several routes for a task, for a person to choose from; stores nothing. Thread-safe.
@Service
class RouteVariants {

    private static final Logger log = LoggerFactory.getLogger(RouteVariants.class);
    static final int FEWEST = 3;

    private final TaskReading reading;
    private final CandidateRoutes candidateRoutes;
    private final Explanations explanations;
    private final VariantAnswers answers;

    RouteVariants(
            TaskReading reading,
            CandidateRoutes candidateRoutes,
            Explanations explanations,
            VariantAnswers answers) {
        this.reading = reading;
        this.candidateRoutes = candidateRoutes;
        this.explanations = explanations;
        this.answers = answers;
    }

    /// @param chain models that may read the notes and write explanations; where none of them can,
    ///   keywords and templates do
    VariantsAnswer offer(RouteTask asked, List<ModelName> chain) {
        long started = System.nanoTime();
        var budget = reading.budget(asked, chain.size());
        var understood = reading.read(asked, chain, budget);
        var proposal =
                candidateRoutes.find(
                        understood.task(), FEWEST, RouteOptimization.solverShare(budget));
        var candidates = proposal.candidates();
        candidates.forEach(candidate -> RouteVerification.verify(understood.task(), candidate));
        var writers =
                understood.task().explain()
                        ? chain.subList(
                                Math.min(understood.reading().failed().size(), chain.size()),
                                chain.size())
                        : List.<ModelName>of();
        var explained = new ArrayList<Explanation>();
        for (int i = 0; i < candidates.size(); i++) {
            var left = budget.minusNanos(System.nanoTime() - started);
            explained.add(
                    explanations.byModel(
                            candidates.get(i),
                            candidates,
                            writers,
                            left.dividedBy(candidates.size() - i)));
        }
        log.info(
                "{} stops: {} variants in {} ms",
                understood.task().stops().size(),
                candidates.size(),
                (System.nanoTime() - started) / 1_000_000);
        return answers.of(understood, proposal, explained);
    }
}
