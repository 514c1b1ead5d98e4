package ru.t2.marshrut.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.testing.TableScans;
import ru.t2.marshrut.testing.TestApplication;

/// How the database answers the hot paths in a large region: by indexes. What it counts itself is
/// asked, so that the very statements of the application are judged.
class HotPathsTest {

    private static TestApplication application;
    private static TableScans scans;

    @BeforeAll
    static void seed() {
        application = TestApplication.start(Map.of("DEMO_DATA", "false"));
        LargeRegion.seed(application);
        scans =
                new TableScans(
                        application,
                        "store",
                        "visit",
                        "rep_day",
                        "store_window",
                        "store_closed_day");
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
        var before = scans.count();
        var answer = application.http().get(path.getValue());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var after = scans.count();
        assertThat(after).as(path.getKey()).isEqualTo(before);
    }

    @Test
    void aScanWouldBeSeen() throws Exception {
        var before = scans.count();
        application
                .jdbc()
                .sql("select count(*) from visit where late_seconds = 77")
                .query(Long.class)
                .single();
        assertThat(scans.count()).isNotEqualTo(before);
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
}
