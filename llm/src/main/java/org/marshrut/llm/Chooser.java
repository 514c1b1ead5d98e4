package org.marshrut.llm;

import java.util.List;
import java.util.stream.IntStream;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;

/// Chooses between options by label scores, averaged over every rotation of the options' order.
///
/// A small model prefers labels and positions as such ("selection bias", Zheng et al., ICLR 2024).
/// With n options each is shown once in each of n positions under each of n labels, and its
/// log-probabilities are averaged, which cancels any preference that depends on the label or the
/// position alone. Stateless and thread-safe.
public final class Chooser {

    private static final String LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Chooser() {}

    /// Asks the model once for every rotation of the options; all rotations take one place in its
    /// queue.
    public static Outcome<Choice> choose(
            LanguageModel model, Question question, Deadline deadline) {
        int n = question.options().size();
        var labels = LABELS.substring(0, n).chars().mapToObj(Character::toString).toList();
        var prompts =
                IntStream.range(0, n)
                        .mapToObj(rotation -> question.prompt(labels, rotation))
                        .toList();
        return switch (model.scoreLabels(prompts, labels, deadline)) {
            case Answered<List<LabelScores>>(var rotations, var usage) ->
                    new Answered<>(Choice.averaged(rotations), usage);
            case Failed<List<LabelScores>>(var failure) -> new Failed<>(failure);
        };
    }
}
