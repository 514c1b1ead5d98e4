package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.Wish.Kind;
import ru.t2.marshrut.assistant.reading.Clause;
import ru.t2.marshrut.assistant.reading.Names;
import ru.t2.marshrut.assistant.reading.Word;

/// Reads wishes for a route out of free text. Thread-safe.
///
/// Code finds clauses, places and times, and with them the few kinds that each clause can be. A
/// model decides among those, all clauses in one pass, under a mask that lets nothing else through;
/// where no model can be asked, keywords decide. So a text can't bring about anything but one of
/// these wishes about places of the request.
@Service
public class WishReader {

    private static final PromptTemplate PROMPT = PromptTemplate.load("assistant", "read-wishes-1");
    private static final int LONGEST_CLAUSE = 160;

    /// What a model answers for each kind.
    private static final Map<Kind, String> ANSWERS =
            Map.ofEntries(
                    Map.entry(Kind.FIRST, "first"),
                    Map.entry(Kind.LAST, "last"),
                    Map.entry(Kind.TIME, "time"),
                    Map.entry(Kind.ORDER, "order"),
                    Map.entry(Kind.SKIP, "skip"),
                    Map.entry(Kind.MUST, "must"),
                    Map.entry(Kind.AVOID_DISTRICT, "avoid"),
                    Map.entry(Kind.RETURN_BY, "return"),
                    Map.entry(Kind.PREFER_DISTANCE, "distance"),
                    Map.entry(Kind.PREFER_TIME, "duration"),
                    Map.entry(Kind.PREFER_PRIORITY, "priority"),
                    Map.entry(Kind.PREFER_COST, "cost"),
                    Map.entry(Kind.NONE, "none"));

    private final ModelChain models;

    WishReader(ModelChain models) {
        this.models = models;
    }

    /// What was read.
    ///
    /// @param reader the model that decided the kinds; empty when keywords did
    /// @param runId record of the models' part; empty when none was asked
    /// @param attempts every model that was asked
    public record Reading(
            List<Wish> wishes,
            Optional<ModelName> reader,
            Optional<UUID> runId,
            List<Attempt> attempts) {

        public static final Reading NOTHING =
                new Reading(List.of(), Optional.empty(), Optional.empty(), List.of());

        public Reading {
            wishes = List.copyOf(wishes);
            attempts = List.copyOf(attempts);
        }

        /// The turns of models that failed before the last one asked. A model that could not read a
        /// request is not asked to choose for it as well, unless nobody is left.
        public List<Attempt> failed() {
            return attempts.isEmpty() ? attempts : attempts.subList(0, attempts.size() - 1);
        }

        /// Who decided: `qwen`, `llama` or `rule`.
        public String readBy() {
            return reader.map(ModelName::id).orElse("rule");
        }
    }

    /// Reads a text.
    ///
    /// @param chain models to ask in order; empty leaves it to the keywords
    /// @param timeout for all of them together
    public Reading read(
            String text, List<NamedPlace> places, List<ModelName> chain, Duration timeout) {
        var clauses = Clause.of(Word.plain(text), new Names(places));
        if (clauses.isEmpty()) {
            return Reading.NOTHING;
        }
        var asked =
                models.ask(
                        PROMPT,
                        chain,
                        timeout,
                        (model, deadline, told) -> decide(model, clauses, deadline, told));
        var kinds =
                asked.answer().orElseGet(() -> clauses.stream().map(Clause::kindByRule).toList());
        var wishes =
                IntStream.range(0, clauses.size())
                        .mapToObj(i -> clauses.get(i).as(kinds.get(i)))
                        .toList();
        var runId = models.keep(PROMPT, lines(clauses), kinds.toString(), asked.attempts());
        return new Reading(wishes, asked.reader(), runId, asked.attempts());
    }

    /// Has a model decide on the kinds of all clauses.
    static Outcome<List<Kind>> decide(
            LanguageModel model, List<Clause> clauses, Deadline deadline, Consumer<Method> told) {
        return model.fill(
                        new Prompt(PROMPT.instruction(), lines(clauses)), parts(clauses), deadline)
                .map(filled -> {
                    told.accept(filled.method());
                    return kinds(filled, clauses.size());
                });
    }

    private static String lines(List<Clause> clauses) {
        var lines = new StringBuilder();
        for (int i = 0; i < clauses.size(); i++) {
            var text = clauses.get(i).text();
            lines.append(i + 1)
                    .append(": ")
                    .append(text, 0, Math.min(text.length(), LONGEST_CLAUSE))
                    .append('\n');
        }
        return lines.toString().stripTrailing();
    }

    private static List<Part> parts(List<Clause> clauses) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < clauses.size(); i++) {
            parts.add(new Part.Literal("%s%d: ".formatted(i == 0 ? "" : "\n", i + 1)));
            var options = clauses.get(i).allowed().stream().map(WishReader::answer).toList();
            parts.add(new Part.OneOf("k" + i, options));
        }
        return parts;
    }

    private static String answer(Kind kind) {
        return String.valueOf(ANSWERS.get(kind));
    }

    private static List<Kind> kinds(Filled filled, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kind(String.valueOf(filled.slots().get("k" + i))))
                .toList();
    }

    private static Kind kind(String answer) {
        return ANSWERS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(answer.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.NONE);
    }
}
