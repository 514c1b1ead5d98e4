package ru.t2.marshrut.team;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// The team and its calendar, changed in place.
class TeamPageTest {

    private static final double PATIENCE_MILLIS = 30_000;

    private static TestApplication application;

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application = TestApplication.start(Map.of());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aRepIsChangedAndGetsAnAbsence() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/team");
            page.click("[data-edit='rep-2']");
            page.selectOption(".is-edited select >> nth=0", "vacation");
            page.fill(".is-edited [aria-label='Визитов в день']", "12");
            assertThat(Browser.findings(page)).isEmpty();
            page.click(".is-edited [data-keep]");
            assertThat(page.locator(".is-edited")).hasCount(0);
            assertThat(page.locator("#reps tr[data-id='rep-2']")).containsText("в отпуске");
            var rep = application.http().get("/api/v1/reps/rep-2").json();
            assertThat(rep.get("status").asString()).isEqualTo("vacation");
            assertThat(rep.get("max_visits_per_day").asInt()).isEqualTo(12);

            page.selectOption("#absence-kind", "vacation");
            page.fill("[name=first_day]", "2027-02-01");
            page.fill("[name=last_day]", "2027-02-07");
            page.click("#absence button");
            assertThat(page.locator("#absences li")).hasCount(1);
            Pictures.take(page, "team");
            page.click("#absences button");
            assertThat(page.locator("#absences li")).hasCount(0);
            assertThat(page.locator("#absences-none")).isVisible();
            page.click("[data-edit='car-1']");
            page.fill("#vehicles .is-edited [aria-label='₽ за литр']", "71.5");
            page.click("#vehicles .is-edited [data-keep]");
            assertThat(page.locator("#vehicles tr[data-id='car-1']")).containsText("71,5");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aDayBecomesADayOffAndAnOrdinaryOneAgain() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/calendar?year=2026");
            assertThat(page.locator(".date")).hasCount(365);
            assertThat(page.locator("[data-day='2026-12-31']"))
                    .hasAttribute("data-kind", "day_off");
            Pictures.take(page, "calendar");
            page.click("[data-day='2026-03-03']");
            page.check("#day-form [value=day_off]");
            assertThat(page.locator("#day-effect")).containsText("коснётся: 0");
            assertThat(Browser.findings(page)).isEmpty();
            page.click("#day-save");
            assertThat(page.locator("[data-day='2026-03-03']"))
                    .hasAttribute("data-kind", "day_off");
            page.waitForLoadState(); // the days take clicks once the script has run
            page.click("[data-day='2026-03-03']");
            page.click("#day-plain");
            assertThat(page.locator("[data-day='2026-03-03']"))
                    .hasAttribute("data-kind", "working");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
