package ru.t2.marshrut.ui;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells open pages that something has changed, as server-sent events. What has changed a page then
/// asks for itself, so an event that is lost or comes twice does no harm. Events of one name within
/// [#PAUSE] are told once. Thread-safe.
public final class LiveStream implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final long LIMIT_MILLIS = Duration.ofHours(1).toMillis();

    private final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final String event;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("live-stream").factory());
    private volatile boolean running;

    /// @param event name of the events
    public LiveStream(String event) {
        this.event = event;
    }

    /// A stream for one more page.
    public SseEmitter open() {
        var emitter = new SseEmitter(LIMIT_MILLIS);
        listeners.add(emitter);
        emitter.onCompletion(() -> listeners.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(_ -> listeners.remove(emitter));
        send(emitter, SseEmitter.event().comment("open"));
        return emitter;
    }

    /// Something has changed.
    public void tell() {
        if (running && waiting.compareAndSet(false, true)) {
            var _ = timer.schedule(this::tellAll, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tellAll() {
        waiting.set(false);
        for (var emitter : listeners) {
            send(emitter, SseEmitter.event().name(event).data("{}"));
        }
    }

    private void keepAlive() {
        for (var emitter : listeners) {
            send(emitter, SseEmitter.event().comment("waiting"));
        }
    }

    private void send(SseEmitter emitter, SseEmitter.SseEventBuilder what) {
        try {
            emitter.send(what);
        } catch (IOException | IllegalStateException e) {
            // The page has gone.
            listeners.remove(emitter);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::keepAlive,
                        KEEP_ALIVE.toSeconds(),
                        KEEP_ALIVE.toSeconds(),
                        TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        listeners.forEach(SseEmitter::complete);
        listeners.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
