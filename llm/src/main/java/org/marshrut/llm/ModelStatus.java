package org.marshrut.llm;

import java.util.Optional;
import java.util.OptionalLong;

/// What is known of a model at one moment.
///
/// @param name the name given in its settings
/// @param source the file's path or the endpoint's address
/// @param detail one English sentence: why it is in this state and, when unavailable, what to do
/// @param residentBytes resident memory of the model's own process while it is loaded, if there is
///   one
/// @param restarts how often its process was started again after dying
public record ModelStatus(
        String name,
        State state,
        String source,
        String detail,
        OptionalLong residentBytes,
        int restarts,
        Optional<Failure> lastFailure) {

    /// The closed set of states.
    public enum State {
        /// In memory, ready to answer.
        LOADED,
        /// Not in memory; the next call loads it.
        AVAILABLE,
        /// Cannot be asked: file missing or damaged, native library not found, endpoint
        /// unreachable.
        UNAVAILABLE
    }
}
