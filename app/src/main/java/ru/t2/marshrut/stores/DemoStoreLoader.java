package ru.t2.marshrut.stores;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.platform.AppSettings;

/// Fills an empty database with demo stores, once, before the web server takes requests. Safe with
/// several applications on one database.
@Component
class DemoStoreLoader implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DemoStoreLoader.class);

    private final StoreRepository repository;
    private final TransactionOperations transaction;
    private final AppSettings settings;
    private final Clock clock;

    DemoStoreLoader(
            StoreRepository repository,
            TransactionOperations transaction,
            AppSettings settings,
            Clock clock) {
        this.repository = repository;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (settings.demoData()) {
            transaction.executeWithoutResult(_ -> load());
        }
    }

    private void load() {
        var now = clock.instant();
        if (repository.claimDemo(now)) {
            var stores = DemoStores.of(District.listMordovia(), now.truncatedTo(ChronoUnit.MILLIS));
            repository.insert(stores);
            log.info(
                    "Loaded {} demo stores in {} ms",
                    stores.size(),
                    now.until(clock.instant(), ChronoUnit.MILLIS));
        }
    }
}
