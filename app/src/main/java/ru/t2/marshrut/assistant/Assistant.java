package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.marshrut.llm.Choice;
import org.marshrut.llm.Chooser;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Asks the models. Thread-safe; a call blocks its thread until an answer or its time-out.
@Service
public class Assistant {

    private static final Logger log = LoggerFactory.getLogger(Assistant.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final ModelCatalog models;
    private final ModelRunRepository runs;

    Assistant(ModelCatalog models, ModelRunRepository runs) {
        this.models = models;
        this.runs = runs;
    }

    /// Has a model choose, trying the chain in order, and keeps a record of all that was asked and
    /// answered.
    public Decision choose(ChoiceRequest request) {
        var whole = Deadline.in(request.timeout());
        var attempts = new ArrayList<>(request.failed());
        for (int i = 0; i < request.chain().size(); i++) {
            var model = request.chain().get(i);
            var share = Deadline.in(whole.remaining().dividedBy(request.chain().size() - i));
            long started = System.nanoTime();
            var outcome = Chooser.choose(models.get(model), request.question(), share);
            var attempt =
                    Attempt.of(
                            model,
                            models.get(model).status().source(),
                            outcome,
                            Duration.ofNanos(System.nanoTime() - started));
            attempts.add(attempt);
            log(request, attempt);
            if (outcome instanceof Answered<Choice>(Choice choice, var _)) {
                var chosen =
                        new Decision.Chosen(
                                UUID.randomUUID(),
                                request.prompt().version(),
                                attempts,
                                choice.index(),
                                choice.confidence());
                runs.insert(request.prompt(), request.situation(), request.options(), chosen);
                return chosen;
            }
        }
        var unavailable = new Decision.Unavailable(UUID.randomUUID(), attempts);
        runs.insert(request.prompt(), request.situation(), request.options(), unavailable);
        return unavailable;
    }

    /// Whether nobody of the chain can be asked now, files or servers missing; found out at once,
    /// so that no work is done for an answer that can't come. Such a refusal is on record like any
    /// other run.
    public Optional<Decision.Unavailable> findRefusal(
            PromptTemplate prompt, List<ModelName> chain) {
        boolean hopeless =
                chain.stream()
                        .allMatch(name ->
                                models.get(name).status().state() == ModelStatus.State.UNAVAILABLE);
        if (!hopeless) {
            return Optional.empty();
        }
        var attempts = new ArrayList<Attempt>();
        for (var name : chain) {
            long started = System.nanoTime();
            var model = models.get(name);
            // A file or a server that has come back since is no reason to refuse.
            if (!(model.load(Deadline.in(LOOK_AGAIN))
                    instanceof Failed<ModelStatus>(var failure))) {
                return Optional.empty();
            }
            attempts.add(
                    Attempt.failed(
                            name,
                            model.status().source(),
                            failure,
                            Duration.ofNanos(System.nanoTime() - started)));
        }
        var refusal = new Decision.Unavailable(UUID.randomUUID(), attempts);
        runs.insert(prompt, "", List.of(), refusal);
        return Optional.of(refusal);
    }

    private static void log(ChoiceRequest request, Attempt attempt) {
        log.info(
                "{} on {}: {} in {} ms, {} prompt tokens ({} cached)",
                attempt.model().id(),
                request.prompt().version(),
                attempt.outcome(),
                attempt.duration().toMillis(),
                attempt.usage().promptTokens(),
                attempt.usage().cachedTokens());
    }
}
