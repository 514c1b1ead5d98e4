package ru.t2.marshrut.planning;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// The page of the month's plan in a browser, from the first plan to changes by hand. Its steps
/// build on each other.
@TestMethodOrder(OrderAnnotation.class)
class PlanPageTest {

    private static final String MONTH = "2031-03";
    private static final double PATIENCE_MILLIS = 60_000;

    private static TestApplication application;
    private static Browser browser;

    @BeforeAll
    static void open() {
        application = TestApplication.start(java.util.Map.of());
        browser = Browser.open(application.address());
    }

    @AfterAll
    static void close() {
        browser.close();
        application.close();
    }

    private static Page plan(String query) {
        var page = browser.page(Browser.DESKTOP);
        page.navigate("/plan?month=" + MONTH + query);
        return page;
    }

    private static JsonNode visit(String id) {
        for (var visit :
                application.http().get("/api/v1/schedule?month=" + MONTH).json().get("visits")) {
            if (visit.get("visit_id").asString().equals(id)) {
                return visit;
            }
        }
        throw new AssertionError("Visit " + id + " is gone.");
    }

    /// A working day of the rep on which nobody calls at the store of a visit: a store is not
    /// planned twice a day, whatever plan was found.
    private static String dayWithoutTheStore(String id, String rep) {
        return application
                .jdbc()
                .sql(
                        """
                        select min(visit_date)::text as day
                          from visit
                         where rep_id = :rep
                           and visit_date not in (
                             select other.visit_date
                               from visit other
                               join visit moved
                                 on moved.store_id = other.store_id
                              where moved.id = cast(:id as uuid)
                                and other.visit_date is not null
                           )
                        """)
                .param("rep", rep)
                .param("id", id)
                .query((row, _) -> row.getString("day"))
                .single();
    }

    /// Opens the first day of the calendar that has stops.
    private static Locator firstDay(Page page) {
        var cell = page.locator(".day[data-empty=false]").first();
        cell.click();
        assertThat(page.locator("#drawer .stop").first()).isVisible();
        return cell;
    }

    @Test
    @Order(1)
    void aMonthIsMadeWithItsProgressToBeSeen() {
        try (var page = plan("")) {
            assertThat(page.locator("main .empty")).isVisible();
            page.click("main .empty button");
            page.locator("#generate-seconds").fill("4");
            page.click("#generate-start");
            assertThat(page.locator("#generate-progress")).isVisible();
            assertThat(page.locator("#progress-tries"))
                    .containsText(
                            java.util.regex.Pattern.compile("\\d"),
                            new com.microsoft.playwright.assertions.LocatorAssertions
                                            .ContainsTextOptions()
                                    .setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator("#progress-curve svg")).isVisible();
            assertThat(page.locator(".toast"))
                    .containsText(
                            "План готов",
                            new com.microsoft.playwright.assertions.LocatorAssertions
                                            .ContainsTextOptions()
                                    .setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator(".day[data-empty=false]").first()).isVisible();
            assertThat(Browser.findings(page)).isEmpty();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void aStopIsDraggedToAnotherDayAndBack() {
        try (var page = plan("")) {
            var cell = firstDay(page);
            var stop = page.locator("#drawer .stop").first();
            String id = stop.getAttribute("data-visit");
            var before = visit(id);
            String rep = cell.getAttribute("data-rep-id");
            var target =
                    page.locator(
                            ".day[data-rep-id='%s'][data-date='%s']"
                                    .formatted(rep, dayWithoutTheStore(id, rep)));
            var from = stop.locator(".stop-name").boundingBox();
            var to = target.boundingBox();
            page.mouse().move(from.x + 20, from.y + 6);
            page.mouse().down();
            page.mouse().move(from.x + 40, from.y - 20, steps(4));
            page.mouse().move(to.x + to.width / 2, to.y + to.height / 2, steps(12));
            // What it costs is told before it is dropped.
            assertThat(page.locator("#delta .deltas")).isVisible();
            assertThat(page.locator("#delta .deltas"))
                    .containsText(java.util.regex.Pattern.compile("км.*ч.*₽"));
            assertThat(visit(id)).isEqualTo(before);
            page.mouse().up();
            assertThat(page.locator(".toast").first()).containsText("перенесён");
            assertThat(visit(id).get("date").asString())
                    .isEqualTo(target.getAttribute("data-date"));
            page.locator(".toast button", new Page.LocatorOptions().setHasText("Вернуть"))
                    .first()
                    .click();
            assertThat(page.locator(".toast").last()).containsText("Возвращено");
            assertThat(visit(id).get("date")).isEqualTo(before.get("date"));
            assertThat(visit(id).get("position")).isEqualTo(before.get("position"));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static com.microsoft.playwright.Mouse.MoveOptions steps(int steps) {
        return new com.microsoft.playwright.Mouse.MoveOptions().setSteps(steps);
    }

    @Test
    @Order(3)
    void everythingGoesByKeyboardToo() {
        try (var page = plan("")) {
            // Into the calendar, a day on, into its stops.
            page.locator(".day[tabindex='0']").focus();
            page.keyboard().press("ArrowDown");
            // On to a day that has stops enough.
            var here = page.locator(".day:focus");
            for (int day = 0; day < 31 && stopsOf(here) < 3; day++) {
                page.keyboard().press("ArrowRight");
            }
            assertThat(here).hasAttribute("tabindex", "0");
            page.keyboard().press("Enter");
            var stops = page.locator("#drawer .stop");
            assertThat(stops.first()).isVisible();
            String first = stops.nth(0).getAttribute("data-visit");
            String second = stops.nth(1).getAttribute("data-visit");
            stops.nth(0).focus();
            page.keyboard().press("Alt+ArrowDown");
            assertThat(page.locator(".toast").last()).containsText("Порядок изменён");
            assertThat(stops.nth(0)).hasAttribute("data-visit", second);
            assertThat(stops.nth(1)).hasAttribute("data-visit", first);
            stops.nth(0).focus();
            page.keyboard().press("p");
            assertThat(page.locator(".toast").last()).containsText("закреплён");
            assertThat(stops.nth(0)).hasAttribute("data-pinned", "true");
            assertThat(visit(second).get("pinned").asBoolean()).isTrue();
            stops.nth(1).focus();
            page.keyboard().press("m");
            assertThat(page.locator("#move")).isVisible();
            var date = page.locator("#move-date");
            String rep = visit(first).get("rep_id").asString();
            String other = dayWithoutTheStore(first, rep);
            date.fill(other);
            assertThat(page.locator("#move-delta .deltas")).isVisible();
            page.locator("#move-apply").click();
            assertThat(page.locator(".toast").last()).containsText("перенесён");
            assertThat(visit(first).get("date").asString()).isEqualTo(other);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static int stopsOf(Locator cell) {
        var number = cell.locator("b");
        return number.count() == 0 ? 0 : Integer.parseInt(number.innerText());
    }

    @Test
    @Order(4)
    void aFilterKeepsWhatItDoesNotShow() {
        try (var page = plan("")) {
            int all = page.locator(".month-who").count();
            page.locator("#filter-category").selectOption("A");
            assertThat(page.locator(".month-who")).hasCount(all);
            page.locator("#filter-rep")
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
            assertThat(page.locator(".month-who")).hasCount(1);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(5)
    void whatIsSetBesideThePlanIsComparedAndPutInForce() {
        try (var page = plan("&generate")) {
            page.locator("#generate-kind").selectOption("draft");
            page.locator("#generate-name").fill("Спокойный март");
            page.locator("#generate-seconds").fill("3");
            page.click("#generate-start");
            page.waitForURL(
                    "**/plan/versions**", new Page.WaitForURLOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator("main")).containsText("Спокойный март");
            assertThat(Browser.findings(page)).isEmpty();
            page.onDialog(com.microsoft.playwright.Dialog::accept);
            page.locator("[data-publish]").click();
            assertThat(page.locator("main")).containsText("введено предложение");
            page.navigate("/plan/coverage?month=" + MONTH);
            assertThat(page.locator("table.groups").first()).containsText("A");
            assertThat(Browser.findings(page)).isEmpty();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(6)
    void everyViewOpensOnAPhone() {
        for (String path : List.of("/plan", "/plan/coverage", "/plan/versions")) {
            try (var page = browser.page(Browser.PHONE)) {
                page.navigate(path + "?month=" + MONTH);
                assertThat(Browser.findings(page)).as(path).isEmpty();
                var overflow =
                        (Number)
                                page.evaluate(
                                        "() => document.documentElement.scrollWidth - innerWidth");
                assertThat(overflow.intValue()).as(path).isLessThanOrEqualTo(0);
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(7)
    void aDaySaysWhereItsDistancesComeFromAndWhoseTheyAre() {
        var day =
                application.http().get("/api/v1/schedule?month=" + MONTH).json().get("days").get(0);
        var path =
                "/plan/day?date=%s&rep=%s"
                        .formatted(day.get("date").asString(), day.get("rep_id").asString());
        assertThat(application.http().get(path).text()).contains("оценка").doesNotContain("©");
        for (var source : List.of("ROADS", "MIXED")) {
            application
                    .jdbc()
                    .sql("update rep_day set distance_source = :source")
                    .param("source", source)
                    .update();
            var page = application.http().get(path);
            assertThat(page.status()).as(source).isEqualTo(200);
            assertThat(page.text()).contains("© участники OpenStreetMap");
        }
    }
}
