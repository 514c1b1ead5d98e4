package org.marshrut.llm.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marshrut.llm.internal.remote.Remote.LABELS;
import static org.marshrut.llm.internal.remote.Remote.PROMPT;
import static org.marshrut.llm.internal.remote.Remote.answered;
import static org.marshrut.llm.internal.remote.Remote.failure;
import static org.marshrut.llm.internal.remote.Remote.open;
import static org.marshrut.llm.internal.remote.Remote.score;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.RemoteModelSettings;
import org.marshrut.llm.RemoteModels;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;

class B01_ServerTroubleTest {

    @ParameterizedTest
    @CsvSource({
        "401, LOAD_FAILED, API key",
        "403, LOAD_FAILED, API key",
        "404, LOAD_FAILED, /v1",
        "413, PROMPT_TOO_LONG, context",
        "418, UNREACHABLE, log",
        "429, OVERLOADED, 429",
        "500, UNREACHABLE, log",
        "502, UNREACHABLE, log",
        "503, OVERLOADED, 503"
    })
    void statusCodeHasItsReasonAndRemedy(int status, Reason reason, String remedy) {
        var failure = failureOf(Reply.of(status, "{\"error\":{\"message\":\"secret prompt\"}}"));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.detail()).contains(remedy).doesNotContain("secret prompt");
    }

    @Test
    void overloadedServerTellsWhenToComeBack() {
        var reply = new Reply(429, Map.of("Retry-After", "7"), "{}");

        assertThat(failureOf(Optional.of(reply)).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(
                        failureOf(Optional.of(new Reply(503, Map.of("Retry-After", "soon"), "")))
                                .retryAfter())
                .isEmpty();
    }

    @Test
    void promptBeyondTheServersContextIsToldApart() {
        for (var error :
                List.of(
                        "{\"code\":400,\"type\":\"exceed_context_size_error\"}",
                        "{\"code\":\"context_length_exceeded\"}",
                        "{\"message\":\"This model's maximum context length is 2048 tokens\"}")) {
            assertThat(failureOf(Reply.of(400, "{\"error\":" + error + "}")).reason())
                    .isEqualTo(Reason.PROMPT_TOO_LONG);
        }
    }

    @Test
    void garbageIsUnusable() {
        for (var body : List.of("", "<html>", "[]", "{\"choices\":[]}", "{\"choices\":[{}]}")) {
            assertThat(failureOf(Reply.of(200, body)).reason())
                    .as(body)
                    .isEqualTo(Reason.UNUSABLE_ANSWER);
        }
    }

    @Test
    void damagedRepliesNeverBreakTheCall() {
        long seed = 4711;
        var random = new SplittableRandom(seed);
        var sound = Reply.firstToken(Map.of("A", -1.0, "B", -2.0)).orElseThrow().body();
        try (var server =
                        ScriptedChatServer.start(_ -> {
                            var damaged = new StringBuilder(sound);
                            for (int i = 0; i < 3; i++) {
                                damaged.setCharAt(
                                        random.nextInt(damaged.length()),
                                        (char) random.nextInt(32, 127));
                            }
                            return Reply.of(200, damaged.toString());
                        });
                var model = open(server.endpoint(), 1, 0)) {
            for (int round = 0; round < 200; round++) {
                switch (score(model)) {
                    case Outcome.Answered<?> answer ->
                            assertThat(answer.value().toString()).doesNotContain("NaN");
                    case Outcome.Failed<?>(var failure) ->
                            assertThat(failure.reason())
                                    .as("seed %d", seed)
                                    .isEqualTo(Reason.UNUSABLE_ANSWER);
                }
            }
        }
    }

    @Test
    void replyWithoutEndIsCutOff() {
        assertThat(failureOf(Reply.of(200, "x".repeat(3 << 20))))
                .satisfies(f -> assertThat(f.reason()).isEqualTo(Reason.UNUSABLE_ANSWER))
                .satisfies(f -> assertThat(f.detail()).contains("1048576 bytes"));
    }

    @Test
    void droppedConnectionIsTriedOnceMore() {
        var times = new AtomicInteger();
        try (var server =
                        ScriptedChatServer.start(_ ->
                                times.incrementAndGet() == 1
                                        ? Optional.empty()
                                        : Reply.firstToken(Map.of("A", -1.0)));
                var model = open(server)) {
            assertThat(answered(score(model)).value()).hasSize(1);
        }
    }

    @Test
    void connectionDroppedAgainIsUnreachable() {
        var failure = failureOf(Optional.empty());

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.detail()).contains("can't be reached");
    }

    @Test
    void serverThatIsNotThereIsUnreachable() throws Exception {
        try (var model = open(freeEndpoint(), 1, 0)) {
            assertThat(failure(score(model)).reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void deadlineAbortsTheExchange() throws Exception {
        var closedByClient = new CountDownLatch(1);
        // The socket closes before the threads are waited for, which ends its reader.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var model = open(endpoint(socket), 1, 0)) {
            var _ = threads.submit(() -> swallow(socket, closedByClient));
            long from = System.nanoTime();

            var outcome =
                    model.scoreLabels(List.of(PROMPT), LABELS, Deadline.in(Duration.ofMillis(200)));

            assertThat(failure(outcome).reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
            assertThat(closedByClient.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void interruptCancelsAndStaysSet() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = silentServer(arrived);
                var model = open(server)) {
            var caller = Thread.currentThread();
            Thread.ofVirtual()
                    .start(() -> {
                        awaitQuietly(arrived);
                        caller.interrupt();
                    });

            var outcome = score(model);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure(outcome).reason()).isEqualTo(Reason.CANCELLED);
        }
    }

    @Test
    void closingEndsCallsInProgressAndLaterOnes() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = silentServer(arrived);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = open(server);
            var call = threads.submit(() -> score(model));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

            model.close();

            assertThat(failure(call.get(5, TimeUnit.SECONDS)).reason()).isEqualTo(Reason.CANCELLED);
            assertThat(failure(score(model)).reason()).isEqualTo(Reason.CANCELLED);
        }
    }

    @Test
    void callBeyondTheQueueIsRefusedAtOnce() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = silentServer(arrived);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var model = open(server.endpoint(), 1, 0)) {
            var _ = threads.submit(() -> score(model));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

            var refused = failure(score(model));

            assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(refused.detail())
                    .isEqualTo("Model tiny must not have more than 1 calls at a time.");
            assertThat(refused.retryAfter()).isPresent();
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void callInTheQueueWaitsForItsTurn() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server =
                        ScriptedChatServer.start(_ -> {
                            arrived.countDown();
                            Thread.sleep(200);
                            return Reply.firstToken(Map.of("A", -1.0));
                        });
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var model = open(server.endpoint(), 1, 1)) {
            var first = threads.submit(() -> score(model));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

            var second = answered(score(model));

            assertThat(second.usage().queued()).isGreaterThan(Duration.ofMillis(50));
            assertThat(answered(first.get()).usage().queued()).isLessThan(Duration.ofMillis(150));
            assertThat(server.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> open(URI.create("ftp://llm.example/v1"), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an http or https address");
        assertThatThrownBy(() -> open(URI.create("local"), 1, 0))
                .hasMessageContaining("endpoint (local)");
        assertThatThrownBy(() -> open(URI.create("http://llm.example/v1"), 0, 0))
                .hasMessageContaining("maxConcurrent (0)");
    }

    @Test
    void keyThatCannotBeSentIsRefusedWithoutShowingIt() {
        var settings =
                new RemoteModelSettings(
                        "tiny",
                        URI.create("http://llm.example/v1"),
                        "m",
                        Optional.of("ключ-secret"),
                        1,
                        0);

        assertThatThrownBy(() -> RemoteModels.open(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("apiKey of model tiny")
                .doesNotContain("secret");
    }

    private static Failure failureOf(Optional<Reply> reply) {
        try (var server = ScriptedChatServer.start(_ -> reply);
                var model = open(server)) {
            return failure(score(model));
        }
    }

    /// A server that takes a request and keeps quiet.
    private static ScriptedChatServer silentServer(CountDownLatch arrived) {
        return ScriptedChatServer.start(_ -> {
            arrived.countDown();
            Thread.sleep(Duration.ofSeconds(60));
            return Optional.empty();
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI freeEndpoint() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return endpoint(socket);
        }
    }

    private static URI endpoint(ServerSocket socket) {
        return URI.create("http://127.0.0.1:%d/v1".formatted(socket.getLocalPort()));
    }

    /// Reads requests, never answers, and tells when the client goes away.
    private static Void swallow(ServerSocket server, CountDownLatch closedByClient)
            throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                var connection = server.accept();
                var _ =
                        threads.submit(() -> {
                            try (connection) {
                                var request = connection.getInputStream();
                                var first = new byte[4];
                                request.readNBytes(first, 0, 4);
                                request.transferTo(OutputStream.nullOutputStream());
                                if (first[0] == 'P') {
                                    closedByClient.countDown();
                                }
                            }
                            return null;
                        });
            }
        }
    }
}
