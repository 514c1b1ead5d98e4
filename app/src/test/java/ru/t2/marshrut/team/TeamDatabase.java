package ru.t2.marshrut.team;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.testing.TestApplication;

/// A database of its own with the tables of the team, empty.
final class TeamDatabase {

    private final DataSource dataSource;

    TeamDatabase() {
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
                .locations("classpath:db/migration/team")
                .load()
                .migrate();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    Team team() {
        return new Team(new TeamRepository(jdbc()));
    }

    WorkCalendar calendar() {
        return new WorkCalendar(new HolidayRepository(jdbc()));
    }

    TeamLoader loader(boolean demoData) {
        var settings =
                AppSettings.read(
                        Map.of("DEMO_DATA", Boolean.toString(demoData)),
                        TestApplication.temporaryFolder());
        return new TeamLoader(
                new HolidayRepository(jdbc()),
                new TeamRepository(jdbc()),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                settings,
                Clock.system(settings.zone()));
    }
}
