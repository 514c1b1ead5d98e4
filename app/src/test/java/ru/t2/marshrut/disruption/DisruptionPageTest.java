package ru.t2.marshrut.disruption;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// A rep falls ill: from the text, or field by field, to the changed plan and back.
class DisruptionPageTest {

    private static final double PATIENCE_MILLIS = 60_000;

    private static TestApplication application;
    private static YearMonth month;

    @BeforeAll
    static void makeThePlan() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application = TestApplication.start(Map.of());
        month = YearMonth.now(ZoneId.of("Europe/Moscow")).plusMonths(1);
        PlanFixture.publish(application, month);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void anIllnessIsLookedAtAppliedAndTakenBack() {
        var before = places();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/disruptions");
            page.fill("#from", month.atDay(7).toString());
            page.fill("#to", month.atDay(9).toString());
            page.click("#propose");
            assertThat(page.locator("#form-error")).isVisible();
            page.check("[name=rep_ids][value=rep-2]");
            page.click("#propose");
            assertThat(page.locator("#figures")).isVisible();
            assertThat(page.locator("#disruption-map .map-stop").first()).isVisible();
            assertThat(page.locator(".shares li").first()).isVisible();
            assertThat(page.locator("#moves-title")).containsText("Переносы");
            assertThat(places()).isEqualTo(before);
            assertThat(page.locator(".steps button:not(:disabled)")).hasCount(4);
            page.click(".steps button[data-step='5']");
            assertThat(page.locator(".steps button[data-step='5']"))
                    .hasAttribute("aria-pressed", "true");
            assertThat(Browser.findings(page)).isEmpty();
            Pictures.take(page, "disruptions");

            page.click("#apply");
            assertThat(page.locator("#applied")).isVisible();
            assertThat(page.locator("#history tr[data-state=applied]")).hasCount(1);
            assertThat(places()).isNotEqualTo(before);
            page.click("#history [data-undo]");
            assertThat(page.locator("#history tr[data-state=undone]")).hasCount(1);
            assertThat(places()).isEqualTo(before);
            // The browser itself reports the request that named nobody.
            assertThat(browser.complaints()).hasSize(1).allMatch(told -> told.contains("422"));
        }
    }

    @Test
    void aTextFillsTheFormAndSaysWhoReadIt() {
        var name = application.http().get("/api/v1/reps/rep-2").json().get("name").asString();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            page.navigate("/disruptions");
            page.fill("#told-text", name + " заболел до пятницы");
            page.click("#read");
            assertThat(page.locator("#read-by")).hasAttribute("data-read-by", "rule");
            assertThat(page.locator("#read-by")).containsText("Qwen");
            assertThat(page.locator(".item")).hasCount(1);
            assertThat(page.locator("[name=rep_ids][value=rep-2]")).isChecked();
            assertThat(page.locator("#kind")).hasValue("rep_unavailable");
            Pictures.take(page, "disruptions-read");
            page.fill("#told-text", "всё пропало");
            page.click("#read");
            assertThat(page.locator(".item[data-accepted=true]")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// Where each visit is, as one text.
    private static String places() {
        return application
                .jdbc()
                .sql(
                        """
                        select md5(string_agg(id || coalesce(rep_id, '') || coalesce(visit_date::text, ''), ' ' order by id))
                          from visit
                        """)
                .query(String.class)
                .single();
    }
}
