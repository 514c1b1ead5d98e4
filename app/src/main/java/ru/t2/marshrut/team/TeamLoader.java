package ru.t2.marshrut.team;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.platform.AppSettings;

/// Before the web server takes requests, adds the holidays of the years that the calendar does not
/// know yet, and fills an empty database with the demo team, once. Safe with several applications
/// on one database.
@Component
class TeamLoader implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TeamLoader.class);

    private final HolidayRepository holidays;
    private final TeamRepository team;
    private final TransactionOperations transaction;
    private final AppSettings settings;
    private final Clock clock;

    TeamLoader(
            HolidayRepository holidays,
            TeamRepository team,
            TransactionOperations transaction,
            AppSettings settings,
            Clock clock) {
        this.holidays = holidays;
        this.team = team;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(_ -> load());
    }

    private void load() {
        var now = clock.instant();
        int added = holidays.insertYearsThatAreEmpty(HolidayFile.listBuiltIn());
        if (added > 0) {
            log.info("Loaded {} days of the production calendar", added);
        }
        if (settings.demoData() && team.claimDemo(now)) {
            var demo = DemoTeam.of(now.truncatedTo(ChronoUnit.MILLIS));
            demo.vehicles().forEach(team::insert);
            demo.reps().forEach(team::insert);
            log.info("Loaded {} demo reps", demo.reps().size());
        }
    }
}
