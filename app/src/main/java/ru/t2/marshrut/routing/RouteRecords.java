package ru.t2.marshrut.routing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Decision;

/// Verifies a route that was chosen, puts it on record and into words. Thread-safe.
@Component
class RouteRecords {

    private final RouteAnswers answers;
    private final RouteComparisons comparisons;
    private final RouteRepository repository;
    private final Clock clock;

    RouteRecords(
            RouteAnswers answers,
            RouteComparisons comparisons,
            RouteRepository repository,
            Clock clock) {
        this.answers = answers;
        this.comparisons = comparisons;
        this.repository = repository;
        this.clock = clock;
    }

    /// Keeps one of the candidates as a route.
    ///
    /// @param chosen index into the candidates
    /// @param decision the models' part; empty when no model was asked to choose
    /// @param explanation of the chosen one; empty when none was asked for
    RouteAnswer keep(
            UnderstoodTask understood,
            CandidateRoutes.Proposal proposal,
            int chosen,
            OptimizedRoute.ChosenBy chosenBy,
            Optional<Decision.Chosen> decision,
            Optional<Explanation> explanation) {
        var task = understood.task();
        var candidate = proposal.candidates().get(chosen);
        RouteVerification.verify(task, candidate);
        var fingerprint = Fingerprint.of(task, candidate.source());
        long shortest = shortestKnown(proposal.candidates(), candidate, fingerprint);
        var route =
                new OptimizedRoute(
                        UUID.randomUUID(),
                        OffsetDateTime.now(clock),
                        task,
                        understood.granted().understood(),
                        understood.reading().readBy(),
                        proposal.candidates(),
                        chosen,
                        proposal.original(),
                        chosenBy,
                        decision,
                        explanation,
                        candidate.distanceMetres() == 0
                                ? 100
                                : 100.0 * shortest / candidate.distanceMetres());
        var answer = answers.of(route);
        repository.insert(route, answer, comparisons.of(route), fingerprint);
        return answer;
    }

    /// Among routes that keep their promises no worse: offered now, or stored before.
    private long shortestKnown(List<Candidate> candidates, Candidate chosen, String fingerprint) {
        var offered =
                candidates.stream()
                        .filter(candidate -> candidate.brokenSeconds() <= chosen.brokenSeconds())
                        .mapToLong(Candidate::distanceMetres);
        var stored = repository.findShortestMetres(fingerprint, chosen.brokenSeconds()).stream();
        return LongStream.concat(offered, stored).min().orElseThrow();
    }
}
