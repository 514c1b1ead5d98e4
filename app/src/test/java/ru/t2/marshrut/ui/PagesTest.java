package ru.t2.marshrut.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.TestApplication;

/// What holds for every page: it opens without complaint in both themes, both languages and at both
/// widths, loads nothing from elsewhere, and axe finds nothing serious.
class PagesTest {

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.open(TestApplication.shared().address());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @TestFactory
    List<DynamicTest> everyPageIsSound() {
        return TestApplication.shared().beans(NavigationEntry.class).stream()
                .flatMap(entry ->
                        List.of(Browser.DESKTOP, Browser.PHONE).stream()
                                .map(width ->
                                        DynamicTest.dynamicTest(
                                                entry.path() + " at " + width,
                                                () -> isSound(entry.path(), width))))
                .toList();
    }

    private static void isSound(String path, int width) {
        for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var page = browser.page(width, colours)) {
                var answer = page.navigate(path);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headerValue("content-security-policy"))
                        .contains("script-src 'self';");
                page.waitForLoadState(LoadState.LOAD);
                assertThat(Browser.findings(page)).as("axe, %s", colours).isEmpty();
                Number overflow =
                        (Number)
                                page.evaluate(
                                        "() => document.documentElement.scrollWidth - innerWidth");
                assertThat(overflow.intValue()).as("sideways scrolling").isLessThanOrEqualTo(0);
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theLanguageSwitchIsKept() {
        try (var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/");
            assertThat(page.title()).contains("Маршрут");
            page.click(".rail-more summary");
            page.click("button[value=en]");
            assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
            page.navigate("/");
            assertThat(page.title()).contains("Marshrut");
            page.click(".rail-more summary");
            page.click("button[value=dark]");
            assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aWrongAddressLeadsBack() {
        try (var page = browser.page(Browser.DESKTOP)) {
            var answer = page.navigate("/there-is-no-such-page");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(page.textContent("main")).contains("Такой страницы нет");
            page.click("main a.primary");
            assertThat(page.url()).endsWith("/");
            // The browser itself reports the 404.
            assertThat(browser.complaints()).hasSize(1);
            assertThat(page.navigate("/?date=nonsense").status()).isEqualTo(422);
            assertThat(page.textContent("main")).contains("nonsense").doesNotContain("Exception");
            assertThat(browser.complaints()).hasSize(1);
        }
    }

    @Test
    void thePreferencesLeadToOwnPagesOnly() {
        var http = TestApplication.shared().http();
        for (String back : List.of("//evil.example/", "https://evil.example/", "/\\evil.example")) {
            var answer =
                    http.postForm(
                            "/preferences",
                            "theme=dark&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
            assertThat(answer.header("Location")).as(back).isEqualTo("/");
        }
    }
}
