package ru.t2.marshrut.integration;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ru.t2.marshrut.disruption.DisruptionApplied;
import ru.t2.marshrut.disruption.DisruptionUndone;
import ru.t2.marshrut.integration.EventRepository.NewEvent;
import ru.t2.marshrut.planning.PlanChanged;
import ru.t2.marshrut.planning.PlanPublished;
import ru.t2.marshrut.planning.VisitStatusChanged;
import ru.t2.marshrut.tracking.LatenessExpected;
import ru.t2.marshrut.tracking.VisitStarted;

/// Writes down what features tell, in the transaction that does what they tell of: there is no
/// event without its change and no change without its event. Thread-safe.
///
/// The events of a transaction are gathered and written together right before its commit, so that
/// the lock which orders them is held as shortly as can be. A listener of the framework's own that
/// is called before the commit would take it once for each event, and would pass over an event told
/// outside a transaction; here that is an error.
@Component
class EventRecorder {

    private final EventRepository repository;
    private final EventFeed feed;
    private final Clock clock;

    EventRecorder(EventRepository repository, EventFeed feed, Clock clock) {
        this.repository = repository;
        this.feed = feed;
        this.clock = clock;
    }

    @EventListener
    void on(PlanPublished event) {
        add(EventKind.PLAN_PUBLISHED, EventData.Published.of(event));
    }

    @EventListener
    void on(PlanChanged event) {
        add(EventKind.PLAN_CHANGED, EventData.Changed.of(event));
    }

    @EventListener
    void on(VisitStarted event) {
        add(EventKind.VISIT_STARTED, EventData.Started.of(event));
    }

    @EventListener
    void on(VisitStatusChanged event) {
        var kind =
                switch (event.visit().status()) {
                    case PLANNED -> EventKind.VISIT_REOPENED;
                    case COMPLETED -> EventKind.VISIT_COMPLETED;
                    case SKIPPED -> EventKind.VISIT_SKIPPED;
                    case CANCELLED -> EventKind.VISIT_CANCELLED;
                    case RESCHEDULED -> EventKind.VISIT_RESCHEDULED;
                };
        add(kind, EventData.Status.of(event));
    }

    @EventListener
    void on(LatenessExpected event) {
        add(EventKind.VISIT_LATENESS_EXPECTED, EventData.Late.of(event));
    }

    @EventListener
    void on(DisruptionApplied event) {
        add(EventKind.DISRUPTION_APPLIED, EventData.Applied.of(event));
    }

    @EventListener
    void on(DisruptionUndone event) {
        add(EventKind.DISRUPTION_UNDONE, EventData.Undone.of(event));
    }

    private void add(EventKind kind, EventData data) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "%s was told outside a transaction: it could be lost, or tell of what did not happen."
                            .formatted(kind.word()));
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        batch().events.add(new NewEvent(UUID.randomUUID(), kind, at, data));
    }

    /// The one of the current transaction.
    private Batch batch() {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Batch batch) {
                return batch;
            }
        }
        var batch = new Batch();
        TransactionSynchronizationManager.registerSynchronization(batch);
        return batch;
    }

    private final class Batch implements TransactionSynchronization {

        private final List<NewEvent> events = new ArrayList<>();

        /// After whatever else is written before the commit.
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            repository.append(events);
        }

        @Override
        public void afterCommit() {
            feed.look();
        }
    }
}
