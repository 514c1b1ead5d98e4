package ru.t2.marshrut.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.Assistant;
import ru.t2.marshrut.assistant.ChoiceRequest;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.assistant.NamedPlace;
import ru.t2.marshrut.assistant.PromptTemplate;
import ru.t2.marshrut.assistant.WishReader;
import ru.t2.marshrut.platform.AppSettings;

/// Makes a route: the solver proposes candidates, a model (or, when asked so, the figures alone)
/// decides, code verifies and keeps the result. Thread-safe.
@Service
class RouteOptimization {

    private static final Logger log = LoggerFactory.getLogger(RouteOptimization.class);
    private static final PromptTemplate PROMPT = PromptTemplate.load("routing", "choose-route-1");

    /// The solver may use this share of the time a request allows.
    private static final double SOLVER_SHARE = 0.3;

    /// Reading wishes may use this part of it.
    private static final int READING_SHARE = 4;

    private final CandidateRoutes candidateRoutes;
    private final WishReader reader;
    private final Assistant assistant;
    private final RouteAnswers answers;
    private final RouteRepository repository;
    private final AppSettings settings;
    private final Clock clock;

    RouteOptimization(
            CandidateRoutes candidateRoutes,
            WishReader reader,
            Assistant assistant,
            RouteAnswers answers,
            RouteRepository repository,
            AppSettings settings,
            Clock clock) {
        this.candidateRoutes = candidateRoutes;
        this.reader = reader;
        this.assistant = assistant;
        this.answers = answers;
        this.repository = repository;
        this.settings = settings;
        this.clock = clock;
    }

    /// What came of a request.
    sealed interface Result {

        /// A route was made and stored.
        record Optimized(RouteAnswer route) implements Result {}

        /// Nobody of those asked could decide; nothing was stored but the run.
        record NobodyDecided(Decision.Unavailable decision) implements Result {}
    }

    Result optimize(RouteTask asked, RouteChoice.By by) {
        if (by instanceof RouteChoice.By.Models(var chain)) {
            var refusal = assistant.findRefusal(PROMPT, chain);
            if (refusal.isPresent()) {
                return new Result.NobodyDecided(refusal.get());
            }
        }
        long started = System.nanoTime();
        var budget = budget(asked, by);
        var reading = read(asked, by, budget);
        var granted = GrantedWishes.of(asked, reading.wishes());
        var task = granted.task();
        long read = System.nanoTime();
        var proposal = candidateRoutes.find(task, solverShare(budget));
        long searched = System.nanoTime();
        return switch (by) {
            case RouteChoice.By.Solver() -> {
                int best =
                        RouteChoice.best(
                                proposal.candidates(),
                                task.preference().orElse(Preference.DISTANCE),
                                task.tariff());
                yield finished(
                        granted,
                        reading,
                        proposal,
                        best,
                        Optional.empty(),
                        started,
                        searched - read);
            }
            case RouteChoice.By.Models(var chain) -> {
                var left = budget.minusNanos(searched - started);
                var decision =
                        assistant.choose(
                                new ChoiceRequest(
                                        PROMPT,
                                        RouteChoice.situation(task),
                                        RouteChoice.options(proposal.candidates()),
                                        "",
                                        chain.subList(reading.failed().size(), chain.size()),
                                        reading.failed(),
                                        left));
                yield switch (decision) {
                    case Decision.Chosen chosen ->
                            finished(
                                    granted,
                                    reading,
                                    proposal,
                                    chosen.index(),
                                    Optional.of(chosen),
                                    started,
                                    searched - read);
                    case Decision.Unavailable unavailable -> new Result.NobodyDecided(unavailable);
                };
            }
        };
    }

    /// Wishes are read by whoever is to choose; without models by keywords.
    private WishReader.Reading read(RouteTask task, RouteChoice.By by, Duration budget) {
        if (task.notes().isEmpty()) {
            return WishReader.Reading.NOTHING;
        }
        var chain = by instanceof RouteChoice.By.Models(var models) ? models : List.<ModelName>of();
        var places =
                task.stops().stream()
                        .map(stop -> new NamedPlace(stop.id(), stop.name(), stop.address()))
                        .toList();
        return reader.read(task.notes(), places, chain, budget.dividedBy(READING_SHARE));
    }

    private Result.Optimized finished(
            GrantedWishes granted,
            WishReader.Reading reading,
            CandidateRoutes.Proposal proposal,
            int chosen,
            Optional<Decision.Chosen> decision,
            long started,
            long searchNanos) {
        var task = granted.task();
        var candidates = proposal.candidates();
        var candidate = candidates.get(chosen);
        RouteVerification.verify(task, candidate);
        var fingerprint = Fingerprint.of(task);
        long shortest = shortestKnown(candidates, candidate, fingerprint);
        var route =
                new OptimizedRoute(
                        UUID.randomUUID(),
                        OffsetDateTime.now(clock),
                        task,
                        granted.understood(),
                        reading.readBy(),
                        candidates,
                        chosen,
                        decision,
                        task.tariff().cost(candidate.legMetres()),
                        proposal.distanceSource(),
                        candidate.distanceMetres() == 0
                                ? 100
                                : 100.0 * shortest / candidate.distanceMetres());
        var answer = answers.of(route);
        repository.insert(route, answer, fingerprint);
        log.info(
                "{} stops: {} of {} candidates by {}, {} km, search {} ms, all {} ms",
                task.stops().size(),
                candidate.name().id(),
                candidates.size(),
                route.modelUsed(),
                candidate.distanceMetres() / 1000,
                searchNanos / 1_000_000,
                (System.nanoTime() - started) / 1_000_000);
        return new Result.Optimized(answer);
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

    private Duration budget(RouteTask task, RouteChoice.By by) {
        int models = by instanceof RouteChoice.By.Models(var chain) ? chain.size() : 1;
        return task.timeout().orElseGet(() -> settings.models().timeout().multipliedBy(models));
    }

    private static Duration solverShare(Duration budget) {
        return Duration.ofMillis((long) (budget.toMillis() * SOLVER_SHARE));
    }
}
