package ru.t2.marshrut.stores;

import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.testing.FreshDatabase;
import ru.t2.marshrut.testing.TestApplication;

/// A database of its own with the tables of stores, empty.
final class StoreDatabase {

    private final FreshDatabase database = FreshDatabase.withTablesOf("stores");

    JdbcClient jdbc() {
        return database.jdbc();
    }

    StoreRepository repository() {
        return new StoreRepository(jdbc(), new NamedParameterJdbcTemplate(database.dataSource()));
    }

    DemoStoreLoader loader(boolean demoData) {
        var settings =
                AppSettings.read(
                        Map.of("DEMO_DATA", Boolean.toString(demoData)),
                        TestApplication.temporaryFolder());
        return new DemoStoreLoader(
                repository(), database.transactions(), settings, Clock.system(settings.zone()));
    }
}
