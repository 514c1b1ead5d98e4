package ru.t2.marshrut.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// The page of settings shows what is, changes what the API lets it change, and tells no secret
/// twice.
class SettingsPageTest {

    private static final double PATIENCE_MILLIS = 60_000;

    private static TestApplication application;

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        application =
                TestApplication.start(
                        Map.of("WEBHOOK_TARGETS", "127.0.0.1", "DATABASE_PASSWORD", "top-secret"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void modelsAndWhatTheOperatorHasSetAreTold() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/settings");
            assertThat(page.locator("#models li")).hasCount(2);
            assertThat(page.locator("#models li").first()).containsText("Qwen");
            assertThat(page.locator("#models li").first()).containsText("Нет файла модели");
            page.locator("#models summary").first().click();
            assertThat(page.locator("#models details").first()).containsText("does not exist");
            assertThat(page.locator("#values")).containsText("Europe/Moscow");
            assertThat(page.locator("#values")).containsText("127.0.0.1");
            assertThat(page.content()).doesNotContain("top-secret");
            Pictures.take(page, "settings");
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aWebhookIsAddedItsSecretShownOnceAndRemoved() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/settings");
            assertThat(page.locator("#webhooks-none")).isVisible();
            page.click("[data-dialog=webhook]");
            page.fill("[name=url]", "http://127.0.0.1:9/nothing");
            page.check("[name=kinds][value='plan.published']");
            page.click("#webhook-form button.primary");
            assertThat(page.locator("#webhooks li")).hasCount(1);
            assertThat(page.locator("#webhooks li")).containsText("plan.published");
            assertThat(page.locator("#secret code")).containsText("whsec_");
            page.click("#webhooks li [title='Вызвать сейчас']");
            assertThat(page.locator(".toast")).containsText("сервер недоступен");
            page.click("#webhooks li [title='Вызовы']");
            assertThat(page.locator("[data-calls] p")).hasCount(1);
            assertThat(page.locator("[data-calls]")).containsText("webhook.test");
            assertThat(Browser.findings(page)).isEmpty();
            Pictures.take(page, "settings-calls");
            page.click("#webhooks li [title='Выключить']");
            assertThat(page.locator("#webhooks li")).containsText("выключен");
            page.reload();
            assertThat(page.locator("#webhooks li")).hasCount(1);
            assertThat(page.locator("#secret")).isHidden();
            page.click("#webhooks li [title='Удалить']");
            assertThat(page.locator("#webhooks li")).containsText("точно?");
            page.click("#webhooks li [title='Удалить']");
            assertThat(page.locator("#webhooks li")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCalendarLinkOpensTheCalendar() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            page.navigate("/settings");
            page.click("[data-calendar='rep-1'] [data-renew]");
            var link = page.locator("[data-calendar='rep-1'] [data-link] code");
            assertThat(link).containsText(Pattern.compile("/api/v1/reps/rep-1/calendar\\.ics"));
            var address = java.net.URI.create(link.textContent());
            var answer = application.http().get(address.getPath() + "?" + address.getQuery());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).startsWith("BEGIN:VCALENDAR");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theControlsAnswerExamplesWithoutAModel() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/settings");
            page.click("#bench");
            assertThat(page.locator("#bench-result li").first()).isVisible();
            assertThat(page.locator("#bench-result")).containsText("Не спрошены");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
