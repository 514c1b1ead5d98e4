package ru.t2.marshrut.assistant;

import java.util.List;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Usage;
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

    private final ModelChain chain;

    Explain(ModelChain chain) {
        this.chain = chain;
    }

    /// Asks the chain in order until a model answers; every turn is on record and in the metrics.
    /// What a model wrote in vain is not asked of the next one: the caller has sentences of his
    /// own.
    public Explained write(ExplainRequest request) {
        var situation = situation(request);
        var asked =
                chain.ask(
                        PROMPT,
                        request.chain(),
                        request.timeout(),
                        (model, deadline, _) -> ask(model, request, deadline));
        var explained =
                asked.answer()
                        .map(filled ->
                                judge(
                                        request,
                                        asked.reader().orElseThrow(),
                                        filled,
                                        isCutOff(asked.attempts().getLast().usage())))
                        .orElseGet(() -> new Explained.NotWritten(reason(asked.attempts())));
        var _ =
                chain.keep(
                        PROMPT,
                        situation,
                        asked.answer().map(filled -> filled.text().replace("\0", "")).orElse(""),
                        asked.attempts());
        if (asked.answer().isPresent()) {
            log.info(
                    "{}: {}",
                    PROMPT.version(),
                    explained instanceof Explained.NotWritten(var reason)
                            ? "the template's sentences stand: " + reason
                            : "taken");
        }
        return explained;
    }

    private static String reason(List<Attempt> attempts) {
        return attempts.isEmpty() ? "not_asked" : attempts.getLast().outcome();
    }

    static Outcome<Filled> ask(LanguageModel model, ExplainRequest request, Deadline deadline) {
        return model.fill(
                new Prompt(PROMPT.instruction(), situation(request)), parts(request), deadline);
    }

    /// Whether the text may end in the middle of a sentence.
    static boolean isCutOff(Usage usage) {
        return usage.outputTokens() >= MOST_TOKENS;
    }

    /// What is made of a model's text: taken, if all of it is founded.
    static Explained judge(ExplainRequest request, ModelName name, Filled filled, boolean cutOff) {
        var grounded = new GroundedText(request.facts(), request.isRussian());
        var pros = GroundedText.sentences(String.valueOf(filled.slots().get(FOR)), cutOff);
        var cons = GroundedText.sentences(String.valueOf(filled.slots().get(AGAINST)), cutOff);
        return grounded.findFlaw(pros)
                .or(() -> grounded.findFlaw(cons))
                .<Explained>map(Explained.NotWritten::of)
                .orElseGet(() -> new Explained.Written(name, pros, cons));
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
