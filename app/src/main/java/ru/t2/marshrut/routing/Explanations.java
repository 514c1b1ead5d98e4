package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Explain;
import ru.t2.marshrut.assistant.ExplainRequest;
import ru.t2.marshrut.assistant.Explained;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.platform.Texts;

/// Puts advantages and drawbacks into sentences, in the language of the request. Thread-safe.
@Component
class Explanations {

    /// With less time left no model is asked.
    private static final Duration TOO_LATE = Duration.ofMillis(200);

    private final Texts texts;
    private final Explain explain;

    Explanations(Texts texts, Explain explain) {
        this.texts = texts;
        this.explain = explain;
    }

    /// The sentences of the message files, filled with computed figures.
    Explanation byTemplate(Candidate candidate, List<Candidate> all) {
        var both = ProsAndCons.of(candidate, all);
        return new Explanation(
                sentences(both.pros()),
                sentences(both.cons()),
                Explanation.TEMPLATE,
                Optional.empty());
    }

    /// In a model's words, as far as they are founded; else by template, with the reason.
    ///
    /// @param chain nobody to ask leaves it to the template, without a reason
    Explanation byModel(
            Candidate candidate, List<Candidate> all, List<ModelName> chain, Duration timeout) {
        var template = byTemplate(candidate, all);
        if (chain.isEmpty()) {
            return template;
        }
        if (timeout.compareTo(TOO_LATE) < 0) {
            return template.insteadOf("timed_out");
        }
        return switch (explain.write(
                new ExplainRequest(
                        template.pros(),
                        template.cons(),
                        LocaleContextHolder.getLocale(),
                        chain,
                        timeout))) {
            case Explained.Written(var model, var pros, var cons) ->
                    new Explanation(pros, cons, model.id(), Optional.empty());
            case Explained.NotWritten(var reason) -> template.insteadOf(reason);
        };
    }

    private List<String> sentences(List<Statement> statements) {
        return statements.stream()
                .map(statement -> texts.get(statement.key(), statement.figures().toArray()))
                .toList();
    }
}
