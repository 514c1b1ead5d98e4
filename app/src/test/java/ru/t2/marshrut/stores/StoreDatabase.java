package ru.t2.marshrut.stores;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.testing.TestApplication;

/// A database of its own with the tables of stores, empty.
final class StoreDatabase {

    private final DataSource dataSource;

    StoreDatabase() {
        var settings = TestApplication.freshDatabase();
        dataSource =
                new DriverManagerDataSource(
                        "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
                                .formatted(
                                        settings.get("DATABASE_HOST"),
                                        settings.get("DATABASE_PORT"),
                                        settings.get("DATABASE_NAME"),
                                        settings.get("DATABASE_USER"),
                                        settings.get("DATABASE_PASSWORD")));
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/stores")
                .load()
                .migrate();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    StoreRepository repository() {
        return new StoreRepository(jdbc(), new NamedParameterJdbcTemplate(dataSource));
    }

    DemoStoreLoader loader(boolean demoData) {
        var settings =
                AppSettings.read(
                        Map.of("DEMO_DATA", Boolean.toString(demoData)),
                        TestApplication.temporaryFolder());
        return new DemoStoreLoader(
                repository(),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                settings,
                Clock.system(settings.zone()));
    }
}
