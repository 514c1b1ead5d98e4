package ru.t2.marshrut.assistant;

import java.util.List;
import java.util.UUID;

/// What came of asking a chain of models.
public sealed interface Decision {

    /// The record of the run.
    UUID runId();

    /// Every model that was asked, in order.
    List<Attempt> attempts();

    /// The last model asked chose an option.
    ///
    /// @param promptVersion of the instruction the model was given
    /// @param index of the option
    /// @param confidence lead over the runner-up, 0 to 1
    record Chosen(
            UUID runId, String promptVersion, List<Attempt> attempts, int index, double confidence)
            implements Decision {

        /// The model that chose.
        public ModelName model() {
            return attempts.getLast().model();
        }
    }

    /// No model answered.
    record Unavailable(UUID runId, List<Attempt> attempts) implements Decision {}
}
