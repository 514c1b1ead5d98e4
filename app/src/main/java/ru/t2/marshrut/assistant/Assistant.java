package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.marshrut.llm.Chooser;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.Outcome.Failed;
import org.springframework.stereotype.Service;

/// Asks the models. Thread-safe; a call blocks its thread until an answer or its time-out.
@Service
public class Assistant {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final ModelCatalog models;
    private final ModelChain chain;
    private final ModelRunRepository runs;

    Assistant(ModelCatalog models, ModelChain chain, ModelRunRepository runs) {
        this.models = models;
        this.chain = chain;
        this.runs = runs;
    }

    /// Has a model choose, trying the chain in order, and keeps a record of all that was asked and
    /// answered.
    public Decision choose(ChoiceRequest request) {
        var question = request.question();
        var asked =
                chain.ask(
                        request.prompt(),
                        request.chain(),
                        request.timeout(),
                        (model, deadline, _) -> Chooser.choose(model, question, deadline));
        var attempts = new ArrayList<>(request.failed());
        attempts.addAll(asked.attempts());
        var decision =
                asked.answer()
                        .<Decision>map(choice ->
                                new Decision.Chosen(
                                        UUID.randomUUID(),
                                        request.prompt().version(),
                                        attempts,
                                        choice.index(),
                                        choice.confidence()))
                        .orElseGet(() -> new Decision.Unavailable(UUID.randomUUID(), attempts));
        runs.insert(request.prompt(), request.situation(), request.options(), decision);
        return decision;
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
            var attempt =
                    Attempt.failed(
                            name,
                            model.status().source(),
                            failure,
                            Duration.ofNanos(System.nanoTime() - started));
            attempts.add(attempt);
            this.chain.noteTurn(prompt, attempt);
        }
        var refusal = new Decision.Unavailable(UUID.randomUUID(), attempts);
        runs.insert(prompt, "", List.of(), refusal);
        return Optional.of(refusal);
    }
}
