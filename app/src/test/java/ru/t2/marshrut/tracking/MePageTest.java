package ru.t2.marshrut.tracking;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// A rep's day on a phone: with a network, without one, and with one again.
class MePageTest {

    private static final double PATIENCE_MILLIS = 30_000;

    private static TestApplication application;
    private static List<String> days; // rep and day, each used by one test

    @BeforeAll
    static void makeThePlan() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application = TestApplication.start(Map.of());
        PlanFixture.publish(application, YearMonth.now(ZoneId.of("Europe/Moscow")));
        days =
                new java.util.ArrayList<>(
                        application
                                .jdbc()
                                .sql(
                                        """
                                        select 'rep=' || rep_id || '&date=' || visit_date
                                          from visit
                                         where visit_date is not null
                                         group by rep_id, visit_date
                                        having count(*) > 4
                                         order by visit_date, rep_id
                                        """)
                                .query(String.class)
                                .list());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aVisitWithoutANetworkIsToldOnceWhenThereIsOneAgain() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            open(page);
            String first = page.textContent(".next-name");
            page.click("#arrive");
            assertThat(page.locator("#leave")).isVisible();
            assertThat(page.locator("#link-state")).hasText("всё передано");
            assertThat(browser.complaints()).isEmpty();
            page.waitForFunction("() => navigator.serviceWorker.controller !== null");
            page.reload();
            assertThat(page.locator("#leave")).isVisible();

            page.context().setOffline(true);
            page.fill("#note", "Витрина обновлена");
            page.click("#leave");
            assertThat(page.locator("#link-state")).containsText("ждут отправки: 1");
            assertThat(page.locator("#arrive")).isVisible();
            // The page itself comes from the phone, and the fact is still there.
            page.reload();
            assertThat(page.locator("#link-state")).containsText("ждут отправки: 1");
            assertThat(page.locator(".next-name")).not().hasText(first);
            Pictures.take(page, "me-offline");
            assertThat(facts("left_at is not null")).isZero();

            page.context().setOffline(false);
            assertThat(page.locator("#link-state")).hasText("всё передано");
            page.reload();
            assertThat(page.locator("#me-done")).containsText("1 из");
            assertThat(facts("left_at is not null and note = 'Витрина обновлена'")).isOne();
            assertThat(
                            application
                                    .jdbc()
                                    .sql("select count(*) from visit_event where kind = 'leave'")
                                    .query(Integer.class)
                                    .single())
                    .isOne();
            assertThat(Browser.findings(page)).isEmpty();
            Pictures.take(page, "me");
        }
    }

    @Test
    void aStopIsSkippedWithItsReasonAndCanBeTakenBackForAMoment() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            open(page);
            String first = page.textContent(".next-name");
            page.click("[data-reason=closed]");
            assertThat(page.locator(".next-name")).not().hasText(first);
            page.click(".toast button:has-text('Вернуть')");
            assertThat(page.locator(".next-name")).hasText(first);
            page.click("[data-reason=nobody]");
            // It waits on the phone for as long as it can be taken back.
            for (int i = 0; i < 150 && facts("outcome = 'skipped'") == 0; i++) {
                page.waitForTimeout(100);
            }
            assertThat(page.locator("#link-state")).hasText("всё передано");
            assertThat(facts("outcome = 'skipped' and reason = 'Нет ответственного'")).isOne();
            assertThat(facts("outcome = 'skipped' and reason = 'Закрыто'")).isZero();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void positionsAreSentOnlyWhileTheRepWantsIt() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            page.context().grantPermissions(List.of("geolocation"));
            page.context().setGeolocation(new Geolocation(54.18, 45.17));
            open(page);
            assertThat(page.locator("#position")).not().isChecked();
            assertThat(page.locator("#position-state")).hasText("выключено");
            page.check("#position");
            assertThat(page.locator("#position-state")).containsText("отправлено");
            assertThat(devices()).isOne();
            page.uncheck("#position");
            assertThat(page.locator("#position-state")).hasText("выключено");
            assertThat(page.locator("#position")).isEnabled();
            assertThat(devices()).isZero();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void open(Page page) {
        page.navigate("/me?" + days.removeFirst());
        page.waitForSelector("#arrive");
    }

    private static int facts(String condition) {
        return application
                .jdbc()
                .sql("select count(*) from visit_fact where " + condition)
                .query(Integer.class)
                .single();
    }

    private static int devices() {
        return application.http().get("/api/v1/devices").json().size();
    }
}
