package ru.t2.marshrut.routing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// The page on which a day's route is made, with small models whose choice is arbitrary but real,
/// and without any model.
class OptimizePageTest {

    private static final double PATIENCE_MILLIS = 30_000;

    private static TestApplication withModels;

    @BeforeAll
    static void start() throws IOException {
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.qwen().seed(1).write(models.resolve("qwen2-0_5b-instruct-q4_k_m.gguf"));
        SyntheticModel.llama().seed(2).write(models.resolve("Llama-3.2-1B-Instruct-Q4_K_M.gguf"));
        withModels = TestApplication.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        withModels.close();
    }

    @Test
    void aModelChoosesAndIsNamedAndThePersonMayChooseOtherwise() throws IOException {
        try (var browser = Browser.open(withModels.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize?stops=" + stops(withModels, 9));
            assertThat(page.locator("[name=model]")).hasCount(3);
            assertThat(page.locator("#chosen .stop")).hasCount(9);
            page.fill("#notes", "закончить к 17:00");
            page.click("#build");
            var verdict = page.locator("#verdict .big");
            assertThat(verdict).hasAttribute("data-model-used", "qwen");
            assertThat(verdict).containsText("Qwen");
            assertThat(page.locator("#verdict")).containsText("уверенность");
            assertThat(page.locator(".candidate").first()).isVisible();
            assertThat(page.locator(".wishes li").first()).containsText("прочитано");
            assertThat(page.locator("#comparison tbody tr").first()).containsText("км");
            page.check("#with-original");
            assertThat(page.locator("[data-service=yandex]").first())
                    .hasAttribute(
                            "href", java.util.regex.Pattern.compile("https://yandex\\.ru/maps/.*"));
            assertThat(page.locator("[data-service='2gis']").first()).isVisible();
            var download = page.waitForDownload(() -> page.click("#gpx"));
            assertThat(Files.readString(download.path(), StandardCharsets.UTF_8))
                    .contains("<gpx")
                    .contains("<rtept");
            assertThat(Browser.findings(page)).isEmpty();
            Pictures.take(page, "optimize");

            page.locator("[data-save]").first().click();
            assertThat(page.locator("#verdict .big")).containsText("Выбрано вами");
            assertThat(page.locator("#saved-rows tr")).hasCount(2);
            page.locator("#saved-rows [data-route]").last().click();
            assertThat(page.locator("#verdict .big")).containsText("Qwen");
            page.reload();
            assertThat(page.locator("#verdict .big")).containsText("Qwen");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whenQwenIsMissingLlamaChoosesAndThePageSaysSo() throws IOException {
        var folder = TestApplication.temporaryFolder();
        SyntheticModel.llama()
                .seed(2)
                .write(
                        Files.createDirectories(folder.resolve("models"))
                                .resolve("Llama-3.2-1B-Instruct-Q4_K_M.gguf"));
        try (var application = TestApplication.start(folder, Map.of());
                var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize?stops=" + stops(application, 5));
            assertThat(page.locator(".choice:has([data-model=qwen]) .tag")).hasText("недоступна");
            page.click("#build");
            assertThat(page.locator("#verdict .big")).hasAttribute("data-model-used", "llama");
            assertThat(page.locator("#verdict .big")).containsText("Llama");
            assertThat(page.locator("#fallback"))
                    .containsText("Модель Qwen не выбрала: нет её файла");
            Pictures.take(page, "optimize-fallback");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void withBothModelsDownThePageSaysSoAndGoesOnWithoutThem() {
        var application = TestApplication.shared();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            page.navigate("/optimize?stops=" + stops(application, 6));
            page.click("#build");
            assertThat(page.locator("#no-model")).containsText("Ни одна модель не ответила");
            assertThat(page.locator("#no-model")).containsText("Llama");
            assertThat(page.locator(".candidate").first()).isVisible();
            assertThat(page.locator("[data-model-used]")).hasCount(0);
            Pictures.take(page, "optimize-no-model");
            page.click("#without-model");
            assertThat(page.locator("#verdict .big")).hasAttribute("data-model-used", "solver");
            assertThat(page.locator("#verdict")).not().containsText("Qwen");
            // The browser itself reports the refusal.
            assertThat(browser.complaints()).hasSize(1).allMatch(told -> told.contains("503"));
        }
    }

    @Test
    void storesAreChosenByWordsAndOnTheMap() {
        var application = TestApplication.shared();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize");
            assertThat(page.locator("#build")).isDisabled();
            page.fill("#store-search", "Рузаев");
            page.locator("#store-found [data-id]").first().waitFor();
            page.keyboard().press("Enter");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator("#chosen .stop")).hasCount(2);
            assertThat(page.locator("#build")).isEnabled();
            page.keyboard().press("Escape");
            clickStoreOnMap(page);
            assertThat(page.locator("#chosen .stop")).hasCount(1);
            page.click("#chosen button");
            assertThat(page.locator("#chosen .stop")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// The first of the chosen, which has a mark with its number.
    private static void clickStoreOnMap(Page page) {
        page.locator("#optimize-map .leaflet-marker-icon:has(.map-stop)")
                .first()
                .dispatchEvent("click");
    }

    private static String stops(TestApplication application, int count) {
        var items =
                application.http().get("/api/v1/locations?limit=" + count * 3).json().get("items");
        return IntStream.range(0, count)
                .mapToObj(i -> items.get(i * 3).get("id").asString())
                .collect(Collectors.joining(","));
    }
}
