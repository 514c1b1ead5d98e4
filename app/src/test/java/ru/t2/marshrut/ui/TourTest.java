package ru.t2.marshrut.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// The tour leads over the pages by keyboard alone, can be left, and is not offered twice.
class TourTest {

    private static final double PATIENCE_MILLIS = 30_000;
    private static final int STEPS = 9;

    private final TestApplication application = TestApplication.shared();

    @ParameterizedTest
    @ValueSource(ints = {Browser.DESKTOP, Browser.PHONE})
    void itLeadsToItsEndByKeyboardAlone(int width) {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try (var browser = Browser.open(application.address());
                var page = browser.page(width)) {
            page.navigate("/");
            page.focus("#tour-invitation [data-tour]");
            page.keyboard().press("Enter");
            for (int step = 1; step <= STEPS; step++) {
                assertThat(page.locator("#tour")).containsText("%d из %d".formatted(step, STEPS));
                assertThat(page.locator(".tour-lit")).hasCount(1);
                if (step == 1) {
                    Pictures.take(page, "tour");
                }
                assertThat(Browser.findings(page)).as("step %d", step).isEmpty();
                assertThat(page.locator("#tour .primary")).isFocused();
                page.keyboard().press("Enter");
            }
            assertThat(page.locator("#tour")).hasCount(0);
            page.navigate("/");
            assertThat(page.locator("#side")).isVisible();
            assertThat(page.locator("#tour-invitation")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void itIsLeftByEscapeAndBegunAgainFromTheSettings() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/");
            page.click("#tour-invitation [data-tour]");
            assertThat(page.locator("#tour")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#tour")).hasCount(0);
            page.navigate("/settings");
            page.click("[data-tour]");
            assertThat(page).hasURL(Pattern.compile(".*/$"));
            assertThat(page.locator("#tour")).containsText("1 из");
            // What is in the middle of it goes on after a detour.
            page.click("#tour .primary");
            page.navigate("/stores");
            assertThat(page.locator("#tour")).hasCount(0);
            page.navigate("/");
            assertThat(page.locator("#tour")).containsText("2 из");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whoDoesNotWantItIsNotAskedAgain() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/");
            page.click("#tour-invitation .plain");
            page.reload();
            assertThat(page.locator("#side")).isVisible();
            assertThat(page.locator("#tour-invitation")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
