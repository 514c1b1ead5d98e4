package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.testing.TestApplication;

/// The second quarter and December of 2026 on the demo data, checked by SQL and by arithmetic of
/// its own.
class GenerationTest {

    private static TestApplication application;
    private static String quarter;
    private static String december;

    @BeforeAll
    static void generate() {
        application = TestApplication.start(Map.of());
        var calls = new PlanningCalls(application);
        var job = calls.generate(Map.of("quarter", "2026-Q2", "seconds", 6));
        quarter = job.toString();
        assertThat(job.get("status").asString()).as(quarter).isEqualTo("succeeded");
        var month = calls.generate(Map.of("month", "2026-12", "seconds", 3));
        december = month.toString();
        assertThat(month.get("status").asString()).as(december).isEqualTo("succeeded");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static long count(String sql) {
        return application.jdbc().sql(sql).query(Long.class).single();
    }

    @Test
    void everyStoreGetsExactlyItsNorm() {
        assertThat(
                        count(
                                """
                                select count(*)
                                  from (select store.id, store.category, m.month,
                                               (select count(*)
                                                  from visit
                                                 where visit.store_id = store.id
                                                   and visit.month = m.month
                                                   and visit.visit_date is not null) as visits
                                          from store
                                         cross join (values ('2026-04-01'::date), ('2026-05-01'), ('2026-06-01')) as m (month)
                                         where store.category <> 'D') as counted
                                 where visits <> case category when 'A' then 3 when 'B' then 2 else 1 end
                                """))
                .isZero();
        assertThat(
                        count(
                                """
                                select count(*)
                                  from store
                                 where category = 'D'
                                   and 1 <> (select count(*)
                                               from visit
                                              where visit.store_id = store.id
                                                and visit.month between '2026-04-01' and '2026-06-01'
                                                and visit.visit_date is not null)
                                """))
                .isZero();
        assertThat(count("select count(*) from visit where visit_date is null")).isZero();
    }

    @Test
    void callsAtAStoreLieApartEvenAcrossMonths() {
        assertThat(
                        count(
                                """
                                with working as (
                                  select d::date as day, row_number() over (order by d) as number
                                    from generate_series('2026-04-01'::date, '2026-06-30', '1 day') as d
                                    left join holiday on holiday.day = d::date
                                   where coalesce(holiday.kind <> 'day_off', extract(isodow from d) < 6)
                                ), calls as (
                                  select store.category, number,
                                         lag(number) over (partition by store.id order by number) as before
                                    from visit
                                    join store on store.id = visit.store_id
                                    join working on working.day = visit.visit_date
                                   where store.category in ('A', 'B')
                                )
                                select count(*)
                                  from calls
                                 where number - before < case category when 'A' then 5 else 8 end
                                """))
                .isZero();
    }

    @Test
    void nobodyWorksOnAWeekendAHolidayOrTheLastDayOfTheYear() {
        assertThat(
                        count(
                                """
                                select count(*)
                                  from visit
                                  left join holiday on holiday.day = visit_date
                                 where coalesce(holiday.kind = 'day_off', extract(isodow from visit_date) > 5)
                                    or visit_date = '2026-12-31'
                                """))
                .isZero();
        assertThat(count("select count(*) from visit where month = '2026-12-01'"))
                .isEqualTo(50 * 3 + 75 * 2 + 50 + 75);
    }

    @Test
    void everyDayKeepsHoursWindowsLunchAndLimitWithTheWaysFromAndToHome() {
        var stores = application.bean(Stores.class);
        var reps = application.bean(Team.class);
        var all = new HashMap<String, Store>();
        stores.list(StoreFilter.ALL, 1000, 0).items().forEach(s -> all.put(s.id(), s));
        var days =
                application
                        .bean(Planning.class)
                        .listDays(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 12, 31));
        // Four months of some 375 calls each, on however few days.
        assertThat(days.stream().mapToInt(day -> day.visits().size()).sum()).isGreaterThan(1_400);
        for (var day : days) {
            var rep = reps.findRep(day.key().repId()).orElseThrow();
            int end = shortDay(day.key().date()) ? 17 * 3600 : 18 * 3600;
            assertThat(day.visits()).hasSizeBetween(1, 14);
            var figures = day.figures();
            int clock = figures.startSeconds();
            assertThat(clock).isGreaterThanOrEqualTo(9 * 3600);
            GeoPoint at = rep.home();
            int idle = 0;
            for (var visit : day.visits()) {
                var store = Objects.requireNonNull(all.get(visit.storeId()));
                int travel = travelSeconds(at, store.position());
                var times = visit.times().orElseThrow();
                assertThat(times.arrivalSeconds()).isGreaterThanOrEqualTo(clock + travel - 1);
                int start = times.startSeconds();
                assertThat(store.windows())
                        .anyMatch(window ->
                                window.start().toSecondOfDay() <= start
                                        && start <= window.end().toSecondOfDay());
                idle += start - clock - travel;
                clock =
                        start
                                + (int)
                                        store.serviceTime()
                                                .map(d -> d.toSeconds())
                                                .orElse(900L)
                                                .longValue();
                assertThat(times.departureSeconds()).isEqualTo(clock);
                at = store.position();
            }
            int home = travelSeconds(at, rep.home());
            assertThat(figures.endSeconds())
                    .isGreaterThanOrEqualTo(clock + home - 1)
                    .isLessThanOrEqualTo(end);
            idle += figures.endSeconds() - clock - home;
            if (figures.endSeconds() > 14 * 3600) {
                assertThat(idle).as("room for lunch on " + day.key()).isGreaterThanOrEqualTo(1790);
            }
            assertThat(figures.violations()).isEmpty();
        }
    }

    private static boolean shortDay(LocalDate date) {
        return List.of(
                        LocalDate.of(2026, 4, 30),
                        LocalDate.of(2026, 5, 8),
                        LocalDate.of(2026, 6, 11))
                .contains(date);
    }

    /// Great circle × 1.3, the first and last 2.5 km at 25 km/h, what lies between at 60.
    private static int travelSeconds(GeoPoint from, GeoPoint to) {
        double phi1 = Math.toRadians(from.lat());
        double phi2 = Math.toRadians(to.lat());
        double cos =
                Math.sin(phi1) * Math.sin(phi2)
                        + Math.cos(phi1)
                                * Math.cos(phi2)
                                * Math.cos(Math.toRadians(to.lon() - from.lon()));
        double km = 6371.0088 * Math.acos(Math.min(1, cos));
        double inside = Math.min(km, 5);
        return (int) Math.round(1.3 * 3600 * (inside / 25 + (km - inside) / 60));
    }

    @Test
    void theFirstCompletePlanIsThereWithinSecondsAndLoadsAreEven() {
        var loads =
                application
                        .jdbc()
                        .sql(
                                """
                                select sum(travel_seconds + service_seconds)
                                  from rep_day
                                  join plan on plan.id = rep_day.plan_id
                                 where plan.month < '2026-07-01'
                                 group by rep_id
                                """)
                        .query(Long.class)
                        .list();
        assertThat(loads).hasSize(4);
        double mean = loads.stream().mapToLong(Long::longValue).average().orElseThrow();
        assertThat(loads).allSatisfy(load -> assertThat(load / mean).isBetween(0.85, 1.15));
        assertThat(quarter).contains("\"first_complete_ms\":");
        assertThat(quarter).doesNotContain("\"first_complete_ms\":null");
    }
}
