package ru.t2.marshrut.integration;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.platform.AppSettings;

/// Forgets events and calls that are older than the operator wants them kept, every hour.
/// Thread-safe.
@Component
class EventRetention implements SmartInitializingSingleton, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EventRetention.class);

    private final EventRepository repository;
    private final WebhookRepository webhooks;
    private final TransactionOperations transaction;
    private final AppSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("event-retention").factory());

    EventRetention(
            EventRepository repository,
            WebhookRepository webhooks,
            TransactionOperations transaction,
            AppSettings settings,
            Clock clock) {
        this.repository = repository;
        this.webhooks = webhooks;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// Forgets what is old by now, and tells how many events that were.
    int forgetOld() {
        var limit = clock.instant().minus(settings.integration().eventRetention());
        webhooks.deleteDeliveriesOlderThan(limit);
        Integer forgotten = transaction.execute(_ -> repository.deleteOlderThan(limit));
        return forgotten == null ? 0 : forgotten;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var _ = timer.scheduleWithFixedDelay(this::forget, 2, 60, TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            int forgotten = forgetOld();
            if (forgotten > 0) {
                log.info("Forgot {} old events", forgotten);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Old events can't be deleted: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
