package org.marshrut.benchmarks.models;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Usage;

/// A model as the application uses it: through the library, in a process of its own. Times are
/// those of a whole call as its caller sees it, tokenising and both pipes included.
final class LibraryPeer {

    /// What a call computed and how long it took.
    record Sample(int tokens, Duration time) {

        double tokensPerSecond() {
            return tokens / (time.toNanos() / 1e9);
        }
    }

    private static final int CONTEXT_TOKENS = 2048;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NEVER = "\u2603\u2603\u2603";
    private static final List<String> WORDS =
            List.of(
                    "Саранск",
                    "маршрут",
                    "сначала",
                    "Рузаевка",
                    "после",
                    "обеда",
                    "route",
                    "shortest",
                    "late",
                    "important",
                    "15:00",
                    "км");

    private final LanguageModel model;

    /// Learnt from the first prompt; vocabularies differ.
    private double tokensPerWord = 2.6;

    private final SplittableRandom random = new SplittableRandom(7);

    LibraryPeer(LocalModels models, FullSizeModel which, Path file, int threads) {
        model =
                models.open(
                        new LocalModelSettings(
                                which.name(),
                                file,
                                which.architecture(),
                                CONTEXT_TOKENS,
                                threads,
                                4,
                                Duration.ZERO,
                                List.of()));
    }

    Duration load() {
        long start = System.nanoTime();
        answered(model.load(Deadline.in(LIMIT)));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// A prompt of about so many tokens that shares nothing with an earlier one.
    Prompt freshPrompt(int tokens) {
        var text = new StringBuilder();
        for (int i = 0; i < tokens / tokensPerWord; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return new Prompt(random.nextInt() + " choose", text.toString());
    }

    /// Computes a prompt; only the tokens that had to be computed count.
    Sample prompt(Prompt prompt) {
        long start = System.nanoTime();
        var usage =
                answered(model.scoreLabels(List.of(prompt), List.of("A", "B"), Deadline.in(LIMIT)));
        var time = Duration.ofNanos(System.nanoTime() - start);
        int computed = usage.promptTokens() - usage.cachedTokens();
        tokensPerWord = (double) computed / prompt.user().split(" ").length;
        return new Sample(computed, time);
    }

    /// Generates text; the prompt before it does not count.
    Sample generate(int tokens) {
        long start = System.nanoTime();
        var usage =
                answered(
                        model.fill(
                                freshPrompt(8),
                                List.of(new Part.Text("text", tokens, NEVER)),
                                Deadline.in(LIMIT)));
        // The first of them comes from the prompt's own logits.
        var time = Duration.ofNanos(System.nanoTime() - start).minus(usage.prompting());
        return new Sample(usage.outputTokens() - 1, time);
    }

    long residentBytes() {
        return model.status().residentBytes().orElseThrow();
    }

    private static <T> Usage answered(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Answered<T>(var _, var usage) -> usage;
            case Outcome.Failed<T>(var failure) ->
                    throw new IllegalStateException(failure.reason() + ": " + failure.detail());
        };
    }
}
