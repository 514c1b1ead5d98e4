package org.marshrut.llm.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.llm.internal.remote.Remote.answered;
import static org.marshrut.llm.internal.remote.Remote.failure;
import static org.marshrut.llm.internal.remote.Remote.open;
import static org.marshrut.llm.internal.remote.Remote.score;
import static org.marshrut.llm.internal.remote.Remote.soon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.ModelStatus.State;
import org.marshrut.llm.Part;
import org.marshrut.llm.testing.ScriptedChatServer;
import org.marshrut.llm.testing.ScriptedChatServer.Reply;

/// What matters when the server is many servers behind a load balancer.
@Timeout(60)
class B03_ManyServersTest {

    private static final List<Part> KIND =
            List.of(new Part.OneOf("kind", List.of("ill", "late")), new Part.Literal("."));

    @Test
    void connectionsAreKeptAndNoMoreThanCallsInFlight() throws Exception {
        try (var server = ScriptedChatServer.start(_ -> Reply.firstToken(Map.of("A", -1.0)));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var model = open(server.endpoint(), 4, 100)) {
            var calls =
                    IntStream.range(0, 60)
                            .mapToObj(_ -> threads.submit(() -> answered(score(model))))
                            .toList();
            for (var call : calls) {
                call.get();
            }
            assertThat(server.asked()).hasSize(60);
            assertThat(server.mostAtOnce()).isLessThanOrEqualTo(4);
            // One more for the look at the list of models.
            assertThat(server.connections()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void badGatewayIsAskedOnceMore() {
        var asked = new AtomicInteger();
        try (var server =
                        ScriptedChatServer.start(_ ->
                                asked.incrementAndGet() == 1
                                        ? Reply.of(502, "")
                                        : Reply.firstToken(Map.of("A", -1.0)));
                var model = open(server)) {
            assertThat(answered(score(model)).value()).hasSize(1);
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void whatAServerSaysItselfIsNotAskedForAgain() {
        for (int status : new int[] {429, 500, 503, 504}) {
            try (var server = ScriptedChatServer.start(_ -> Reply.of(status, "{}"));
                    var model = open(server)) {
                failure(score(model));
                assertThat(server.asked()).as("HTTP %d", status).hasSize(1);
            }
        }
    }

    @Test
    void serverThatKeepsFailingIsLeftInPeaceAndComesBack() throws InterruptedException {
        var broken = new AtomicBoolean(true);
        try (var server =
                        ScriptedChatServer.start(_ ->
                                broken.get()
                                        ? Reply.of(500, "{}")
                                        : Reply.firstToken(Map.of("A", -1.0)));
                var model = open(server)) {
            for (int i = 0; i < 4; i++) {
                assertThat(failure(score(model)).reason()).isEqualTo(Reason.UNREACHABLE);
            }
            long from = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                var refused = failure(score(model));
                assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE);
                assertThat(refused.detail()).contains("given a rest");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(server.asked()).hasSize(4);
            assertThat(model.status().state()).isEqualTo(State.UNAVAILABLE);
            assertThat(failure(model.load(soon())).detail()).contains("given a rest");

            broken.set(false);
            awaitAnswer(model);

            assertThat(model.status().state()).isEqualTo(State.LOADED);
            assertThat(server.asked()).hasSizeLessThan(10);
        }
    }

    @Test
    void callersInAHurryDoNotShutOthersOut() {
        try (var server =
                        ScriptedChatServer.start(_ -> {
                            Thread.sleep(300);
                            return Reply.firstToken(Map.of("A", -1.0));
                        });
                var model = open(server)) {
            for (int i = 0; i < 12; i++) {
                var hasty =
                        model.scoreLabels(
                                List.of(Remote.PROMPT),
                                Remote.LABELS,
                                Deadline.in(Duration.ofMillis(20)));
                assertThat(failure(hasty).reason()).isEqualTo(Reason.TIMED_OUT);
            }
            assertThat(answered(score(model)).value()).hasSize(1);
        }
    }

    @Test
    void slotsOfAServerWithoutSchemasAreFoundInItsText() {
        try (var server =
                        ScriptedChatServer.start(request ->
                                request.has("response_format")
                                        ? Reply.of(400, "{}")
                                        : Reply.text(
                                                "Sure:\n```json\n{\"kind\": \" Late\"}\n```"));
                var model = open(server)) {
            for (int i = 0; i < 2; i++) {
                var filled = answered(model.fill(Remote.PROMPT, KIND, soon())).value();
                assertThat(filled.method()).isEqualTo(Method.TEXT);
                assertThat(filled.slots()).isEqualTo(Map.of("kind", "late"));
                assertThat(filled.text()).isEqualTo("late.");
            }
            // That it takes no schema is found out once.
            assertThat(server.asked()).hasSize(3);
            assertThat(server.asked().get(1).body().at("/messages/1/content").asString())
                    .contains("kind: one of ill, late");
        }
    }

    @Test
    void textWithoutAValidObjectIsUnusable() {
        for (var text : List.of("", "late", "{", "}{", "{\"kind\":\"gone\"}", "{} {}")) {
            try (var server =
                            ScriptedChatServer.start(request ->
                                    request.has("response_format")
                                            ? Reply.of(422, "{}")
                                            : Reply.text(text));
                    var model = open(server)) {
                assertThat(failure(model.fill(Remote.PROMPT, KIND, soon())).reason())
                        .as(text)
                        .isEqualTo(Reason.UNUSABLE_ANSWER);
            }
        }
    }

    private static void awaitAnswer(LanguageModel model) throws InterruptedException {
        var answer = Optional.<Object>empty();
        while (answer.isEmpty()) {
            Thread.sleep(100);
            if (score(model) instanceof org.marshrut.llm.Outcome.Answered<?> answered) {
                answer = Optional.of(answered.value());
            }
        }
    }
}
