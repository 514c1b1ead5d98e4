package org.marshrut.llm.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.llm.internal.remote.Remote.answered;
import static org.marshrut.llm.internal.remote.Remote.failure;
import static org.marshrut.llm.internal.remote.Remote.open;
import static org.marshrut.llm.internal.remote.Remote.score;
import static org.marshrut.llm.internal.remote.Remote.soon;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.ModelStatus.State;
import org.marshrut.llm.RemoteModelSettings;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;

class B02_StatusTest {

    @Test
    void serverThatIsThereIsFoundInTheBackground() throws Exception {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("A"));
                var model = open(server)) {
            var status = eventually(model, State.LOADED);

            assertThat(status.name()).isEqualTo("tiny");
            assertThat(status.source()).isEqualTo(server.endpoint().toString());
            assertThat(status.lastFailure()).isEmpty();
            assertThat(status.residentBytes()).isEmpty();
        }
    }

    @Test
    void serverThatIsNotThereIsUnavailable() throws Exception {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:%d/v1".formatted(socket.getLocalPort()));
        }
        try (var model = open(nobody, 1, 0)) {
            assertThat(eventually(model, State.UNAVAILABLE).detail())
                    .contains("can't be reached")
                    .contains("Maybe the server is not running");
        }
    }

    @Test
    void statusOfASilentServerIsToldAtOnce() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var model = open(URI.create("http://127.0.0.1:" + socket.getLocalPort()), 1, 0)) {
            long from = System.nanoTime();

            var status = model.status();

            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(status.state()).isEqualTo(State.AVAILABLE);
            assertThat(status.detail()).isEqualTo("Not asked yet.");
        }
    }

    @Test
    void lastCallDecidesTheState() throws Exception {
        var replies = new AtomicReference<Optional<Reply>>();
        replies.set(Reply.of(500, "{}"));
        try (var server = ScriptedChatServer.start(_ -> replies.get());
                var model = open(server)) {
            eventually(model, State.LOADED);

            score(model);
            assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);
            assertThat(model.status().lastFailure().map(Failure::reason))
                    .contains(Reason.UNREACHABLE);

            replies.set(Reply.firstToken(Map.of("A", -1.0)));
            score(model);
            assertThat(model.status().state()).isEqualTo(State.LOADED);
        }
    }

    @Test
    void unusableAnswerLeavesTheServerAvailable() throws Exception {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("?"));
                var model = open(server)) {
            score(model);

            assertThat(model.status().state()).isEqualTo(State.LOADED);
            assertThat(model.status().lastFailure().map(Failure::reason))
                    .contains(Reason.UNUSABLE_ANSWER);
        }
    }

    @Test
    void loadingChecksTheServer() throws Exception {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("A"));
                var model = open(server)) {
            assertThat(answered(model.load(soon())).value().state()).isEqualTo(State.LOADED);

            server.modelsStatus(404);
            assertThat(answered(model.load(soon())).value().state()).isEqualTo(State.LOADED);

            server.modelsStatus(401);
            assertThat(failure(model.load(soon())).reason()).isEqualTo(Reason.LOAD_FAILED);

            server.modelsStatus(503);
            var failure = failure(model.load(soon()));
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure.detail()).contains("still loading");
            assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);

            server.modelsStatus(200);
            model.unload();
            assertThat(answered(model.load(soon())).value().state()).isEqualTo(State.LOADED);
        }
    }

    @Test
    void repeatedStatusDoesNotAskTheServerEachTime() throws Exception {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("A"));
                var model = open(server)) {
            eventually(model, State.LOADED);
            for (int i = 0; i < 100; i++) {
                assertThat(model.status().state()).isEqualTo(State.LOADED);
            }

            assertThat(server.looks()).isEqualTo(1);
        }
    }

    @Test
    void closedModelSaysSo() {
        try (var server = ScriptedChatServer.start(_ -> Reply.text("A"))) {
            var model = open(server);
            model.close();

            assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);
            assertThat(model.status().detail()).isEqualTo("The model was closed.");
        }
    }

    @Test
    void credentialsAreNotShown() {
        var settings =
                new RemoteModelSettings(
                        "tiny",
                        URI.create("http://user:word@llm.example:8080/v1/"),
                        "m",
                        Optional.of(Remote.KEY),
                        1,
                        0);
        try (var model = new RemoteModel(settings)) {
            assertThat(model.status().source()).isEqualTo("http://llm.example:8080/v1");
            assertThat(settings.toString()).doesNotContain(Remote.KEY);
        }
    }

    private static ModelStatus eventually(LanguageModel model, State state) throws Exception {
        for (int i = 0; i < 500 && model.status().state() != state; i++) {
            Thread.sleep(10);
        }
        assertThat(model.status().state()).isEqualTo(state);
        return model.status();
    }
}
