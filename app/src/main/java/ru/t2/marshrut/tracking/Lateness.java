package ru.t2.marshrut.tracking;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells when a rep will probably be late, once for each stop unless it grows worse. Thread-safe.
@Component
class Lateness {

    private static final int STEP_MINUTES = 15;

    private final ExpectedArrivals arrivals;
    private final FactRepository facts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Lateness(
            ExpectedArrivals arrivals,
            FactRepository facts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.arrivals = arrivals;
        this.facts = facts;
        this.events = events;
        this.clock = clock;
    }

    /// Looks at the rest of a rep's day, if it is today; within the caller's transaction.
    void check(String repId, LocalDate date) {
        if (!date.equals(LocalDate.ofInstant(clock.instant(), clock.getZone()))) {
            return;
        }
        for (var stop : arrivals.of(repId, date)) {
            var expected = stop.expectedAt();
            boolean late = expected != null && stop.lateMinutes() > 0;
            if (late
                    && facts.noticeLateness(
                            stop.visitId(), stop.lateMinutes(), STEP_MINUTES, clock.instant())) {
                events.publishEvent(
                        new LatenessExpected(
                                stop.visitId(),
                                stop.storeId(),
                                repId,
                                Objects.requireNonNull(expected),
                                stop.lateMinutes()));
            }
        }
    }
}
