package ru.t2.marshrut.ui;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// Takes pictures of every page at both widths, and in the dark theme too.
///
/// Arguments: the folder, and the address of a running application; without one an application with
/// demo data and a plan of the present month is started for it. `PAGES=plan,today` takes only those
/// whose names begin so.
public final class Screenshots {

    private static final double SETTLED_MILLIS = 700;
    private static final int TALLEST = 6_000;

    private Screenshots() {}

    /// A picture to take.
    ///
    /// @param ready what must be there before
    private record Picture(String name, String path, String ready) {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        var address =
                arguments.length > 1
                        ? URI.create(arguments[1])
                        : TestApplication.shared().address();
        var http = new HttpCalls(address);
        var today = workingDay();
        plan(http, YearMonth.from(today));
        // A whole month is more to look at than what is left of the present one.
        var month = YearMonth.from(today).plusMonths(1);
        plan(http, month);
        var only = System.getenv().getOrDefault("PAGES", "").split(",");
        try (var browser = Browser.open(address)) {
            for (var picture : pictures(http, today, month, browser)) {
                if (List.of(only).stream().anyMatch(picture.name()::startsWith)) {
                    take(browser, picture, folder);
                }
            }
            browser.complaints().forEach(complaint -> System.err.println("! " + complaint));
        }
        // Whatever the application still runs in the background is of no interest any more.
        System.exit(0);
    }

    /// A day with routes: today, or the next one that is no day off.
    private static LocalDate workingDay() {
        var day = LocalDate.now(ZoneId.of("Europe/Moscow"));
        while (day.getDayOfWeek().getValue() > 5) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static void plan(HttpCalls http, YearMonth month) {
        if (http.get("/api/v1/schedule?month=" + month).status() == 200) {
            return;
        }
        var order = Map.of("month", month.toString(), "seconds", 15);
        var job = http.post("/api/v1/schedule/generate", order).header("Location");
        while (http.get(job).json().get("finished_at").isNull()) {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<Picture> pictures(
            HttpCalls http, LocalDate today, YearMonth month, Browser browser) {
        var pictures = new ArrayList<Picture>();
        pictures.add(new Picture("today", "/?date=" + today, "#day-map"));
        pictures.add(new Picture("plan", "/plan?month=" + month, ".month .day"));
        pictures.add(new Picture("plan-day", fullDay(http, month), "#drawer-map"));
        pictures.add(new Picture("plan-coverage", "/plan/coverage?month=" + month, "table"));
        pictures.add(new Picture("plan-versions", "/plan/versions?month=" + month, "main .card"));
        pictures.add(new Picture("plan-generate", "/plan?generate&month=" + month, "dialog[open]"));
        String rep = http.get("/api/v1/reps").json().get("items").get(0).get("id").asString();
        pictures.add(new Picture("optimize", "/optimize?route=" + route(http), "#route-stops li"));
        pictures.add(new Picture("disruptions", "/disruptions", "#history-none, #history tr"));
        pictures.add(new Picture("stores", "/stores", "#rows tr"));
        pictures.add(new Picture("team", "/team", "#reps tr"));
        pictures.add(new Picture("analytics", "/analytics?month=" + month, "#days-chart svg"));
        pictures.add(new Picture("settings", "/settings", "#models li"));
        pictures.add(new Picture("journal", "/journal", "#journal li"));
        pictures.add(new Picture("calendar", "/calendar?year=" + today.getYear(), ".date"));
        pictures.add(new Picture("me", "/me?date=%s&rep=%s".formatted(today, rep), ".next-name"));
        pictures.add(new Picture("error", "/there-is-no-such-page", ".error-page"));
        try (var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/");
            for (var link : page.locator("nav.rail > .rail-list a").all()) {
                String path = link.getAttribute("href");
                String name = path.substring(1).replace('/', '-');
                boolean known =
                        path.equals("/")
                                || pictures.stream().anyMatch(each -> each.name().equals(name));
                if (!known) {
                    pictures.add(new Picture(name, path, "main > *"));
                }
            }
        }
        return pictures;
    }

    /// A stored route of some stores.
    private static String route(HttpCalls http) {
        var ids = new ArrayList<String>();
        for (var store : http.get("/api/v1/locations?limit=12").json().get("items")) {
            ids.add(store.get("id").asString());
        }
        return http.post("/api/v1/optimize", Map.of("location_ids", ids, "model", "solver"))
                .json()
                .get("ID")
                .asString();
    }

    /// Opens the day with the most stops.
    private static String fullDay(HttpCalls http, YearMonth month) {
        String query = "";
        int most = -1;
        for (var day : http.get("/api/v1/schedule?month=" + month).json().get("days")) {
            if (day.get("stops").asInt() > most) {
                most = day.get("stops").asInt();
                query =
                        "&day=%s&rep=%s"
                                .formatted(
                                        day.get("date").asString(), day.get("rep_id").asString());
            }
        }
        return "/plan?month=" + month + query;
    }

    /// Light at both widths, dark on the desktop.
    private static void take(Browser browser, Picture picture, Path folder) {
        for (int width : new int[] {Browser.DESKTOP, Browser.PHONE}) {
            for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                if (width == Browser.DESKTOP || colours == ColorScheme.LIGHT) {
                    try (var page = browser.page(width, colours)) {
                        take(page, picture, folder, width, colours);
                    }
                }
            }
        }
    }

    private static void take(
            Page page, Picture picture, Path folder, int width, ColorScheme colours) {
        page.navigate(picture.path());
        page.waitForSelector(picture.ready());
        page.waitForLoadState(LoadState.LOAD);
        page.waitForTimeout(SETTLED_MILLIS);
        // As tall as the page, so that what sticks to an edge is at the edge of the picture.
        int height = ((Number) page.evaluate("() => document.body.scrollHeight")).intValue();
        var size = page.viewportSize();
        page.setViewportSize(width, Math.clamp(height, size.height, TALLEST));
        page.waitForTimeout(SETTLED_MILLIS);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(
                                folder.resolve(
                                        "%s-%d%s.png"
                                                .formatted(
                                                        picture.name(),
                                                        width,
                                                        colours == ColorScheme.DARK
                                                                ? "-dark"
                                                                : ""))));
    }
}
