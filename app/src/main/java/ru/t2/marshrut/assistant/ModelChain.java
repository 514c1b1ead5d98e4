package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts a reading to models in order until one answers. Thread-safe.
@Component
class ModelChain {

    private static final Logger log = LoggerFactory.getLogger(ModelChain.class);

    private final ModelCatalog models;
    private final ModelRunRepository runs;

    ModelChain(ModelCatalog models, ModelRunRepository runs) {
        this.models = models;
        this.runs = runs;
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

    /// @param chain models to ask in order; may be empty
    /// @param timeout for all of them together
    <T> Asked<T> ask(
            PromptTemplate prompt,
            List<ModelName> chain,
            Duration timeout,
            BiFunction<LanguageModel, Deadline, Outcome<T>> question) {
        var whole = Deadline.in(timeout);
        var attempts = new ArrayList<Attempt>();
        for (int i = 0; i < chain.size(); i++) {
            var share = Deadline.in(whole.remaining().dividedBy(chain.size() - i));
            var model = models.get(chain.get(i));
            long started = System.nanoTime();
            var outcome = question.apply(model, share);
            var attempt =
                    Attempt.of(
                            chain.get(i),
                            model.status().source(),
                            outcome,
                            Duration.ofNanos(System.nanoTime() - started));
            attempts.add(attempt);
            log(prompt, attempt);
            if (outcome instanceof Answered<T>(var answer, var _)) {
                return new Asked<>(Optional.of(answer), Optional.of(chain.get(i)), attempts);
            }
        }
        return new Asked<>(Optional.empty(), Optional.empty(), attempts);
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

    private static void log(PromptTemplate prompt, Attempt attempt) {
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
