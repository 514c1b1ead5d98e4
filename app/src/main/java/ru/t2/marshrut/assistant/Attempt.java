package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.marshrut.llm.Choice;
import org.marshrut.llm.Failure;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Usage;

/// One model's turn in a chain.
///
/// @param source the file or the address that was asked
/// @param failure why it did not answer; empty when it did
/// @param scores raw scores by rotation; empty when it did not answer
/// @param duration from asking to answer or failure, waiting included
public record Attempt(
        ModelName model,
        String source,
        Optional<Failure> failure,
        Usage usage,
        List<LabelScores> scores,
        Duration duration) {

    /// @param outcome of any question; a choice's raw scores are kept
    static Attempt of(ModelName model, String source, Outcome<?> outcome, Duration duration) {
        return switch (outcome) {
            case Answered<?>(var value, Usage usage) ->
                    new Attempt(
                            model,
                            source,
                            Optional.empty(),
                            usage,
                            value instanceof Choice choice ? choice.rotations() : List.of(),
                            duration);
            case Failed<?>(Failure failure) -> failed(model, source, failure, duration);
        };
    }

    static Attempt failed(ModelName model, String source, Failure failure, Duration duration) {
        return new Attempt(model, source, Optional.of(failure), Usage.NONE, List.of(), duration);
    }

    /// `answered`, or the reason in lower case: `file_missing`, `timed_out` …
    public String outcome() {
        return failure.map(f -> f.reason().name().toLowerCase(Locale.ROOT)).orElse("answered");
    }
}
