package ru.t2.marshrut.reports;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the sums that reports are made of up to their visits. Thread-safe.
@Component
class Rollups {

    private static final Logger log = LoggerFactory.getLogger(Rollups.class);

    private final RollupRepository repository;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rollups(RollupRepository repository, PlatformTransactionManager transactions, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
        // Each statement has to see what was committed with the marks that one before it took.
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /// Counts anew what has changed, outside of any transaction. Afterwards the sums hold all that
    /// was committed before.
    ///
    /// @return which state of the sums this is; equal numbers, equal sums
    long refresh() {
        var zone = clock.getZone();
        if (!repository.isFresh(zone)) {
            long started = System.nanoTime();
            transaction.executeWithoutResult(_ -> {
                repository.lock();
                repository.recount(zone);
            });
            log.info(
                    "Added up changed visits for reports in {} ms",
                    (System.nanoTime() - started) / 1_000_000);
        }
        return state();
    }

    /// Which state of the sums the transaction sees.
    long state() {
        return repository.version();
    }
}
