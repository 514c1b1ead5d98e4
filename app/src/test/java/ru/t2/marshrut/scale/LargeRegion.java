package ru.t2.marshrut.scale;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import ru.t2.marshrut.testing.TestApplication;

/// A region of 10,000 stores and 150 reps with three months of plans, written straight into the
/// tables: some 45,000 visits and 9,000 rep-days. The plans are of the right size and shape, not
/// good ones.
final class LargeRegion {

    static final int STORES = 10_000;
    static final int REPS = 150;
    static final List<YearMonth> MONTHS =
            List.of(YearMonth.of(2026, 4), YearMonth.of(2026, 5), YearMonth.of(2026, 6));

    private LargeRegion() {}

    /// Fills the tables of an application without demo data.
    static void seed(TestApplication application) {
        var jdbc = application.jdbc();
        jdbc.sql(
                        """
                        insert into store
                          (id, name, address, city, district, lat, lon, category, service_seconds,
                           search_text, synthetic, version, created_at, updated_at)
                        select 'ls-' || lpad(n::text, 5, '0'),
                               'Салон ' || n,
                               'ул. Полевая, ' || n,
                               'Город ' || n % 60,
                               'Район ' || n % 60,
                               53.5 + n % 60 / 8 * 0.3 + n / 60 % 13 * 0.01,
                               42.5 + n % 8 * 0.4 + n / 780 * 0.01,
                               (array['A', 'A', 'B', 'B', 'B', 'C', 'C', 'D', 'D', 'D'])[1 + n % 10],
                               null,
                               'салон ' || n || ' ул. полевая, ' || n || ' город ' || n % 60
                                 || ' район ' || n % 60 || ' ls-' || lpad(n::text, 5, '0'),
                               true, 1, now(), now()
                          from generate_series(1, :stores) as n
                        """)
                .param("stores", STORES)
                .update();
        jdbc.sql(
                        """
                        insert into store_window (store_id, start_time, end_time)
                        select id, '09:00'::time, '18:00'::time
                          from store
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into rep
                          (id, name, status, home_lat, home_lon, work_start_time, work_end_time,
                           lunch_seconds, max_visits_per_day, synthetic, version, created_at, updated_at)
                        select 'lr-' || lpad(n::text, 3, '0'), 'Представитель ' || n, 'active',
                               53.5 + n % 60 / 8 * 0.3, 42.5 + n % 8 * 0.4, '09:00', '18:00',
                               1800, 14, true, 1, now(), now()
                          from generate_series(1, :reps) as n
                        """)
                .param("reps", REPS)
                .update();
        MONTHS.forEach(month -> plan(application, month));
        for (var table : List.of("store", "store_window", "rep", "plan", "visit", "rep_day")) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    private static void plan(TestApplication application, YearMonth month) {
        var jdbc = application.jdbc();
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into plan (id, month, kind, version, created_at, updated_at)
                        values (:id, :month, 'published', 1, now(), now())
                        """)
                .param("id", id)
                .param("month", month.atDay(1))
                .update();
        jdbc.sql(
                        """
                        insert into visit
                          (id, plan_id, month, store_id, rep_id, visit_date, position, travel_seconds,
                           distance_metres, arrival_seconds, start_seconds, departure_seconds, late_seconds,
                           created_at, updated_at)
                        with working as (
                          select d::date as day, row_number() over (order by d) - 1 as number,
                                 count(*) over () as days
                            from generate_series(:first::date, :last::date, '1 day') as d
                            left join holiday on holiday.day = d::date
                           where coalesce(holiday.kind <> 'day_off', extract(isodow from d) < 6)
                        ), call as (
                          select store.id, substr(store.id, 4)::integer as n, k
                            from store
                           cross join generate_series(1, 3) as k
                           where k <= case category when 'A' then 3 when 'B' then 2 when 'C' then 1
                                      else (substr(store.id, 4)::integer % 3 = extract(month from :first::date)::integer % 3)::integer end
                        ), placed as (
                          select call.id as store_id, 'lr-' || lpad((1 + n / 10 % :reps)::text, 3, '0') as rep_id,
                                 working.day
                            from call
                            join working on working.number = (n / 1500 + n % 10 * 2 + k * 6) % working.days
                        ), ordered as (
                          select *, row_number() over (partition by rep_id, day order by store_id)::integer as position
                            from placed
                        )
                        select gen_random_uuid(), :plan, :first::date, store_id, rep_id, day, position, 600,
                               8000, 32400 + position * 1500, 32400 + position * 1500, 33300 + position * 1500, 0,
                               now(), now()
                          from ordered
                        """)
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .param("reps", REPS)
                .param("plan", id)
                .update();
        jdbc.sql(
                        """
                        insert into rep_day
                          (plan_id, rep_id, day, start_seconds, end_seconds, lunch_seconds, distance_metres,
                           travel_seconds, service_seconds, wait_seconds, late_seconds, overtime_seconds,
                           home_travel_seconds, home_distance_metres, cost_kopecks, distance_source, violations)
                        select plan_id, rep_id, visit_date, 32400, max(departure_seconds) + 600, 0,
                               sum(distance_metres) + 8000, sum(travel_seconds) + 600, count(*) * 900, 0, 0, 0,
                               600, 8000, count(*) * 5600, 'ESTIMATE', '[]'
                          from visit
                         where plan_id = :plan
                         group by plan_id, rep_id, visit_date
                        """)
                .param("plan", id)
                .update();
        jdbc.sql(
                        """
                        insert into plan_version
                          (plan_id, number, change_id, created_at, author, cause, changed_visits,
                           distance_metres, cost_kopecks, unplaced_visits)
                        values
                          (:plan, 1, gen_random_uuid(), now(), 'seed', 'generated', 0, 0, 0, 0)
                        """)
                .param("plan", id)
                .update();
    }
}
