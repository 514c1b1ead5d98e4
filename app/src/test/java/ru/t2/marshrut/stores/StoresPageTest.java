package ru.t2.marshrut.stores;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// Stores are found, changed in place, and uploaded after a look at what would change.
class StoresPageTest {

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
    void aStoreIsFoundAndChangedInPlace() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/stores");
            assertThat(page.locator("#rows tr")).hasCount(50);
            Pictures.take(page, "stores");
            page.fill("#text", "tt-007");
            assertThat(page.locator("#rows tr")).hasCount(1);
            page.click("[data-edit='tt-007']");
            assertThat(Browser.findings(page)).isEmpty();
            page.fill("[name=name]", "Новое имя");
            page.fill("[name=windows]", "10:00-09:00");
            page.keyboard().press("Enter");
            assertThat(page.locator(".toast[data-tone=bad]").first()).isVisible();
            page.fill("[name=windows]", "10:00-12:00; 13:00-17:30");
            Pictures.take(page, "stores-edit");
            page.keyboard().press("Enter");
            assertThat(page.locator("#rows tr")).containsText("10:00-12:00; 13:00-17:30");
            var store = application.http().get("/api/v1/locations/tt-007").json();
            assertThat(store.get("name").asString()).isEqualTo("Новое имя");
            assertThat(store.get("windows").size()).isEqualTo(2);
            // The browser itself reports the refusal.
            assertThat(browser.complaints()).hasSize(1).allMatch(told -> told.contains("422"));
        }
    }

    @Test
    void aFileIsShownBeforeItIsApplied() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/stores");
            page.click("[data-dialog=upload]");
            page.setInputFiles(
                    "#upload-file",
                    file("Код;Название;Широта;Долгота;Категория\nnew-1;Новая;нет;45,1;A\n"));
            assertThat(page.locator(".upload-errors tbody tr")).hasCount(1);
            assertThat(page.locator("#upload [data-commit]")).isDisabled();
            page.setInputFiles(
                    "#upload-file",
                    file("Код;Название;Широта;Долгота;Категория\nnew-1;Новая;54,2;45,1;A\n"));
            assertThat(page.locator("#upload-summary")).containsText("Новых: 1");
            Pictures.take(page, "stores-upload");
            page.click("#upload [data-commit]");
            assertThat(page.locator(".toast")).containsText("Новых: 1");
            assertThat(application.http().get("/api/v1/locations/new-1").status()).isEqualTo(200);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static FilePayload file(String text) {
        return new FilePayload("stores.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
