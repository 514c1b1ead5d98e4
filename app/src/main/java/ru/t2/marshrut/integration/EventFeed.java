package ru.t2.marshrut.integration;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Follows the events that all instances of the application record, and hands them to any number of
/// readers. Thread-safe.
///
/// One thread looks for new events, at once after this instance has committed some, else twice a
/// second: what another instance commits is seen within [#PAUSE], by one look-up in an index,
/// without a connection that listens all the time. The newest [#KEPT] stay in memory. A reader has
/// nothing but the number he has come to; whoever falls behind what is kept reads from the
/// database, page by page, so a slow reader costs neither memory nor others' time.
@Component
class EventFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    static final Duration PAUSE = Duration.ofMillis(500);
    static final int KEPT = 1_000;
    static final int PAGE = 100;

    private final EventRepository repository;
    private final Semaphore looks = new Semaphore(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<RecordedEvent> newest = new ArrayDeque<>(); // contiguous, up to `head`
    private long head;
    private volatile boolean running;

    EventFeed(EventRepository repository) {
        this.repository = repository;
    }

    /// There may be news: look now.
    void look() {
        looks.release();
    }

    /// The newest number anybody has committed.
    long head() {
        return repository.head();
    }

    /// Events after a number, in order, at most [#PAGE]; waits for the first.
    ///
    /// @return empty if there was none for this long, or the application closes
    List<RecordedEvent> await(long after, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (head <= after) {
                if (left <= 0 || !running) {
                    return List.of();
                }
                left = news.awaitNanos(left);
            }
            var oldest = newest.peekFirst();
            if (oldest != null && oldest.number() <= after + 1) {
                return newest.stream().filter(event -> event.number() > after).limit(PAGE).toList();
            }
        } finally {
            lock.unlock();
        }
        return repository.list(after, PAGE);
    }

    boolean isOpen() {
        return running;
    }

    private void follow() {
        boolean reached = true;
        while (running) {
            try {
                readNews();
                reached = true;
            } catch (DataAccessException e) {
                if (reached) {
                    log.warn("Events can't be read at present: {}", e.getMessage());
                }
                reached = false;
            }
            try {
                var _ = looks.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                looks.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void readNews() {
        List<RecordedEvent> found;
        do {
            found = repository.list(head, PAGE);
            if (!found.isEmpty()) {
                publish(found);
            }
        } while (found.size() == PAGE && running);
    }

    private void publish(List<RecordedEvent> found) {
        lock.lock();
        try {
            if (found.getFirst().number() != head + 1) {
                // Those in between are forgotten already.
                newest.clear();
            }
            newest.addAll(found);
            while (newest.size() > KEPT) {
                newest.removeFirst();
            }
            head = found.getLast().number();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        head = repository.head();
        running = true;
        Thread.ofPlatform().daemon().name("event-feed").start(this::follow);
    }

    /// Before the web server waits for its requests to end: streams end by themselves then.
    @Override
    public void stop() {
        running = false;
        look();
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
