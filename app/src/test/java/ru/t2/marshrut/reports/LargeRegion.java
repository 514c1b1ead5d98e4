package ru.t2.marshrut.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import ru.t2.marshrut.testing.TestApplication;

/// A made-up quarter of a large region, written straight into the database: 10,000 stores, 60 reps,
/// 45,000 visits with their facts. Run [#main] to measure reports on it.
final class LargeRegion {

    private static final int ROUNDS = 30;

    private LargeRegion() {}

    /// Fills an application's empty database; its demo data gives way.
    static void fill(TestApplication application, int stores) {
        var jdbc = application.jdbc();
        for (String table :
                new String[] {"store_window", "store_closed_day", "store", "absence", "rep"}) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql(
                        """
                        insert into store
                          (id, name, address, city, district, lat, lon, category, search_text, synthetic, created_at,
                           updated_at)
                        select 's-' || lpad(n::text, 5, '0'), 'Точка ' || n, 'ул. Полевая, ' || n, 'Город ' || n % 50,
                               'Район ' || n % 50, 54 + (n % 997) / 997.0, 43 + (n % 991) / 330.0,
                               case when n % 10 < 2 then 'A' when n % 10 < 5 then 'B' when n % 10 < 7 then 'C' else 'D' end,
                               '', true, now(), now()
                          from generate_series(1, :stores) as n
                        """)
                .param("stores", stores)
                .update();
        jdbc.sql(
                        """
                        insert into store_window (store_id, start_time, end_time)
                        select id, '09:00', '15:00' from store where category in ('A', 'B')
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into rep
                          (id, name, status, home_lat, home_lon, work_start_time, work_end_time, lunch_seconds,
                           max_visits_per_day, synthetic, created_at, updated_at)
                        select 'r-' || n, 'Представитель ' || n, 'active', 54 + n / 60.0, 43 + n / 20.0, '09:00', '18:00',
                               1800, 20, true, now(), now()
                          from generate_series(0, 59) as n
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into plan (id, month, kind, version, created_at, updated_at)
                        select gen_random_uuid(), month, 'published', 1, now(), now()
                          from generate_series('2026-04-01'::date, '2026-06-01', '1 month') as month
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into visit
                          (id, plan_id, month, store_id, rep_id, visit_date, position, status, travel_seconds,
                           distance_metres, arrival_seconds, start_seconds, departure_seconds, late_seconds, created_at,
                           updated_at)
                        select gen_random_uuid(), plan_id, month, store_id, rep_id, day,
                               row_number() over (partition by plan_id, rep_id, day order by store_id),
                               case when random() < 0.9 then 'completed' when random() < 0.5 then 'skipped' else 'planned' end,
                               600, 5000, start, start, start + 900, 0, now(), now()
                          from (
                               select plan.id as plan_id, plan.month, store.id as store_id,
                                      'r-' || substr(store.id, 3)::int % 60 as rep_id,
                                      plan.month + ((substr(store.id, 3)::int / 60) * 7 + call * 9) % 28 as day,
                                      32400 + (random() * 30000)::int as start
                                 from plan
                                 join store
                                   on store.category <> 'D'
                                   or substr(store.id, 3)::int % 3 = extract(month from plan.month)::int % 3
                                 join generate_series(0, 2) as call
                                   on call < case store.category when 'A' then 3 when 'B' then 2 else 1 end
                               ) as call
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into visit_fact
                          (visit_id, store_id, rep_id, visit_date, outcome, arrived_at, left_at, reason, updated_at)
                        select id, store_id, rep_id, visit_date, status,
                               case when status = 'completed' then at end,
                               case when status = 'completed' then at + make_interval(secs => (300 + random() * 1800)::int) end,
                               case when status = 'skipped' then 'Закрыто' end, now()
                          from (
                               select *,
                                      (visit_date + make_interval(secs => start_seconds + (random() * 1800)::int))
                                        at time zone 'Europe/Moscow' as at
                                 from visit
                               ) as visit
                         where status in ('completed', 'skipped')
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into rep_day
                          (plan_id, rep_id, day, start_seconds, end_seconds, lunch_seconds, distance_metres,
                           travel_seconds, service_seconds, wait_seconds, late_seconds, overtime_seconds,
                           home_travel_seconds, home_distance_metres, cost_kopecks, distance_source, violations)
                        select plan_id, rep_id, visit_date, 30000, 64000, 0, sum(distance_metres), sum(travel_seconds),
                               count(*) * 900, 0, 0, 0, 600, 5000, sum(distance_metres) * 7 / 10, 'estimate', '[]'
                          from visit
                         group by plan_id, rep_id, visit_date
                        """)
                .update();
        jdbc.sql("analyze").update();
    }

    /// Milliseconds of some requests, after a warm-up.
    public static void main(String[] arguments) {
        try (var application = TestApplication.start(Map.of())) {
            fill(application, 10_000);
            System.out.println(
                    application.jdbc().sql("select count(*) from visit").query(Long.class).single()
                            + " visits");
            for (String path :
                    new String[] {
                        "/api/v1/insights?month=2026-05",
                        "/api/v1/insights?quarter=2026-Q2",
                        "/api/v1/insights/stores?month=2026-05",
                        "/api/v1/insights/stores?quarter=2026-Q2&sort=minutes"
                    }) {
                measure(application, path, "as kept", () -> {});
                measure(application, path, "fresh", () -> changeFact(application));
            }
            for (int i = 0; i < 3; i++) {
                export(application);
            }
        }
        System.exit(0);
    }

    /// Time to the first byte and to the last; run it with `-Xmx200m` to see that the heap is
    /// enough for the whole application.
    private static void export(TestApplication application) {
        var request =
                application.http().request("/api/v1/export/schedule?quarter=2026-Q2").GET().build();
        long started = System.nanoTime();
        try (var client = HttpClient.newHttpClient();
                var body = client.send(request, BodyHandlers.ofInputStream()).body()) {
            body.read();
            long first = System.nanoTime();
            long bytes = 1 + body.transferTo(OutputStream.nullOutputStream());
            System.out.printf(
                    "export of the quarter: first byte %d ms, all %d ms, %d bytes, heap at most %d MB%n",
                    (first - started) / 1_000_000,
                    (System.nanoTime() - started) / 1_000_000,
                    bytes,
                    Runtime.getRuntime().maxMemory() >> 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One more minute in a store: whatever was kept of its month is out of date.
    static void changeFact(TestApplication application) {
        application
                .jdbc()
                .sql(
                        """
                        update visit_fact
                           set left_at = left_at + interval '1 minute', updated_at = clock_timestamp()
                         where visit_id = (
                               select visit_id
                                 from visit_fact
                                where visit_date = '2026-05-12'
                                  and left_at is not null
                                limit 1)
                        """)
                .update();
    }

    private static void measure(
            TestApplication application, String path, String how, Runnable before) {
        for (int i = 0; i < 5; i++) {
            before.run();
            application.http().get(path);
        }
        long[] millis = new long[ROUNDS];
        int bytes = 0;
        for (int i = 0; i < ROUNDS; i++) {
            before.run();
            long started = System.nanoTime();
            bytes = application.http().get(path).text().length();
            millis[i] = (System.nanoTime() - started) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-60s %-8s p50 %4d ms  p95 %4d ms  %d characters%n",
                path, how, millis[ROUNDS / 2], millis[ROUNDS * 95 / 100], bytes);
    }
}
