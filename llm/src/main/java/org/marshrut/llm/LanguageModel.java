package org.marshrut.llm;

import java.util.List;

/// A language model that can be asked. Implementations are thread-safe: calls from any number of
/// threads are queued, and a call that finds the queue full returns at once with
/// [Failure.Reason#OVERLOADED].
///
/// A call blocks its thread until the answer, the deadline or an interrupt. An interrupt cancels
/// the call ([Failure.Reason#CANCELLED], the thread's interrupt flag is kept set) and frees the
/// model at once.
public interface LanguageModel extends AutoCloseable {

    /// Scores, for each prompt, how likely each label is to be the very next thing the model says.
    ///
    /// @param prompts one or more prompts that belong together: they take one place in the queue
    ///   and are answered in one go; what consecutive prompts share at their beginning is computed
    ///   once
    /// @param labels 2 to 52 distinct labels, each a single token for the model (`A`–`Z`, `a`–`z`
    ///   are)
    /// @return as many scores as prompts, in their order
    Outcome<List<LabelScores>> scoreLabels(
            List<Prompt> prompts, List<String> labels, Deadline deadline);

    /// Continues a prompt part by part: literal text is fed, only slots are decoded, each under its
    /// own mask.
    ///
    /// @return the slots' values by name; each satisfies its part's rule
    Outcome<Filled> fill(Prompt prompt, List<Part> parts, Deadline deadline);

    /// What is known of the model now. Never blocks on the model or the network.
    ModelStatus status();

    /// Loads the model ahead of its first use; a no-op when it is loaded.
    Outcome<ModelStatus> load(Deadline deadline);

    /// Frees the model's memory; the next call loads it again.
    void unload();

    /// Releases everything. Calls in progress and later calls fail with [Failure.Reason#CANCELLED].
    @Override
    void close();
}
