package ru.t2.marshrut.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Year;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

class TeamLoaderTest {

    private static final Year YEAR = Year.of(2026);

    private final TeamDatabase database = new TeamDatabase();

    @Test
    void anEmptyDatabaseIsFilledOnce() {
        database.loader(true).afterSingletonsInstantiated();
        var reps = database.team().listReps();
        var vehicles = database.team().listVehicles();
        assertThat(reps).hasSize(4).allMatch(Rep::synthetic);
        assertThat(reps).isEqualTo(DemoTeam.of(reps.getFirst().createdAt()).reps());
        assertThat(vehicles).isEqualTo(DemoTeam.of(reps.getFirst().createdAt()).vehicles());

        database.loader(true).afterSingletonsInstantiated();
        assertThat(database.team().listReps()).isEqualTo(reps);
    }

    @Test
    void theCalendarIsLoadedWithoutDemoDataToo() {
        database.loader(false).afterSingletonsInstantiated();
        assertThat(database.team().listReps()).isEmpty();
        assertThat(database.team().listVehicles()).isEmpty();
        assertThat(database.calendar().covers(YEAR)).isTrue();
        assertThat(database.calendar().covers(Year.of(2028))).isFalse();
    }

    @Test
    void deletedDemoRepsStayDeleted() {
        database.loader(true).afterSingletonsInstantiated();
        database.jdbc().sql("delete from rep").update();
        database.jdbc().sql("delete from vehicle").update();
        database.loader(true).afterSingletonsInstantiated();
        assertThat(database.team().listReps()).isEmpty();
    }

    @Test
    void daysThatPeopleChangedStay() {
        var toggled = LocalDate.of(2026, 5, 8);
        database.loader(false).afterSingletonsInstantiated();
        database.jdbc().sql("delete from holiday where day = :day").param("day", toggled).update();
        database.loader(false).afterSingletonsInstantiated();
        assertThat(database.calendar().day(toggled).because()).isEmpty();
    }

    @Test
    void aYearThatIsMissingIsAdded() {
        database.loader(false).afterSingletonsInstantiated();
        database.jdbc().sql("delete from holiday where day < '2027-01-01'").update();
        assertThat(database.calendar().covers(YEAR)).isFalse();
        database.loader(false).afterSingletonsInstantiated();
        assertThat(database.calendar().covers(YEAR)).isTrue();
    }

    @Test
    void aStoredYearHasItsWorkingDays() {
        database.loader(false).afterSingletonsInstantiated();
        var days =
                database.calendar().listDays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
        assertThat(days).hasSize(365);
        assertThat(days).filteredOn(CalendarDay::isWorking).hasSize(247);
        assertThat(database.calendar().day(LocalDate.of(2026, 11, 3)).kind())
                .isEqualTo(Holiday.Kind.SHORT);
    }

    @Test
    void applicationsThatStartAtOnceLoadOnce() throws ExecutionException, InterruptedException {
        int applications = 4;
        var barrier = new CyclicBarrier(applications);
        try (var executor = Executors.newFixedThreadPool(applications)) {
            var starts =
                    IntStream.range(0, applications)
                            .<Future<?>>mapToObj(_ ->
                                    executor.submit(() -> {
                                        var loader = database.loader(true);
                                        barrier.await();
                                        loader.afterSingletonsInstantiated();
                                        return database.team().listReps().size();
                                    }))
                            .toList();
            for (Future<?> start : starts) {
                assertThat(start.get()).isEqualTo(4);
            }
        }
        assertThat(database.calendar().listHolidays(YEAR)).hasSize(22);
    }

    @ParameterizedTest
    @CsvSource({
        "rep, status = 'asleep', a_status_is_known",
        "rep, home_lat = 91, a_home_is_on_the_globe",
        "rep, work_end_time = '24:00', work_ends_before_midnight",
        "rep, work_end_time = '09:00', lunch_fits_into_work",
        "rep, work_end_time = '08:00', lunch_fits_into_work",
        "rep, work_start_time = '09:00:01', work_is_in_whole_minutes",
        "rep, lunch_seconds = 32400, lunch_fits_into_work",
        "rep, max_visits_per_day = 0, a_day_has_visits",
        "rep, vehicle_id = 'bike', rep_vehicle_id_fkey",
        "vehicle, plate = 'А000АА13', vehicle_plate_key",
        "vehicle, litres_per_100_km_city = 0, fuel_is_burnt",
        "vehicle, fuel_kopecks_per_litre = 0, fuel_is_paid",
        "holiday, kind = 'half', a_kind_is_known",
        "holiday, source = '', a_day_has_a_reason"
    })
    void theDatabaseKeepsTheRules(String table, String change, String rule) {
        database.loader(true).afterSingletonsInstantiated();
        assertThatThrownBy(() ->
                        database.jdbc().sql("update %s set %s".formatted(table, change)).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(rule);
    }
}
