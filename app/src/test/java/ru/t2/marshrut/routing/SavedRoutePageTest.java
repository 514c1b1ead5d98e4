package ru.t2.marshrut.routing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// What a person does with a route that was made: sees it beside the order as given, keeps it,
/// prints it, takes it along.
class SavedRoutePageTest {

    private static final int STOPS = 12;

    private static TestApplication application;
    private static List<String> ids;
    private static String saved;

    @BeforeAll
    static void make() {
        application = TestApplication.shared();
        ids = new ArrayList<>();
        var items = application.http().get("/api/v1/locations?limit=" + 6 * STOPS).json();
        for (int i = 0; i < STOPS; i++) {
            // there and back, so that the order as given is a bad one
            int at = i % 2 == 0 ? i * 3 : 6 * STOPS - 1 - i * 3;
            ids.add(items.get("items").get(at).get("id").asString());
        }
        var answer =
                application
                        .http()
                        .post("/api/v1/optimize", Map.of("location_ids", ids, "model", "solver"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        saved = answer.json().get("ID").asString();
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.DESKTOP, Browser.PHONE})
    void aSavedRouteIsShownBesideTheOrderAsGiven(int width) throws IOException {
        try (var browser = Browser.open(application.address());
                var page = browser.page(width)) {
            page.navigate("/optimize?route=" + saved);
            assertThat(page.locator("#route-stops li")).hasCount(STOPS);
            assertThat(page.locator("#comparison thead th")).hasCount(3);
            var distance = page.locator("#comparison tbody tr").first();
            assertThat(distance).containsText("Путь, км");
            assertThat(distance.locator("td.better")).containsText("−");
            assertThat(page.locator("#with-original")).isChecked();
            assertThat(page.locator("#map-legend")).containsText("как задано");
            assertThat(lines(page)).isEqualTo("1 dashed, 1 solid");
            page.uncheck("#with-original");
            page.check("#with-original");
            assertThat(lines(page)).isEqualTo("1 dashed, 1 solid");
            assertThat(
                            (Boolean)
                                    page.evaluate(
                                            "document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            assertThat(Browser.findings(page)).isEmpty();
            Pictures.take(page, "optimize-saved");

            for (var service : List.of("yandex", "google", "2gis")) {
                assertThat(page.locator("[data-service='%s']".formatted(service)).first())
                        .hasAttribute("rel", "noopener noreferrer");
            }
            var file = page.waitForDownload(() -> page.click("#gpx"));
            assertThat(file.suggestedFilename()).endsWith(".gpx");
            assertThat(Files.readString(file.path(), StandardCharsets.UTF_8).split("<rtept", -1))
                    .hasSize(STOPS + 1);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCandidateIsKeptAndStandsInTheList() {
        int newest = 8; // that the page lists
        var listed = application.http().get("/api/v1/routes?limit=" + newest).json().get("items");
        int before = listed.size();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize?stops=" + String.join(",", ids));
            page.locator("[name=model][value=solver]").check();
            page.click("#build");
            assertThat(page.locator("#verdict .big")).hasAttribute("data-model-used", "solver");
            var rows = page.locator("#saved-rows tr");
            assertThat(rows).hasCount(Math.min(newest, before + 1));
            page.locator("[data-save]").first().click();
            assertThat(page.locator("#toasts")).containsText("Сохранено");
            assertThat(rows).hasCount(Math.min(newest, before + 2));
            assertThat(page.locator("#verdict .big")).containsText("Выбрано вами");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void onPaperThereIsTheRouteAlone() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/optimize?route=" + saved);
            assertThat(page.locator("#route-stops li")).hasCount(STOPS);
            page.evaluate("window.print = () => { document.body.dataset.printed = true; }");
            page.click("#print");
            assertThat(page.locator("body")).hasAttribute("data-printed", "true");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("#route-stops")).isVisible();
            assertThat(page.locator("#comparison")).isVisible();
            assertThat(page.locator("#optimize-map")).isVisible();
            for (var other : List.of("#order", "#saved", ".rail", ".actions")) {
                assertThat(page.locator(other).first()).isHidden();
            }
            assertThat(page.pdf().length).isGreaterThan(10_000);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// The map's lines by kind, from what is drawn.
    private static String lines(Page page) {
        return (String)
                page.evaluate(
                        """
                        async () => {
                          const { mapOf } = await import("/assets/ui/map.js");
                          let dashed = 0, solid = 0;
                          mapOf(document.getElementById("optimize-map")).layer.eachLayer((each) => {
                            if (!each.getLatLngs) return;
                            if (each.options.dashArray) dashed++; else solid++;
                          });
                          return `${dashed} dashed, ${solid} solid`;
                        }
                        """);
    }
}
