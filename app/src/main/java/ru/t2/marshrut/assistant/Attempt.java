package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.marshrut.llm.Choice;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Usage;

/// One model's turn in a chain.
///
/// @param source the file or the address that was asked
/// @param failure why it did not answer; empty when it did
/// @param scores raw scores by rotation; empty when it did not answer, and for readings
/// @param method how the answer was had; for a choice the least telling of its rotations
/// @param duration from asking to answer or failure, waiting included
public record Attempt(
        ModelName model,
        String source,
        Optional<Failure> failure,
        Usage usage,
        List<LabelScores> scores,
        Optional<Method> method,
        Duration duration) {

    /// @param outcome of any question; a choice's raw scores are kept
    /// @param method how it was had, where the value itself doesn't tell
    static Attempt of(
            ModelName model,
            String source,
            Outcome<?> outcome,
            Optional<Method> method,
            Duration duration) {
        return switch (outcome) {
            case Answered<?>(var value, Usage usage) ->
                    new Attempt(
                            model,
                            source,
                            Optional.empty(),
                            usage,
                            value instanceof Choice choice ? choice.rotations() : List.of(),
                            method.or(() -> method(value)),
                            duration);
            case Failed<?>(Failure failure) -> failed(model, source, failure, duration);
        };
    }

    static Attempt failed(ModelName model, String source, Failure failure, Duration duration) {
        return new Attempt(
                model,
                source,
                Optional.of(failure),
                Usage.NONE,
                List.of(),
                Optional.empty(),
                duration);
    }

    /// `answered`, or the reason in lower case: `file_missing`, `timed_out` …
    public String outcome() {
        return failure.map(f -> f.reason().name().toLowerCase(Locale.ROOT)).orElse("answered");
    }

    private static Optional<Method> method(Object value) {
        return switch (value) {
            case Choice choice ->
                    choice.rotations().stream()
                            .map(LabelScores::method)
                            .max(Comparator.naturalOrder());
            case Filled filled -> Optional.of(filled.method());
            default -> Optional.empty();
        };
    }

    static String word(Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
