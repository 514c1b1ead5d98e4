package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.t2.marshrut.testing.TableScans;
import ru.t2.marshrut.testing.TestApplication;

/// The sums that reports are made of in a large region: after any change they are those of counting
/// everything anew. That counting everything gives the right figures, [CoverageRecountTest],
/// [VisitsRecountTest] and [OutingsRecountTest] show.
class RollupsTest {

    /// Every change is checked by counting all of the quarter anew, so it is no larger than shows
    /// what reads everything and what only its part.
    private static final int STORES = 3_000;

    private static final String SOME_PLANNED =
            """
             where id in (
                   select id
                     from visit
                    where status = 'planned'
                      and visit_date between '2026-05-01' and '2026-05-31'
                    order by id
                    limit 20)
            """;

    private static TestApplication application;
    private static Rollups rollups;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void fill() {
        application = TestApplication.start(Map.of());
        LargeRegion.fill(application, STORES);
        rollups = application.bean(Rollups.class);
        transaction = new TransactionTemplate(application.bean(PlatformTransactionManager.class));
        rollups.refresh();
        application.jdbc().sql("analyze").update();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /// Statements by what they do, in order.
    static Iterable<Map.Entry<String, String>> changes() {
        var changes = new LinkedHashMap<String, String>();
        changes.put("visits are skipped", "update visit set status = 'skipped'" + SOME_PLANNED);
        changes.put(
                "visits get another day",
                """
                update visit
                   set visit_date = month + 28,
                       position = position + 1000 * extract(day from visit_date)::int
                """
                        + SOME_PLANNED);
        changes.put(
                "visits get another rep",
                "update visit set rep_id = 'r-7', position = 5000 + substr(store_id, 3)::int"
                        + SOME_PLANNED);
        changes.put(
                "visits lose their day",
                """
                update visit
                   set visit_date = null, rep_id = null, position = null, arrival_seconds = null,
                       start_seconds = null, departure_seconds = null, late_seconds = null,
                       travel_seconds = null, distance_metres = null, unplaced = '{}'
                """
                        + SOME_PLANNED);
        changes.put("visits are deleted", "delete from visit" + SOME_PLANNED);
        changes.put(
                "visits are extra",
                "update visit set extra = true where store_id between 's-00100' and 's-00200'");
        changes.put(
                "facts are corrected",
                """
                update visit_fact
                   set arrived_at = arrived_at + interval '20 minutes', left_at = left_at + interval '30 minutes',
                       updated_at = now()
                 where store_id between 's-00300' and 's-00350'
                   and outcome = 'completed'
                """);
        changes.put(
                "arrivals fall on the next day, in the next month too",
                """
                update visit_fact
                   set arrived_at = arrived_at + interval '1 day', left_at = left_at + interval '1 day'
                 where store_id between 's-00400' and 's-00700'
                   and outcome = 'completed'
                """);
        changes.put(
                "facts are of another rep",
                "update visit_fact set rep_id = 'r-1' where store_id between 's-00800' and 's-00810'");
        changes.put(
                "facts go",
                "delete from visit_fact where store_id between 's-00900' and 's-00950'");
        changes.put(
                "stores sell more",
                "update store set category = 'A' where id between 's-01000' and 's-01020'");
        changes.put(
                "stores move",
                "update store set district = 'Новый район' where id between 's-01100' and 's-01120'");
        changes.put(
                "stores close earlier",
                "update store_window set end_time = '10:00' where store_id between 's-01200' and 's-01300'");
        changes.put(
                "stores have no windows",
                "delete from store_window where store_id between 's-01400' and 's-01500'");
        changes.put(
                "stores get windows",
                """
                insert into store_window (store_id, start_time, end_time)
                select id, '16:00', '16:30' from store where id between 's-01400' and 's-01600'
                """);
        changes.put(
                "a plan is only a draft",
                "update plan set kind = 'draft', name = 'x' where month = '2026-06-01'");
        changes.put(
                "a draft comes into force",
                "update plan set kind = 'published', name = null where month = '2026-06-01'");
        changes.put("a plan goes with its visits", "delete from plan where month = '2026-04-01'");
        return changes.entrySet();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void sumsFollow(Map.Entry<String, String> change) {
        rollups.refresh();
        var before = sums();
        correct(change.getValue());
        rollups.refresh();
        var after = sums();
        assertThat(after.equals(before)).as("nothing has changed").isFalse();
        assertThat(after).isEqualTo(recounted());
    }

    @Test
    void sumsFollowChangesThatAreMadeMeanwhile() throws Exception {
        var done = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var readers = new ArrayList<Future<?>>();
            for (int i = 0; i < 2; i++) {
                readers.add(
                        threads.submit(() -> {
                            while (!done.get()) {
                                rollups.refresh();
                            }
                        }));
            }
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < 2; i++) {
                String half = i == 0 ? "0" : "2";
                writers.add(
                        threads.submit(() -> {
                            for (int round = 10; round < 30; round++) {
                                correct(
                                        """
                                        update visit_fact
                                           set left_at = left_at + interval '1 minute', updated_at = clock_timestamp()
                                         where store_id like 's-0%s_%d'
                                           and outcome = 'completed'
                                        """
                                                .formatted(half, round));
                            }
                        }));
            }
            try {
                for (var writer : writers) {
                    writer.get();
                }
            } finally {
                done.set(true);
            }
            for (var reader : readers) {
                reader.get();
            }
        }
        rollups.refresh();
        assertThat(sums()).isEqualTo(recounted());
    }

    @Test
    void nothingIsCountedTwice() {
        long state = rollups.refresh();
        assertThat(rollups.refresh()).isEqualTo(state);
        LargeRegion.changeFact(application);
        assertThat(rollups.refresh()).isEqualTo(state + 1);
    }

    @Test
    void freshInsightsReadNoVisitsFromEndToEnd() throws Exception {
        var scans = new TableScans(application, "visit", "visit_fact");
        for (String path :
                List.of(
                        "/api/v1/insights?month=2026-05",
                        "/api/v1/insights?quarter=2026-Q2",
                        "/api/v1/insights/stores?month=2026-05",
                        "/api/v1/insights/stores?quarter=2026-Q2&sort=minutes")) {
            LargeRegion.changeFact(application);
            var before = scans.count();
            assertThat(application.http().get(path).status()).isEqualTo(200);
            assertThat(scans.count()).as(path).isEqualTo(before);
        }
    }

    private static void correct(String sql) {
        transaction.executeWithoutResult(_ -> {
            application
                    .jdbc()
                    .sql("select set_config('marshrut.correction', 'on', true)")
                    .query(String.class)
                    .single();
            assertThat(application.jdbc().sql(sql).update()).isPositive();
        });
    }

    /// All sums when everything is counted anew.
    private static List<String> recounted() {
        application.jdbc().sql("delete from report_stale").update();
        application.jdbc().sql("update report_rollup set zone = ''").update();
        for (String table : List.of("report_day_figure", "report_outing", "report_store_month")) {
            application.jdbc().sql("delete from " + table).update();
        }
        rollups.refresh();
        return sums();
    }

    private static List<String> sums() {
        var sums = new ArrayList<String>();
        for (String sql :
                List.of(
                        """
                        select row(month, day, level, key, planned, completed, skipped, open, cancelled, extra, timed,
                                   timed_planned_seconds, spent_seconds, arrivals, late, after_window, late_seconds,
                                   worst_late_seconds)::text,
                               (select string_agg(encode(spent, 'hex'), ' ' order by spent)
                                  from (
                                       select substring(spent_each from 4 * i + 1 for 4) as spent
                                         from generate_series(0, length(spent_each) / 4 - 1) as i
                                       ) as each)
                          from report_day_figure
                         order by month, day, level, key
                        """,
                        """
                        select row(month, bucket, rep_id, day, stops, visits, first_at, last_at, told_at, store_ids)::text,
                               (select string_agg(id::text, ' ' order by id) from unnest(visit_ids) as id)
                          from report_outing
                         order by month, bucket, rep_id, day
                        """,
                        """
                        select report_store_month::text, ''
                          from report_store_month
                         order by month, store_id, rep_id
                        """)) {
            sums.addAll(
                    application
                            .jdbc()
                            .sql(sql)
                            .query((row, _) -> row.getString(1) + ' ' + row.getString(2))
                            .list());
        }
        return sums;
    }
}
