package ru.t2.marshrut.integration;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.platform.AppSettings;
import tools.jackson.databind.json.JsonMapper;

/// Delivers events to webhooks: each at least once, in order for each webhook. Thread-safe.
///
/// A webhook with something to deliver has a task of db-scheduler, which one instance carries out.
/// The task delivers one event after the other and moves the webhook's cursor after each; an event
/// that fails is tried again after 1 s, 2 s, 4 s … up to an hour, and those after it wait. A cursor
/// is moved after the call, so that whoever dies in between repeats it, with the same id. When
/// nothing was delivered for as long as the setting says, the webhook is switched off.
@Component
class WebhookDelivery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WebhookDelivery.class);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);
    private static final int THREADS = 8;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 12; // 2^12 s is over the longest pause

    /// Time alone is no proof: an application that was off for days has tried hardly at all.
    private static final int ENOUGH_FAILURES = 10;

    /// So that one busy webhook does not hold a thread for good.
    private static final Duration TURN = Duration.ofSeconds(30);

    private final WebhookRepository repository;
    private final Webhooks webhooks;
    private final EventRepository events;
    private final WebhookSender sender;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration giveUp;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-look").factory());
    private volatile boolean running;

    WebhookDelivery(
            WebhookRepository repository,
            Webhooks webhooks,
            EventRepository events,
            WebhookSender sender,
            TransactionOperations transaction,
            JsonMapper json,
            AppSettings settings,
            DataSource dataSource,
            Clock clock) {
        this.repository = repository;
        this.webhooks = webhooks;
        this.events = events;
        this.sender = sender;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        giveUp = settings.integration().webhookGiveUp();
        task =
                Tasks.custom("webhook", Void.class)
                        .onDeadExecutionRevive()
                        .onFailure((complete, operations) ->
                                operations.reschedule(complete, clock.instant().plus(POLLING)))
                        .execute((instance, context) -> deliver(UUID.fromString(instance.getId())));
        scheduler =
                Scheduler.create(dataSource, task)
                        .tableName("webhook_task")
                        .threads(THREADS)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .shutdownMaxWait(SHUTDOWN_LIMIT)
                        .enableImmediateExecution()
                        .build();
    }

    /// Calls a webhook with an event of its own kind, `webhook.test`, now and once.
    DeliveryRecord test(Webhook webhook) {
        var id = UUID.randomUUID();
        var body =
                Map.of(
                        "id",
                        id,
                        "type",
                        "webhook.test",
                        "timestamp",
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        "data",
                        Map.of("webhook_id", webhook.id()));
        var tried = sender.send(webhook.url(), webhook.secret(), id, bytes(body));
        var delivery = DeliveryRecord.of(id, null, "webhook.test", 1, tried);
        repository.insertDelivery(webhook.id(), delivery);
        return delivery;
    }

    private byte[] bytes(Object body) {
        return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }

    private CompletionHandler<Void> deliver(UUID id) {
        long ends = System.nanoTime() + TURN.toNanos();
        while (running && System.nanoTime() - ends < 0) {
            var found = repository.find(id).filter(Webhook::active);
            if (found.isEmpty()) {
                return (_, operations) -> operations.remove();
            }
            var webhook = found.get();
            // First the head: what is not found after it will never come before it.
            long head = events.head();
            var next = events.list(webhook.cursor(), webhook.wantedKinds(), 1);
            if (next.isEmpty()) {
                repository.advance(id, head);
                return (_, operations) -> operations.remove();
            }
            var pause = deliver(webhook, next.getFirst());
            if (pause.isPositive()) {
                var at = clock.instant().plus(pause);
                return (complete, operations) -> operations.reschedule(complete, at);
            }
        }
        return (complete, operations) -> operations.reschedule(complete, clock.instant());
    }

    /// @return how long to wait before the next call; zero: not at all
    private Duration deliver(Webhook webhook, RecordedEvent event) {
        var tried = sender.send(webhook.url(), webhook.secret(), event.id(), bytes(event));
        var delivery =
                DeliveryRecord.of(
                        event.id(),
                        event.number(),
                        event.kind().word(),
                        webhook.failures() + 1,
                        tried);
        boolean delivered = tried.outcome() == WebhookSender.Outcome.DELIVERED;
        var pause = delivered ? Duration.ZERO : pause(webhook.failures());
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            repository.insertDelivery(webhook.id(), delivery);
            if (delivered) {
                repository.advance(webhook.id(), event.number());
            } else {
                repository.fail(webhook.id(), now, now.plus(pause));
            }
        });
        if (delivered) {
            return pause;
        }
        tell(webhook, event, delivery, pause);
        if (delivery.status() != null && delivery.status() == HttpStatus.GONE.value()) {
            switchOff(webhook, Webhook.DisabledBecause.GONE);
        } else if (isHopeless(webhook, now)) {
            switchOff(webhook, Webhook.DisabledBecause.FAILING);
        }
        return pause;
    }

    private static void tell(
            Webhook webhook, RecordedEvent event, DeliveryRecord delivery, Duration pause) {
        log.info(
                "Webhook {} did not take event {}: {} {}, attempt {}, again in {} s",
                webhook.id(),
                event.number(),
                delivery.outcome().word(),
                delivery.status() == null ? "" : delivery.status(),
                delivery.attempt(),
                pause.toSeconds());
    }

    private boolean isHopeless(Webhook before, Instant now) {
        return before.failures() + 1 >= ENOUGH_FAILURES
                && before.failingSince()
                        .filter(since -> !since.plus(giveUp).isAfter(now))
                        .isPresent();
    }

    private void switchOff(Webhook webhook, Webhook.DisabledBecause reason) {
        webhooks.disable(webhook, reason);
        log.warn("Webhook {} is switched off: {}", webhook.id(), reason.word());
    }

    private static Duration pause(int failuresBefore) {
        var pause = Duration.ofSeconds(1L << Math.min(failuresBefore, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /// Gives a task to each webhook that has something to deliver and none yet. One whose failures
    /// were forgiven has a task that waits: it need not any longer.
    private void look() {
        try {
            for (var id : repository.listDue(clock.instant())) {
                var instance = task.instance(id.toString());
                var now = clock.instant();
                if (!scheduler.scheduleIfNotExists(instance, now)) {
                    scheduler
                            .getScheduledExecution(instance)
                            .filter(known -> !known.isPicked())
                            .filter(known -> known.getExecutionTime().isAfter(now.plus(POLLING)))
                            .ifPresent(_ -> scheduler.reschedule(instance, now));
                }
            }
        } catch (TaskInstanceException e) {
            log.debug("A webhook's task has just begun or ended: {}", e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.debug("Webhooks can't be looked up at present: {}", e.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        scheduler.start();
        var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
