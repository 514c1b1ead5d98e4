package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Filled;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Has a model put computed facts into up to three sentences for and up to three against. What it
/// writes is taken only if every number in it is one of the facts ([GroundedText]). Thread-safe; a
/// call blocks its thread until an answer or its time-out.
@Service
public class Explain {

    private static final Logger log = LoggerFactory.getLogger(Explain.class);
    private static final PromptTemplate PROMPT = PromptTemplate.load("assistant", "explain-1");

    /// Three sentences in Russian take some 75.
    private static final int MOST_TOKENS = 90;

    private static final String FOR = "pros";
    private static final String AGAINST = "cons";

    private final ModelCatalog models;
    private final ModelRunRepository runs;

    Explain(ModelCatalog models, ModelRunRepository runs) {
        this.models = models;
        this.runs = runs;
    }

    /// Asks the chain in order until a model answers; every turn is on record. What a model wrote
    /// in vain is not asked of the next one: the caller has sentences of his own.
    public Explained write(ExplainRequest request) {
        var whole = Deadline.in(request.timeout());
        var attempts = new ArrayList<Attempt>();
        for (int i = 0; i < request.chain().size(); i++) {
            var name = request.chain().get(i);
            var share = Deadline.in(whole.remaining().dividedBy(request.chain().size() - i));
            long started = System.nanoTime();
            var model = models.get(name);
            var outcome =
                    model.fill(
                            new Prompt(PROMPT.instruction(), situation(request)),
                            parts(request),
                            share);
            attempts.add(
                    Attempt.of(
                            name,
                            model.status().source(),
                            outcome,
                            Duration.ofNanos(System.nanoTime() - started)));
            if (outcome instanceof Answered<Filled>(var filled, var usage)) {
                boolean cutOff = usage.outputTokens() >= MOST_TOKENS;
                var explained = judge(request, name, filled, cutOff);
                keep(request, filled.text(), attempts, explained);
                return explained;
            }
        }
        var reason = attempts.isEmpty() ? "not_asked" : attempts.getLast().outcome();
        var explained = new Explained.NotWritten(reason);
        if (!attempts.isEmpty()) {
            keep(request, "", attempts, explained);
        }
        return explained;
    }

    private static Explained judge(
            ExplainRequest request, ModelName name, Filled filled, boolean cutOff) {
        var grounded = new GroundedText(request.facts(), request.isRussian());
        var pros = GroundedText.sentences(String.valueOf(filled.slots().get(FOR)), cutOff);
        var cons = GroundedText.sentences(String.valueOf(filled.slots().get(AGAINST)), cutOff);
        return grounded.findFlaw(pros)
                .or(() -> grounded.findFlaw(cons))
                .<Explained>map(Explained.NotWritten::of)
                .orElseGet(() -> new Explained.Written(name, pros, cons));
    }

    private void keep(
            ExplainRequest request, String text, List<Attempt> attempts, Explained explained) {
        var last = attempts.getLast();
        log.info(
                "{} on {}: {} in {} ms, {}, {} prompt tokens ({} cached), {} output tokens",
                last.model().id(),
                PROMPT.version(),
                last.outcome(),
                last.duration().toMillis(),
                explained instanceof Explained.NotWritten(var reason) ? reason : "taken",
                last.usage().promptTokens(),
                last.usage().cachedTokens(),
                last.usage().outputTokens());
        runs.insertReading(
                UUID.randomUUID(), PROMPT, situation(request), text.replace("\0", ""), attempts);
    }

    private static String situation(ExplainRequest request) {
        return "Language: %s\nFor:\n%s\nAgainst:\n%s"
                .formatted(
                        request.isRussian() ? "Russian" : "English",
                        lines(request.advantages()),
                        lines(request.drawbacks()));
    }

    private static String lines(List<String> facts) {
        return "- " + String.join("\n- ", facts);
    }

    /// No blank after a colon: models' tokens bring their own.
    private static List<Part> parts(ExplainRequest request) {
        return List.of(
                new Part.Literal(request.isRussian() ? "За:" : "For:"),
                new Part.Text(FOR, MOST_TOKENS, "\n"),
                new Part.Literal(request.isRussian() ? "\nПротив:" : "\nAgainst:"),
                new Part.Text(AGAINST, MOST_TOKENS, "\n"));
    }
}
