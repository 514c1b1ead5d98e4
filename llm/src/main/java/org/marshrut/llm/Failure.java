package org.marshrut.llm;

import java.time.Duration;
import java.util.Optional;

/// Why a model did not answer.
///
/// @param detail one English sentence for an operator: names the file, the endpoint or the limit
///   and, where there is one, the remedy; never prompt text
/// @param retryAfter when asking again may help, if that is known
public record Failure(Reason reason, String detail, Optional<Duration> retryAfter) {

    public Failure(Reason reason, String detail) {
        this(reason, detail, Optional.empty());
    }

    /// The closed set of reasons.
    public enum Reason {
        /// The model's file is not there.
        FILE_MISSING,
        /// The file, the native library or the endpoint's model can't be loaded.
        LOAD_FAILED,
        /// The deadline passed, while waiting or computing.
        TIMED_OUT,
        /// The model's process died during the call.
        CRASHED,
        /// The model answered with something that can't be used (not a number, not a label).
        UNUSABLE_ANSWER,
        /// The queue is full.
        OVERLOADED,
        /// The endpoint can't be reached or answered with an error.
        UNREACHABLE,
        /// The prompt and the answer together exceed the model's context.
        PROMPT_TOO_LONG,
        /// The caller was interrupted, or the model closed.
        CANCELLED
    }
}
