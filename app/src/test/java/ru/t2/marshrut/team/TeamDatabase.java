package ru.t2.marshrut.team;

import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.testing.FreshDatabase;
import ru.t2.marshrut.testing.TestApplication;

/// A database of its own with the tables of the team, empty.
final class TeamDatabase {

    private final FreshDatabase database = FreshDatabase.withTablesOf("team");

    JdbcClient jdbc() {
        return database.jdbc();
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
                database.transactions(),
                settings,
                Clock.system(settings.zone()));
    }
}
