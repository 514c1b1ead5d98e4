package ru.t2.marshrut.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.testing.TestApplication;

/// How the database answers the hot paths in a large region: by indexes. What it counts itself is
/// asked, so that the very statements of the application are judged.
class HotPathsTest {

    private static TestApplication application;

    @BeforeAll
    static void seed() {
        application = TestApplication.start(Map.of("DEMO_DATA", "false"));
        LargeRegion.seed(application);
    }

    @AfterAll
    static void close() {
        application.close();
    }

    static Iterable<Map.Entry<String, String>> paths() {
        return HotPaths.all().entrySet();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void noLargeTableIsReadFromEndToEnd(Map.Entry<String, String> path) throws Exception {
        var before = scans();
        var answer = application.http().get(path.getValue());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var after = scans();
        assertThat(after).as(path.getKey()).isEqualTo(before);
    }

    @Test
    void aScanWouldBeSeen() throws Exception {
        var before = scans();
        application
                .jdbc()
                .sql("select count(*) from visit where late_seconds = 77")
                .query(Long.class)
                .single();
        assertThat(scans()).isNotEqualTo(before);
    }

    @Test
    void theRegionIsLarge() {
        assertThat(application.http().get("/api/v1/locations?limit=1").json().get("total").asInt())
                .isEqualTo(LargeRegion.STORES);
        var month = application.http().get("/api/v1/schedule?month=2026-05").json();
        assertThat(month.get("visits").size()).isGreaterThan(14_000);
        assertThat(month.get("loads").size()).isEqualTo(LargeRegion.REPS);
        assertThat(month.get("days").size()).isGreaterThan(2_500);
    }

    /// Scans of whole tables since the beginning. A connection tells what it has counted when it
    /// closes.
    private static Map<String, Long> scans() throws InterruptedException {
        var now =
                application
                        .jdbc()
                        .sql("select clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single();
        application.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        for (int i = 0; i < 250 && olderConnections(now) > 0; i++) {
            Thread.sleep(20);
        }
        var scans = new TreeMap<String, Long>();
        application
                .jdbc()
                .sql(
                        """
                        select relname, seq_scan
                          from pg_stat_user_tables
                         where relname in ('store', 'visit', 'rep_day', 'store_window', 'store_closed_day')
                        """)
                .query((row, _) -> scans.put(row.getString("relname"), row.getLong("seq_scan")))
                .list();
        return scans;
    }

    private static long olderConnections(OffsetDateTime than) {
        return application
                .jdbc()
                .sql(
                        """
                        select count(*)
                          from pg_stat_activity
                         where datname = current_database()
                           and pid <> pg_backend_pid()
                           and backend_type = 'client backend'
                           and backend_start < :than
                        """)
                .param("than", than)
                .query(Long.class)
                .single();
    }
}
