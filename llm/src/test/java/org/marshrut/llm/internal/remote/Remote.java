package org.marshrut.llm.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.LabelScores;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.RemoteModelSettings;
import org.marshrut.llm.RemoteModels;
import org.marshrut.llm.testing.ScriptedChatServer;

/// What the tests of the remote model share.
final class Remote {

    static final String KEY = "sk-very-secret-4711";
    static final Prompt PROMPT = new Prompt("Pick one.", "Options:\nA: red\nB: blue", "Answer:");
    static final List<String> LABELS = List.of("A", "B");

    private Remote() {}

    static LanguageModel open(ScriptedChatServer server) {
        return open(server.endpoint(), 4, 16);
    }

    static LanguageModel open(URI endpoint, int maxConcurrent, int queueCapacity) {
        return RemoteModels.open(
                new RemoteModelSettings(
                        "tiny",
                        endpoint,
                        "tiny-instruct",
                        Optional.of(KEY),
                        maxConcurrent,
                        queueCapacity));
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    static Outcome<List<LabelScores>> score(LanguageModel model) {
        return model.scoreLabels(List.of(PROMPT), LABELS, soon());
    }

    static <T> T value(Outcome<T> outcome) {
        return answered(outcome).value();
    }

    static <T> Answered<T> answered(Outcome<T> outcome) {
        if (outcome instanceof Answered<T> answered) {
            return answered;
        }
        throw new AssertionError("Expected an answer, not " + outcome);
    }

    static Failure failure(Outcome<?> outcome) {
        return assertThat(outcome)
                .asInstanceOf(InstanceOfAssertFactories.type(Failed.class))
                .actual()
                .failure();
    }
}
