package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// Files that are not what they should be, each of its own kind: every one is refused in words a
/// person can act on, or told row by row; none changes anything.
class DamagedFilesTest {

    private static final String EXPORT = "/api/v1/export/schedule?month=2026-04";
    private static final String IMPORT = "/api/v1/import/schedule?commit=true";

    private static TestApplication application;
    private static HttpCalls http;
    private static byte[] good = {};

    @BeforeAll
    static void plan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, YearMonth.of(2026, 4));
        good = ExportTest.bytes(application, EXPORT);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String state() {
        return application
                .jdbc()
                .sql(
                        """
                        select concat(
                          (select md5(string_agg(visit::text, ';' order by id)) from visit),
                          (select count(*) from visit_fact),
                          (select count(*) from schedule_import),
                          (select count(*) from plan_version))
                        """)
                .query(String.class)
                .single();
    }

    @Test
    void everyDamagedFileIsRefusedInWordsAndNothingIsApplied() {
        var corpus = corpus();
        assertThat(corpus.size()).isGreaterThanOrEqualTo(200);
        String before = state();
        long most = 0;
        System.gc();
        for (var damaged : corpus.entrySet()) {
            long used = used();
            var answer =
                    http.upload(
                            IMPORT,
                            damaged.getKey().replaceAll("[^a-z0-9]", "_"),
                            damaged.getValue());
            most = Math.max(most, used() - used);
            assertThat(answer.status())
                    .as(damaged.getKey() + ": " + start(answer.text()))
                    .isIn(409, 413, 422);
            var json = answer.json();
            assertThat(json.get("detail").asString())
                    .as(damaged.getKey())
                    .containsPattern("[А-Яа-яё]{4}");
            assertThat(answer.text())
                    .as(damaged.getKey())
                    .doesNotContain("Exception", "java.", "at ru.t2", "NullPointer");
            if (json.has("report")) {
                var errors = json.get("report").get("errors");
                var conflicts = json.get("report").get("conflicts");
                assertThat(errors.size() + conflicts.size()).as(damaged.getKey()).isPositive();
                for (var error : errors) {
                    assertThat(error.get("remedy").asString()).containsPattern("[А-Яа-яё]{4}");
                    assertThat(error.get("row").asInt()).isPositive();
                }
            }
            assertThat(state()).as(damaged.getKey()).isEqualTo(before);
        }
        assertThat(most).as("bytes of heap for one file").isLessThan(400L << 20);
        assertThat(http.upload("/api/v1/import/schedule", "good.xlsx", good).json().get("changes"))
                .as("the undamaged file")
                .isEmpty();
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String start(String text) {
        return text.substring(0, Math.min(600, text.length()));
    }

    private static Map<String, byte[]> corpus() {
        var corpus = new LinkedHashMap<>(DamagedArchives.of(good));
        corpus.putAll(
                DamagedTables.of(
                        good,
                        new String(
                                ExportTest.bytes(application, EXPORT + "&format=csv"),
                                StandardCharsets.UTF_8)));
        return corpus;
    }
}
