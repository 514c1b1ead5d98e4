package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts a question to models in order until one answers. Thread-safe.
@Component
class ModelChain {

    private static final Logger log = LoggerFactory.getLogger(ModelChain.class);

    private final ModelCatalog models;
    private final ModelRunRepository runs;
    private final ModelMetrics metrics;

    ModelChain(ModelCatalog models, ModelRunRepository runs, ModelMetrics metrics) {
        this.models = models;
        this.runs = runs;
        this.metrics = metrics;
    }

    /// What is asked of each model.
    @FunctionalInterface
    interface Asking<T> {

        /// Asks one model.
        ///
        /// @param told is told how the answer was had, where the answer itself doesn't say
        Outcome<T> ask(LanguageModel model, Deadline deadline, Consumer<Method> told);
    }

    /// What came of it.
    ///
    /// @param answer empty when no model answered
    /// @param reader the model that did
    /// @param attempts every model that was asked
    record Asked<T>(Optional<T> answer, Optional<ModelName> reader, List<Attempt> attempts) {

        Asked {
            attempts = List.copyOf(attempts);
        }
    }

    /// Asks until one answers.
    ///
    /// @param chain models to ask in order; may be empty
    /// @param timeout for all of them together
    <T> Asked<T> ask(
            PromptTemplate prompt, List<ModelName> chain, Duration timeout, Asking<T> question) {
        var whole = Deadline.in(timeout);
        var attempts = new ArrayList<Attempt>();
        for (int i = 0; i < chain.size(); i++) {
            var share = Deadline.in(whole.remaining().dividedBy(chain.size() - i));
            var model = models.get(chain.get(i));
            long started = System.nanoTime();
            var had = new AtomicReference<@Nullable Method>();
            var outcome = question.ask(model, share, had::set);
            var attempt =
                    Attempt.of(
                            chain.get(i),
                            model.status().source(),
                            outcome,
                            Optional.ofNullable(had.get()),
                            Duration.ofNanos(System.nanoTime() - started));
            attempts.add(attempt);
            noteTurn(prompt, attempt);
            if (outcome instanceof Answered<T>(var answer, var _)) {
                noteFallbacks(attempts, Optional.of(chain.get(i)));
                return new Asked<>(Optional.of(answer), Optional.of(chain.get(i)), attempts);
            }
        }
        noteFallbacks(attempts, Optional.empty());
        return new Asked<>(Optional.empty(), Optional.empty(), attempts);
    }

    private void noteFallbacks(List<Attempt> attempts, Optional<ModelName> by) {
        attempts.stream()
                .filter(attempt -> attempt.failure().isPresent())
                .forEach(attempt -> metrics.fallback(attempt, by));
    }

    /// Puts a reading on record, if any model was asked.
    ///
    /// @param answer what was understood, by whomever
    Optional<UUID> keep(
            PromptTemplate prompt, String situation, String answer, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return Optional.empty();
        }
        var runId = UUID.randomUUID();
        runs.insertReading(runId, prompt, situation, answer, attempts);
        return Optional.of(runId);
    }

    /// Tells the log and the metrics of one model's turn.
    void noteTurn(PromptTemplate prompt, Attempt attempt) {
        metrics.turn(prompt, attempt);
        log.info(
                "{} on {}: {} in {} ms, {} prompt tokens ({} cached), {} output tokens",
                attempt.model().id(),
                prompt.version(),
                attempt.outcome(),
                attempt.duration().toMillis(),
                attempt.usage().promptTokens(),
                attempt.usage().cachedTokens(),
                attempt.usage().outputTokens());
    }
}
