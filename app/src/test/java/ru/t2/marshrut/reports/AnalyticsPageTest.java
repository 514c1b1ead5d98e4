package ru.t2.marshrut.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// The page of analytics tells what the insights of the API tell.
class AnalyticsPageTest {

    private static final double PATIENCE_MILLIS = 30_000;

    private static TestApplication application;

    @BeforeAll
    static void liveThroughAMonth() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application = ReportFixture.start(YearMonth.of(2026, 4));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theFiguresAreThoseOfTheApi() {
        var insights = application.http().get("/api/v1/insights?month=2026-04").json();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/analytics?month=2026-04");
            assertThat(page.locator("h1")).containsText("Апрель 2026");
            assertThat(page.locator("#days-chart svg")).isVisible();
            Pictures.take(page, "analytics");
            assertThat(Browser.findings(page)).isEmpty();
            var figures = page.locator("#figures .figure");
            assertThat(figures.nth(0))
                    .containsText(comma(insights.at("/coverage/total/percent").asDouble()));
            assertThat(figures.nth(0))
                    .containsText(
                            "%d из %d"
                                    .formatted(
                                            insights.at("/coverage/total/covered").asInt(),
                                            insights.at("/coverage/total/due").asInt()));
            assertThat(figures.nth(4))
                    .containsText(insights.at("/outings/total/outings").asString());
            assertThat(page.locator("#by-category li")).hasCount(4);
            assertThat(page.locator("#by-district li")).hasCount(23);
            assertThat(page.locator("#reps tbody tr")).hasCount(4);
            assertThat(page.locator("#models tbody tr")).hasCount(2);
            assertThat(page.locator("#disruptions tbody tr").first()).isVisible();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void storesAreSortedAndTurnedOver() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/analytics?month=2026-04");
            page.selectOption("#stores-sort", "name");
            var first = page.locator("#stores tbody tr").first();
            String name =
                    application
                            .http()
                            .get("/api/v1/insights/stores?month=2026-04&sort=name&limit=26")
                            .json()
                            .at("/items/0/name")
                            .asString();
            assertThat(first).containsText(name);
            page.click("#stores-after");
            assertThat(page.locator("#analytics-stores .pager")).containsText("26–50");
            assertThat(page.locator("#stores-sort")).hasValue("name");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thePeriodIsChosenAndExported() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/analytics?month=2026-04");
            page.click("text=Квартал");
            assertThat(page.locator("h1")).containsText("2-й квартал 2026");
            page.click(".segments >> text=Даты");
            page.fill("[name=from]", "2026-04-06");
            page.fill("[name=to]", "2026-04-10");
            page.click(".span-form button");
            assertThat(page.locator("#days-chart svg")).isVisible();
            page.click("details.menu summary");
            var download = page.waitForDownload(() -> page.click("#export-xlsx"));
            assertThat(download.suggestedFilename())
                    .isEqualTo("marshrut-2026-04-06_2026-04-10.xlsx");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aPeriodWithNothingInItSaysWhatToDo() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            page.navigate("/analytics?month=2025-01");
            assertThat(page.locator(".empty")).containsText("Январь 2025");
            assertThat(page.locator(".empty a.primary"))
                    .hasAttribute("href", "/plan?generate&month=2025-01");
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
            assertThat(page.navigate("/analytics?month=2025-13").status()).isEqualTo(422);
        }
    }

    private static String comma(double percent) {
        return String.valueOf(percent).replace(".0", "").replace('.', ',');
    }
}
