package ru.t2.marshrut.integration;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.t2.marshrut.platform.ApiException;
import tools.jackson.databind.json.JsonMapper;

/// Streams of events to clients, each on a thread of its own. Thread-safe.
///
/// A client's buffer is the page being written to it. One that does not read blocks only its own
/// thread, until the server's time-out of a write (`server.tomcat.connection-timeout`) drops it;
/// one that has gone shows at the next [#HEARTBEAT]. Both come back with the number they have come
/// to.
@Component
class EventStreams {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

    static final Duration HEARTBEAT = Duration.ofSeconds(10);
    static final int MOST_CLIENTS = 200;

    /// A client comes back by itself, perhaps to another instance.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(10);
    private static final long RECONNECT_MILLIS = 2_000;
    private static final long NO_TIMEOUT = 0;

    private final EventFeed feed;
    private final EventRepository repository;
    private final JsonMapper json;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);

    EventStreams(EventFeed feed, EventRepository repository, JsonMapper json) {
        this.feed = feed;
        this.repository = repository;
        this.json = json;
    }

    /// How many there are now.
    int clients() {
        return MOST_CLIENTS - places.availablePermits();
    }

    /// Tells what was lost between two connections.
    ///
    /// @param resumedAfter the number from which the stream goes on
    record Reset(long resumedAfter) {}

    /// Opens a stream of the events after a number.
    ///
    /// @throws ApiException 503 `too_many_streams`
    SseEmitter open(long after, Set<EventKind> kinds) {
        if (!places.tryAcquire()) {
            throw ApiException.of(HttpStatus.SERVICE_UNAVAILABLE, "too_many_streams", MOST_CLIENTS)
                    .retryAfter(RETRY_PAUSE);
        }
        var emitter = new SseEmitter(NO_TIMEOUT);
        var gone = new AtomicBoolean();
        emitter.onCompletion(() -> gone.set(true));
        emitter.onError(_ -> gone.set(true));
        Thread.ofVirtual()
                .name("event-stream")
                .start(() -> {
                    try {
                        write(emitter, after, kinds, gone);
                        emitter.complete();
                    } catch (IOException | IllegalStateException _) {
                        // The client has gone, or did not read.
                        emitter.complete();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        emitter.complete();
                    } catch (DataAccessException e) {
                        log.warn("A stream of events ends: {}", e.getMessage());
                        emitter.complete();
                    } finally {
                        places.release();
                    }
                });
        return emitter;
    }

    private void write(SseEmitter emitter, long after, Set<EventKind> kinds, AtomicBoolean gone)
            throws IOException, InterruptedException {
        long ends = System.nanoTime() + LONGEST.toNanos();
        long told = System.nanoTime();
        emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS).comment("open"));
        long cursor = checked(emitter, after);
        while (feed.isOpen() && !gone.get() && System.nanoTime() - ends < 0) {
            var page = feed.await(cursor, HEARTBEAT);
            for (var event : page) {
                if (kinds.contains(event.kind())) {
                    emitter.send(
                            SseEmitter.event()
                                    .id(Long.toString(event.number()))
                                    .name(event.kind().word())
                                    .data(json.writeValueAsString(event)));
                    told = System.nanoTime();
                }
                cursor = event.number();
            }
            if (System.nanoTime() - told >= HEARTBEAT.toNanos()) {
                emitter.send(SseEmitter.event().comment("alive"));
                told = System.nanoTime();
            }
        }
    }

    /// Where the stream begins; says so if that is not where the client wanted it to: what it has
    /// not seen is forgotten, or its number is none of ours.
    private long checked(SseEmitter emitter, long after) throws IOException {
        long oldest = repository.forgottenUpTo();
        long newest = repository.head();
        long begin = after > newest ? newest : Math.max(after, oldest);
        if (begin != after) {
            emitter.send(
                    SseEmitter.event()
                            .id(Long.toString(begin))
                            .name("reset")
                            .data(json.writeValueAsString(new Reset(begin))));
        }
        return begin;
    }
}
