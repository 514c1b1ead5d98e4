package ru.t2.marshrut.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// A month that was lived is planned anew, beside what was driven, and nothing of it changes.
class ReplayTest {

    private static final double PATIENCE_MILLIS = 60_000;

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void liveThroughAMonth() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application = ReportFixture.start(YearMonth.of(2026, 4));
        http = application.http();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void bothSidesAreLaidBesideEachOtherAndNoPlanChanges() {
        String before = fingerprint();
        var job = finished(http.post("/api/v1/replays", Map.of("month", "2026-04", "seconds", 4)));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        var replay = http.get("/api/v1/replays/" + job.get("job_id").asString()).json();
        assertThat(replay).isEqualTo(job.get("result"));
        var insights = http.get("/api/v1/insights?month=2026-04").json();
        assertThat(replay.at("/driven/distance_km"))
                .isEqualTo(insights.at("/travel/total/driven/distance_km"));
        assertThat(replay.at("/driven/cost_rub"))
                .isEqualTo(insights.at("/travel/total/driven/cost_rub"));
        assertThat(replay.at("/driven/outings")).isEqualTo(insights.at("/outings/total/outings"));
        long done =
                count(
                        """
                        select count(*)
                          from visit
                          join plan
                            on plan.id = plan_id
                         where plan.month = '2026-04-01'
                           and plan.kind = 'published'
                           and visit.status = 'completed'
                        """);
        assertThat(replay.at("/driven/visits").asLong()).isEqualTo(done);
        assertThat(replay.at("/same_visits/asked").asLong()).isEqualTo(done);
        assertThat(replay.at("/same_visits/visits").asLong()).isBetween(done * 95 / 100, done);
        assertThat(replay.at("/whole_norm/visits").asLong())
                .isLessThanOrEqualTo(replay.at("/whole_norm/asked").asLong())
                .isGreaterThan(done);
        assertThat(replay.at("/saved_km").decimalValue())
                .isEqualByComparingTo(
                        replay.at("/driven/distance_km")
                                .decimalValue()
                                .subtract(replay.at("/same_visits/distance_km").decimalValue()));
        assertThat(replay.get("assumptions").size()).isGreaterThanOrEqualTo(6);
        assertThat(fingerprint()).as("plans, visits and facts").isEqualTo(before);
        var listed = http.get("/api/v1/replays?month=2026-04").json();
        assertThat(listed.at("/items/0/id")).isEqualTo(replay.get("id"));
        assertThat(count("select count(*) from audit_entry where action = 'replay'")).isPositive();
    }

    @Test
    void thePageStartsItAndShowsTheDifference() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/analytics?month=2026-04");
            page.click("#replay-start");
            assertThat(page.locator("#replay-start")).isDisabled();
            assertThat(page.locator("#replay-start")).isEnabled();
            assertThat(page.locator("#replay-progress")).isHidden();
            assertThat(page.locator("#replay-sides tbody tr")).hasCount(3);
            assertThat(page.locator(".replay-verdict")).containsText("Те же визиты");
            page.locator("#replay summary").click();
            assertThat(page.locator(".assumptions li").first()).isVisible();
            Pictures.take(page, "replay");
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aMonthThatIsNotOverIsRefusedAndOneWithoutVisitsSaysSo() {
        String current = YearMonth.now(java.time.ZoneId.of("Europe/Moscow")).toString();
        for (String month : new String[] {current, "2099-01", "2026-13", "нет"}) {
            assertThat(http.post("/api/v1/replays", Map.of("month", month)).status())
                    .as(month)
                    .isEqualTo(422);
        }
        assertThat(
                        http.post("/api/v1/replays", Map.of("month", "2026-04", "seconds", 1))
                                .json()
                                .at("/errors/0/field")
                                .asString())
                .isEqualTo("seconds");
        var job = finished(http.post("/api/v1/replays", Map.of("month", "2025-02")));
        assertThat(job.get("status").asString()).isEqualTo("failed");
        assertThat(job.get("failure").asString()).isEqualTo("nothing_driven");
        assertThat(http.get("/api/v1/replays/" + job.get("job_id").asString()).status())
                .isEqualTo(404);
    }

    @Test
    void itCanBeStopped() {
        var started = http.post("/api/v1/replays", Map.of("month", "2026-04", "seconds", 60));
        String job = started.header("Location");
        while (http.get(job).json().get("status").asString().equals("queued")) {
            Thread.onSpinWait();
        }
        assertThat(http.delete(job).status()).isLessThan(300);
        assertThat(finished(started).get("status").asString()).isEqualTo("cancelled");
    }

    private static JsonNode finished(HttpCalls.Answer started) {
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String address = started.header("Location");
        var job = http.get(address).json();
        while (job.get("finished_at").isNull()) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            job = http.get(address).json();
        }
        return job;
    }

    private static long count(String sql) {
        return application.jdbc().sql(sql).query(Long.class).single();
    }

    private static String fingerprint() {
        return application
                .jdbc()
                .sql(
                        """
                        select (select md5(string_agg(plan::text, '' order by id)) from plan)
                               || (select md5(string_agg(visit::text, '' order by id)) from visit)
                               || (select md5(string_agg(fact::text, '' order by visit_id)) from visit_fact fact)
                        """)
                .query(String.class)
                .single();
    }
}
