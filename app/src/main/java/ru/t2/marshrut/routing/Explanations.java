package ru.t2.marshrut.routing;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.Texts;

/// Puts advantages and drawbacks into sentences, in the language of the request. Thread-safe.
@Component
class Explanations {

    private final Texts texts;

    Explanations(Texts texts) {
        this.texts = texts;
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

    private List<String> sentences(List<Statement> statements) {
        return statements.stream()
                .map(statement -> texts.get(statement.key(), statement.figures().toArray()))
                .toList();
    }
}
