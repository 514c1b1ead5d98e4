package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.marshrut.llm.Choice;
import org.marshrut.llm.Chooser;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Outcome.Answered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Asks the models. Thread-safe; a call blocks its thread until an answer or its time-out.
@Service
public class Assistant {

    private static final Logger log = LoggerFactory.getLogger(Assistant.class);

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
        var attempts = new ArrayList<Attempt>();
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
                runs.insert(request, chosen);
                return chosen;
            }
        }
        var unavailable = new Decision.Unavailable(UUID.randomUUID(), attempts);
        runs.insert(request, unavailable);
        return unavailable;
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
