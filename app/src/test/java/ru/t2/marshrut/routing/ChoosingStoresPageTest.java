package ru.t2.marshrut.routing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// Many stores at once for a route: around them on the map with a pointer, a finger and the
/// keyboard, by district, and from a file. Eleven stores: eight in a row along the street, two of
/// one name, one far away.
class ChoosingStoresPageTest {

    private static final String STORES = "/api/v1/locations";

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.start(Map.of("DEMO_DATA", "false"));
        for (int i = 0; i < 8; i++) {
            create("Полевой " + i, "ул. Полевая, " + i, "Западный", 54.10 + i * 0.02, 44.0);
        }
        create("Близнец", "ул. Первая, 1", "Западный", 54.10, 44.1);
        create("Близнец", "ул. Вторая, 2", "Восточный", 54.12, 44.1);
        create("Дальний", "ул. Дальняя, 1", "Восточный", 54.18, 45.4);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static void create(
            String name, String address, String district, double lat, double lon) {
        var answer =
                application
                        .http()
                        .post(
                                STORES,
                                Map.of(
                                        "name",
                                        name,
                                        "address",
                                        address,
                                        "district",
                                        district,
                                        "city",
                                        "Посёлок",
                                        "category",
                                        "C",
                                        "lat",
                                        lat,
                                        "lon",
                                        lon));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void aPointerDrawsAroundStores() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            open(page);
            page.click("#choose-lasso");
            var map = page.locator("#optimize-map").boundingBox();
            // The left half has all but the store far in the east.
            double[][] line = {{5, 5}, {0.5, 5}, {0.5, -5}, {5, -5}};
            page.mouse().move(map.x + 5, map.y + 5);
            page.mouse().down();
            for (var point : line) {
                page.mouse()
                        .move(
                                map.x + (point[0] < 1 ? map.width * point[0] : point[0]),
                                point[1] > 0 ? map.y + point[1] : map.y + map.height + point[1]);
            }
            Pictures.take(page, "optimize-lasso");
            page.mouse().up();
            assertThat(page.locator("#chosen .stop")).hasCount(10);
            assertThat(page.locator("#toasts")).containsText("Добавлено точек: 10");
            assertThat(page.locator("#chosen")).not().containsText("Дальний");
            assertThat(page.locator(".map-lasso")).hasCount(0);
            assertThat(page.locator("#choose-lasso")).hasAttribute("aria-pressed", "false");
            assertThat(Browser.findings(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aFingerDrawsAroundStores() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.PHONE)) {
            open(page);
            page.click("#choose-lasso");
            var map = page.locator("#optimize-map").boundingBox();
            var touch = page.context().newCDPSession(page);
            double[][] line = {
                {map.width / 2, 4},
                {map.width - 4, 4},
                {map.width - 4, map.height - 4},
                {map.width / 2, map.height - 4},
                {map.width / 2, 6}
            };
            for (int i = 0; i <= line.length; i++) {
                var event = new com.google.gson.JsonObject();
                event.addProperty(
                        "type",
                        i == 0 ? "touchStart" : i == line.length ? "touchEnd" : "touchMove");
                var points = new com.google.gson.JsonArray();
                if (i < line.length) {
                    var point = new com.google.gson.JsonObject();
                    point.addProperty("x", map.x + line[i][0]);
                    point.addProperty("y", map.y + line[i][1]);
                    points.add(point);
                }
                event.add("touchPoints", points);
                touch.send("Input.dispatchTouchEvent", event);
            }
            assertThat(page.locator("#chosen .stop")).hasCount(1);
            assertThat(page.locator("#chosen")).containsText("Дальний");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theKeyboardMovesAFrameAndLeavesIt() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            open(page);
            var button = page.locator("#choose-lasso");
            button.focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".map-lasso")).isFocused();
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator("#choose-lasso-hint")).containsText("В рамке точек");
            // to the upper left corner, then as large as the map
            for (int i = 0; i < 30; i++) {
                page.keyboard().press("ArrowLeft");
                page.keyboard().press("ArrowUp");
            }
            for (int i = 0; i < 60; i++) {
                page.keyboard().press("Shift+ArrowRight");
                page.keyboard().press("Shift+ArrowDown");
            }
            assertThat(page.locator("#choose-lasso-hint")).hasText("В рамке точек: 11");
            assertThat(Browser.findings(page)).isEmpty();
            page.keyboard().press("Enter");
            assertThat(page.locator("#chosen .stop")).hasCount(11);
            assertThat(button).isFocused();
            page.click("#choose-none");
            button.click();
            page.keyboard().press("Escape");
            assertThat(page.locator(".map-lasso")).hasCount(0);
            assertThat(page.locator("#chosen .stop")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aDistrictIsAddedAsAWhole() {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            open(page);
            page.selectOption("#choose-district", "Восточный");
            assertThat(page.locator("#chosen .stop")).hasCount(2);
            page.selectOption("#choose-district", "Западный");
            assertThat(page.locator("#chosen .stop")).hasCount(11);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aFileTellsWhatItMeansAndAsksAboutNamesOfSeveral() {
        var known = new HashMap<String, String>();
        application
                .http()
                .get(STORES)
                .json()
                .get("items")
                .forEach(each -> known.put(each.get("name").asString(), each.get("id").asString()));
        String code = known.getOrDefault("Полевой 0", "");
        String file =
                """
                Код;Название
                %s;
                ;полевой  1
                нет-такого;
                ;Близнец
                ;Полевой 1
                ;Неведомый
                """
                        .formatted(code);
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            open(page);
            choose(page, "stores.csv", file.getBytes(StandardCharsets.UTF_8));
            assertThat(page.locator("#file-summary"))
                    .hasText("Строк: 6. Найдено точек: 2. Повторов: 1.");
            assertThat(page.locator(".upload-errors tbody tr")).hasCount(2);
            assertThat(page.locator(".upload-errors")).containsText("Точки с таким кодом нет");
            assertThat(page.locator(".upload-errors")).containsText("Неведомый");
            assertThat(page.locator(".file-question")).hasCount(1);
            assertThat(page.locator(".file-question")).containsText("ул. Первая, 1");
            assertThat(Browser.findings(page)).isEmpty();
            Pictures.take(page, "optimize-file");
            page.setViewportSize(Browser.PHONE, 844);
            assertThat(
                            (Boolean)
                                    page.evaluate(
                                            """
                                            () => { const body = document.querySelector("#choose-file .dialog-body");
                                              return body.scrollWidth <= body.clientWidth; }
                                            """))
                    .isTrue();
            page.setViewportSize(Browser.DESKTOP, 1000);
            page.locator(".file-question label", new Page.LocatorOptions().setHasText("Вторая"))
                    .click();
            page.click("#choose-file [data-commit]");
            assertThat(page.locator("#chosen .stop")).hasCount(3);
            assertThat(page.locator("#chosen")).containsText("Восточный");

            // An unanswered question takes nobody.
            page.click("#choose-none");
            choose(page, "stores.csv", file.getBytes(StandardCharsets.UTF_8));
            assertThat(page.locator(".file-question")).hasCount(1);
            page.click("#choose-file [data-commit]");
            assertThat(page.locator("#chosen .stop")).hasCount(2);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aWorkbookWithoutAHeaderIsNamesOrCodes() throws IOException {
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            open(page);
            choose(page, "stores.xlsx", workbook(List.of("Полевой 3", "Дальний", "ПОЛЕВОЙ 5")));
            assertThat(page.locator("#file-summary")).containsText("Найдено точек: 3");
            page.click("#choose-file [data-commit]");
            assertThat(page.locator("#chosen .stop")).hasCount(3);

            choose(page, "stores.xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});
            assertThat(page.locator("#choose-file .upload-report")).containsText("старый формат");
            assertThat(page.locator("#choose-file [data-commit]")).isDisabled();
            // The browser itself reports the refusal.
            assertThat(browser.complaints()).hasSize(1).allMatch(told -> told.contains("422"));
        }
    }

    private static void open(Page page) {
        page.navigate("/optimize");
        // option and placeholder: the stores have come
        assertThat(page.locator("#choose-district option")).hasCount(3);
    }

    private static void choose(Page page, String name, byte[] content) {
        if (!page.locator("#choose-file").isVisible()) {
            page.click("[data-dialog=choose-file]");
        }
        page.setInputFiles("#choose-file-file", new FilePayload(name, "text/csv", content));
    }

    private static byte[] workbook(List<String> names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Точки");
            for (int i = 0; i < names.size(); i++) {
                sheet.value(i, 0, names.get(i));
            }
        }
        return bytes.toByteArray();
    }
}
