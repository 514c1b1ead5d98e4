package ru.t2.marshrut.testing;

import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A database of its own with the empty tables of some features, for tests of its repositories.
public record FreshDatabase(DataSource dataSource) {

    /// Makes the database and runs the features' migrations.
    public static FreshDatabase withTablesOf(String... features) {
        var settings = TestApplication.freshDatabase();
        var dataSource =
                new DriverManagerDataSource(
                        "jdbc:postgresql://%s:%s/%s"
                                .formatted(
                                        settings.get("DATABASE_HOST"),
                                        settings.get("DATABASE_PORT"),
                                        settings.get("DATABASE_NAME")),
                        String.valueOf(settings.get("DATABASE_USER")),
                        String.valueOf(settings.get("DATABASE_PASSWORD")));
        Flyway.configure()
                .dataSource(dataSource)
                .locations(
                        Stream.of(features)
                                .map(feature -> "classpath:db/migration/" + feature)
                                .toArray(String[]::new))
                .load()
                .migrate();
        return new FreshDatabase(dataSource);
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }
}
