package ru.t2.marshrut.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.testing.TestApplication;
import ru.t2.marshrut.tracking.LatenessExpected;
import ru.t2.marshrut.tracking.VisitStarted;

/// Events over real connections, from two instances of the application on one database.
@Timeout(120)
class EventStreamTest {

    private static final String WRITE_LIMIT = "server.tomcat.connection-timeout";

    private static TestApplication one;
    private static TestApplication other;

    @BeforeAll
    static void startTwoInstances() {
        var database = TestApplication.freshDatabase();
        one = TestApplication.start(database);
        other = TestApplication.start(database);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    private static void startVisit(TestApplication application, String store) {
        commit(application, new VisitStarted(UUID.randomUUID(), store, "rep-1", Instant.EPOCH));
    }

    private static void commit(TestApplication application, VisitStarted... events) {
        application
                .bean(TransactionOperations.class)
                .executeWithoutResult(_ -> {
                    for (var event : events) {
                        application.bean(EventRecorder.class).on(event);
                    }
                });
    }

    private static long head() {
        return one.bean(EventRepository.class).head();
    }

    @Test
    void anEventComesThroughEveryInstance() throws IOException {
        try (var here = new EventClient(one, "");
                var there = new EventClient(other, "")) {
            here.nextComment();
            there.nextComment();
            startVisit(one, "tt-001");
            var message = here.next();
            assertThat(message.event()).isEqualTo("visit.started");
            assertThat(message.number()).isEqualTo(head());
            var body = message.data();
            assertThat(body.get("type").asString()).isEqualTo("visit.started");
            assertThat(body.get("number").asLong()).isEqualTo(message.number());
            assertThat(Instant.parse(body.get("timestamp").asString()))
                    .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(body.get("data").get("store_id").asString()).isEqualTo("tt-001");
            assertThat(body.get("data").get("arrived_at").asString())
                    .isEqualTo("1970-01-01T00:00:00Z");
            assertThat(there.next().data()).isEqualTo(body);
            assertThat(here.headers.get("cache-control")).containsExactly("no-store");
            assertThat(String.valueOf(here.headers.get("content-type")))
                    .contains("text/event-stream");
        }
    }

    @Test
    void whoComesBackGetsWhatHeMissedOnAnyInstance() throws IOException {
        long before = head();
        try (var stream = new EventClient(one, "")) {
            stream.nextComment();
            startVisit(one, "first");
            assertThat(stream.next().number()).isEqualTo(before + 1);
        }
        startVisit(other, "second");
        startVisit(one, "third");
        try (var stream = new EventClient(other, "", "Last-Event-ID", Long.toString(before + 1))) {
            assertThat(stream.next(2))
                    .extracting(message -> message.data().get("data").get("store_id").asString())
                    .containsExactly("second", "third");
            startVisit(one, "fourth");
            assertThat(stream.next().number()).isEqualTo(before + 4);
        }
        try (var stream = new EventClient(one, "?last_event_id=" + (before + 3))) {
            assertThat(stream.next().number()).as("the same by parameter").isEqualTo(before + 4);
        }
    }

    /// Writers on both instances commit in any order, readers break off at any moment.
    @Test
    void nothingIsLostOrDoubledHoweverOftenAReaderBreaksOff() throws Exception {
        int writers = 6;
        int transactions = 60;
        long begin = head();
        var expected = new ArrayList<String>();
        for (int i = 0; i < writers * transactions * 2; i++) {
            expected.add("s" + i);
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<List<EventClient.Message>>>();
            for (int reader = 0; reader < 3; reader++) {
                var random = new Random(reader);
                readers.add(pool.submit(() -> readInPieces(begin, expected.size(), random)));
            }
            for (int writer = 0; writer < writers; writer++) {
                int first = writer * transactions * 2;
                var application = writer % 2 == 0 ? one : other;
                var _ =
                        pool.submit(() -> {
                            for (int i = 0; i < transactions; i++) {
                                commit(
                                        application,
                                        visit("s" + (first + 2 * i)),
                                        visit("s" + (first + 2 * i + 1)));
                            }
                        });
            }
            for (var reader : readers) {
                var messages = reader.get();
                assertThat(messages)
                        .extracting(EventClient.Message::number)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(begin + 1, begin + expected.size())
                                        .boxed()
                                        .toList());
                assertThat(messages)
                        .extracting(
                                message -> message.data().get("data").get("store_id").asString())
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static VisitStarted visit(String store) {
        return new VisitStarted(UUID.randomUUID(), store, "rep-1", Instant.EPOCH);
    }

    private static List<EventClient.Message> readInPieces(long after, int count, Random random)
            throws IOException {
        var messages = new ArrayList<EventClient.Message>();
        long last = after;
        while (messages.size() < count) {
            var application = random.nextBoolean() ? one : other;
            try (var stream =
                    new EventClient(application, "", "Last-Event-ID", Long.toString(last))) {
                int piece = Math.min(1 + random.nextInt(150), count - messages.size());
                messages.addAll(stream.next(piece));
                last = messages.getLast().number();
            }
        }
        return messages;
    }

    @Test
    void onlyTheWantedKindsCome() throws IOException {
        try (var stream = new EventClient(one, "?kinds=visit.lateness_expected,plan.published")) {
            stream.nextComment();
            startVisit(one, "not wanted");
            one.bean(TransactionOperations.class)
                    .executeWithoutResult(_ ->
                            one.bean(EventRecorder.class)
                                    .on(
                                            new LatenessExpected(
                                                    UUID.randomUUID(),
                                                    "wanted",
                                                    "rep-1",
                                                    Instant.EPOCH,
                                                    25)));
            var message = stream.next();
            assertThat(message.event()).isEqualTo("visit.lateness_expected");
            assertThat(message.data().get("data").get("late_minutes").asInt()).isEqualTo(25);
        }
    }

    @Test
    void whatIsRolledBackIsNoEvent() throws IOException {
        long before = head();
        assertThatThrownBy(() ->
                        one.bean(TransactionOperations.class)
                                .executeWithoutResult(_ -> {
                                    one.bean(EventRecorder.class).on(visit("never"));
                                    throw new IllegalStateException("changed my mind");
                                }))
                .hasMessage("changed my mind");
        assertThat(head()).isEqualTo(before);
        assertThatThrownBy(() -> one.bean(EventRecorder.class).on(visit("nowhere")))
                .as("outside a transaction")
                .isInstanceOf(IllegalStateException.class);
        startVisit(one, "after");
        assertThat(head()).as("no gap").isEqualTo(before + 1);
    }

    @Test
    void aSilentStreamShowsThatItLives() throws IOException {
        try (var stream = new EventClient(other, "?kinds=disruption.undone")) {
            assertThat(stream.nextComment()).isEqualTo("open");
            assertThat(stream.nextComment()).isEqualTo("alive");
        }
    }

    @Test
    void aNumberThatIsNotKeptIsAReset() throws IOException {
        startVisit(one, "kept");
        long newest = head();
        try (var stream = new EventClient(one, "?last_event_id=" + (newest + 1_000))) {
            var reset = stream.next();
            assertThat(reset.event()).isEqualTo("reset");
            assertThat(reset.data().get("resumed_after").asLong()).isGreaterThanOrEqualTo(newest);
        }
    }

    @Test
    void whatIsOldIsForgottenAndAReaderToldSo() throws IOException {
        try (var application = TestApplication.start(Map.of("EVENT_RETENTION_DAYS", "30"))) {
            application
                    .jdbc()
                    .sql(
                            """
                            with old as (
                              insert into domain_event (number, id, kind, at, data)
                              select n, gen_random_uuid(), 'plan.changed',
                                     now() - make_interval(days => 35 - n), '{}'
                                from generate_series(1, 8) as n
                            )
                            update event_head set last_number = 8
                            """)
                    .update();
            assertThat(application.bean(EventRetention.class).forgetOld()).isEqualTo(5);
            try (var stream = new EventClient(application, "?last_event_id=2")) {
                var reset = stream.next();
                assertThat(reset.event()).isEqualTo("reset");
                assertThat(reset.data().get("resumed_after").asLong()).isEqualTo(5);
                assertThat(stream.next(3))
                        .extracting(EventClient.Message::number)
                        .containsExactly(6L, 7L, 8L);
            }
            try (var stream = new EventClient(application, "?last_event_id=5")) {
                assertThat(stream.next().number()).as("nothing was missed").isEqualTo(6);
            }
        }
    }

    @Test
    void badInputIsNamed() {
        var http = one.http();
        for (var query : List.of("?kinds=plan.gone", "?last_event_id=first", "?last_event_id=-1")) {
            var answer = http.get("/api/v1/events" + query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.json().get("errors").get(0).get("field").asString())
                    .isEqualTo(query.substring(1, query.indexOf('=')));
        }
        var header = http.get("/api/v1/events", "Last-Event-ID", "x");
        assertThat(header.json().get("errors").get(0).get("field").asString())
                .isEqualTo("Last-Event-ID");
    }

    @Test
    void eventsOnlyGrow() {
        startVisit(one, "stays");
        for (var sql :
                List.of(
                        "update domain_event set kind = 'plan.changed'",
                        "delete from domain_event",
                        "truncate domain_event")) {
            assertThatThrownBy(() -> one.jdbc().sql(sql).update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("grows only");
        }
    }

    private static TestApplication startWithShortWrites() {
        System.setProperty(WRITE_LIMIT, "3s");
        try {
            return TestApplication.start(Map.of());
        } finally {
            System.clearProperty(WRITE_LIMIT);
        }
    }

    /// A client that never reads is dropped, and nobody else waits for it.
    @Test
    void whoDoesNotReadIsDroppedAndHoldsNobodyUp() throws Exception {
        try (var application = startWithShortWrites();
                var socket = new Socket()) {
            application
                    .jdbc()
                    .sql(
                            """
                            with filler as (
                              insert into domain_event (number, id, kind, at, data)
                              select n, gen_random_uuid(), 'plan.changed', now(),
                                     jsonb_build_object('text', repeat('x', 20000))
                                from generate_series(1, 2000) as n
                            )
                            update event_head set last_number = 2000
                            """)
                    .update();
            socket.setReceiveBufferSize(4_096);
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), application.address().getPort()));
            socket.getOutputStream()
                    .write(
                            "GET /api/v1/events?last_event_id=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            try (var reader = new EventClient(application, "?last_event_id=0")) {
                assertThat(reader.next(2_000).getLast().number()).isEqualTo(2_000);
                var streams = application.bean(EventStreams.class);
                long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (streams.clients() > 1 && System.nanoTime() < until) {
                    Thread.sleep(100);
                }
                assertThat(streams.clients()).as("who reads stays").isEqualTo(1);
            }
        }
    }
}
