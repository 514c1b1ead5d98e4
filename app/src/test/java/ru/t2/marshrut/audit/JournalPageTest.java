package ru.t2.marshrut.audit;

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

/// The journal tells who changed what, the old value beside the new one, and finds it again.
class JournalPageTest {

    private static final double PATIENCE_MILLIS = 30_000;
    private static final int STORES = 60;

    private static TestApplication application;

    @BeforeAll
    static void changeThings() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application = TestApplication.start(Map.of());
        var http = application.http();
        for (int i = 1; i <= STORES; i++) {
            var changed =
                    http.patch(
                            "/api/v1/locations/tt-%03d".formatted(i),
                            Map.of("version", 1, "name", "Лавка <b>№ %d</b>".formatted(i)));
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        }
        http.post(
                "/api/v1/reps/rep-2/absences",
                Map.of(
                        "kind",
                        "vacation",
                        "first_day",
                        "2026-12-07",
                        "last_day",
                        "2026-12-11",
                        "note",
                        "на море"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void oldAndNewValuesStandBesideEachOther() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/journal");
            var newest = page.locator("#journal li").first();
            assertThat(newest).containsText("Отсутствие: создание");
            assertThat(newest).containsText("на море");
            assertThat(newest.locator("a")).containsText("rep-2");
            assertThat(newest).containsText("отпуск");
            var store = page.locator("#journal li").nth(1);
            assertThat(store).containsText("Точка: изменение");
            assertThat(store.locator("ins")).containsText("Лавка <b>№ 60</b>");
            assertThat(store.locator("del")).not().isEmpty();
            assertThat(store.locator("a")).hasAttribute("href", "/stores?text=tt-060");
            Pictures.take(page, "journal");
            assertThat(Browser.findings(page)).isEmpty();
            page.click("#older");
            assertThat(page.locator("#journal li")).hasCount(11);
            assertThat(page.locator(".pager")).containsText("51–61 из 61");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void entriesAreFoundByTextAndKind() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            page.navigate("/journal");
            page.fill("#q", "№ 17");
            page.keyboard().press("Enter");
            assertThat(page.locator("#journal li")).hasCount(1);
            page.fill("#q", "");
            page.selectOption("#entity", "absence");
            page.click("form button.primary");
            assertThat(page.locator("#journal li")).hasCount(1);
            page.fill("#q", "нет такого \" & <");
            page.click("form button.primary");
            assertThat(page.locator(".empty")).containsText("ничего не подошло");
            assertThat(page.locator("#q")).hasValue("нет такого \" & <");
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
            assertThat(page.navigate("/journal?month=2026-13").status()).isEqualTo(422);
        }
    }
}
