package org.marshrut.llm;

import java.util.function.Function;

/// What became of a call to a model: an answer with what it took, or the reason there is none.
public sealed interface Outcome<T> {

    /// The model answered.
    record Answered<T>(T value, Usage usage) implements Outcome<T> {}

    /// The model did not answer.
    record Failed<T>(Failure failure) implements Outcome<T> {}

    static <T> Outcome<T> failed(Failure.Reason reason, String detail) {
        return new Failed<>(new Failure(reason, detail));
    }

    /// The same outcome with the value converted.
    default <R> Outcome<R> map(Function<? super T, ? extends R> conversion) {
        return switch (this) {
            case Answered<T>(T value, Usage usage) ->
                    new Answered<>(conversion.apply(value), usage);
            case Failed<T>(Failure failure) -> new Failed<>(failure);
        };
    }
}
