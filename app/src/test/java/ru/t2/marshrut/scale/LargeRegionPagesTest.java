package ru.t2.marshrut.scale;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// Pages with 10,000 stores and 150 reps show what a person can take in. How fast, [PageBench]
/// measures.
class LargeRegionPagesTest {

    /// Marks that are elements of the page.
    private static final int MOST_MARKS = 400;

    private static TestApplication application;

    @BeforeAll
    static void seed() {
        application = TestApplication.start(Map.of("DEMO_DATA", "false"));
        LargeRegion.seed(application);
        // seven at one door, which no zoom can part
        application
                .jdbc()
                .sql(
                        "update store set lat = 55.5, lon = 47.5 where id between 'ls-00001' and 'ls-00007'")
                .update();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void theMapGroupsWhatWouldLieOnEachOtherAndPartsItNearer() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize");
            var clusters = page.locator("#optimize-map .map-cluster");
            clusters.first().waitFor();
            assertThat(clusters.count()).isLessThan(MOST_MARKS);
            assertThat(told(page)).isEqualTo(LargeRegion.STORES);
            Pictures.take(page, "optimize-10000");
            String before = zoom(page);
            // the largest one
            page.evaluate(
                    """
                    [...document.querySelectorAll("#optimize-map .map-cluster")]
                      .sort((a, b) => b.textContent.replace(/\\D/g, "") - a.textContent.replace(/\\D/g, ""))[0]
                      .parentElement.click()
                    """);
            page.waitForFunction(
                    "before => document.querySelector('#optimize-map .leaflet-control-scale-line').textContent !== before",
                    before);
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void storesAtOneDoorAreListedAndChosen() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize");
            page.locator("#optimize-map .map-cluster").first().waitFor();
            page.evaluate(
                    """
                    async () => (await import("/assets/ui/map.js")).mapOf(document.getElementById("optimize-map")).leaflet
                      .setView([55.5, 47.5], 16, { animate: false })
                    """);
            var door = page.locator("#optimize-map .map-cluster");
            assertThat(door).hasCount(1);
            assertThat(door).hasText("7");
            door.dispatchEvent("click");
            assertThat(page.locator(".map-list button")).hasCount(7);
            Pictures.take(page, "optimize-one-door");
            assertThat(Browser.findings(page)).isEmpty();
            page.locator("[data-stop=ls-00003]").click();
            assertThat(page.locator("#chosen .stop")).hasCount(1);
            assertThat(page.locator("#chosen")).containsText("Салон 3");
            assertThat(page.locator("#optimize-map .map-stop")).hasText("1");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theCalendarShowsRepsPageByPage() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/plan?month=2026-05");
            assertThat(page.locator(".month-who")).hasCount(25);
            assertThat(page.locator("#filter-rep option")).hasCount(LargeRegion.REPS + 1);
            assertThat(page.locator(".rep-pages")).containsText("страница 1 из 6");
            page.click(".rep-pages [rel=next]");
            assertThat(page.locator(".month-who")).hasCount(25);
            assertThat(page.locator(".rep-pages")).containsText("страница 2 из 6");
            page.waitForLoadState(); // before that the filter has no script yet
            // What comes for a change of the filter stays on the page.
            page.selectOption("#filter-category", "A");
            page.waitForResponse(
                    answer -> answer.url().contains("/plan/calendar"),
                    () -> page.selectOption("#filter-district", "Район 7"));
            assertThat(page.locator(".rep-pages")).containsText("страница 2 из 6");
            // the header stays in sight
            page.locator(".month-scroll").evaluate("box => box.scrollTo(0, 900)");
            assertThat(page.locator(".month-day").first()).isInViewport();
            Pictures.take(page, "plan-150-reps");

            page.navigate("/plan?month=2026-05&day=2026-05-13&rep=lr-150");
            assertThat(page.locator(".rep-pages")).containsText("страница 6 из 6");
            assertThat(page.locator("#drawer .stop").first()).isVisible();
            page.navigate("/plan?month=2026-05&page=999999&filterRep=lr-042");
            assertThat(page.locator(".month-who")).hasCount(1);
            assertThat(page.locator(".rep-pages")).hasCount(0);
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thePageOfStoresShowsAPageOfThemAndAllOnTheMap() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/stores");
            assertThat(page.locator("#rows tr")).hasCount(50);
            assertThat(page.locator("#count")).containsText(Pattern.compile("10\\s000"));
            page.locator("#stores-map .map-cluster").first().waitFor();
            page.fill("#text", "Салон 777");
            assertThat(page.locator("#rows tr")).hasCount(19);
            assertThat(page.locator("#stores-map .map-cluster")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// The scale changes with the zoom.
    private static String zoom(Page page) {
        return page.locator("#optimize-map .leaflet-control-scale-line").textContent();
    }

    /// Stores that the circles and dots in view stand for.
    private static int told(Page page) {
        return ((Number)
                        page.evaluate(
                                """
                                async () => {
                                  const { mapOf } = await import("/assets/ui/map.js");
                                  let sum = 0;
                                  mapOf(document.getElementById("optimize-map")).clusters.layer.eachLayer((mark) => {
                                    const icon = mark.getElement?.()?.querySelector?.(".map-cluster");
                                    sum += icon ? Number(icon.textContent.replace(/\\D/g, "")) : 1;
                                  });
                                  return sum;
                                }
                                """))
                .intValue();
    }
}
