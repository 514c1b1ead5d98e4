package ru.t2.marshrut.scale;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.TestApplication;

/// Times pages: `./run bench pages [SECONDS] [FOLDER]`. On the server, one request after the other,
/// in the first region (250 stores, a full month) and in a large one; in a browser, how long a page
/// of the large one takes until it can be used, and how long frames are while its map is moved.
final class PageBench {

    private static final int WARM_UP = 60;
    private static final int LEAST = 60;
    private static final int LOADS = 5;

    /// Moves the map in small steps, one a frame, then zooms in and out; the frames' lengths in
    /// milliseconds.
    private static final String MOVES =
            """
            async () => {
              const { mapOf } = await import("/assets/ui/map.js");
              const map = mapOf(document.querySelector("[data-map]")).leaflet;
              const frames = [];
              let last = performance.now();
              const frame = () => new Promise((done) => requestAnimationFrame(() => {
                const now = performance.now();
                frames.push(now - last);
                last = now;
                done();
              }));
              await frame();
              frames.length = 0;
              for (let round = 0; round < 4; round++) {
                for (let i = 0; i < 30; i++) { map.panBy([round % 2 ? -12 : 12, round < 2 ? 6 : -6], { animate: false }); await frame(); }
                map.setZoom(map.getZoom() + (round % 2 ? -1 : 1));
                for (let i = 0; i < 30; i++) await frame();
              }
              return frames;
            }
            """;

    private final StringBuilder table = new StringBuilder();
    private final Duration time;

    private PageBench(Duration time) {
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException {
        var bench =
                new PageBench(
                        Duration.ofSeconds(
                                arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4));
        bench.table.append(
                """
                # Pages

                On %d cores, load average %.1f at the start.
                """
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                ManagementFactory.getOperatingSystemMXBean()
                                        .getSystemLoadAverage()));
        bench.firstRegion();
        bench.largeRegion();
        System.out.println(bench.table);
        if (arguments.length > 1) {
            Files.writeString(Path.of(arguments[1]).resolve("pages.md"), bench.table);
        }
        System.exit(0);
    }

    private void firstRegion() {
        try (var application = TestApplication.start(Map.of())) {
            PlanFixture.publish(application, YearMonth.of(2026, 5));
            server(
                    application,
                    "250 stores, 4 reps, a full month",
                    Map.of("/plan", "/plan?month=2026-05"));
        }
    }

    private void largeRegion() {
        try (var application = TestApplication.start(Map.of("DEMO_DATA", "false"))) {
            LargeRegion.seed(application);
            var paths = new LinkedHashMap<String, String>();
            paths.put("/plan", "/plan?month=2026-05");
            paths.put("/plan, last reps", "/plan?month=2026-05&page=6");
            paths.put("/stores", "/stores");
            paths.put("/optimize", "/optimize");
            paths.put("/map/base.json", "/map/base.json");
            paths.put("/map/stores.json", "/map/stores.json");
            server(
                    application,
                    "%,d stores, %d reps, %d months of plans"
                            .formatted(
                                    LargeRegion.STORES,
                                    LargeRegion.REPS,
                                    LargeRegion.MONTHS.size()),
                    paths);
            browser(application);
        }
    }

    private void server(TestApplication application, String title, Map<String, String> paths) {
        table.append(
                """

                ## On the server: %s

                Milliseconds from request to the last byte, one client.

                | page | answers | kB | p50 | p95 | p99 |
                |---|--:|--:|--:|--:|--:|
                """
                        .formatted(title));
        paths.forEach((name, path) -> {
            int bytes = 0;
            for (int i = 0; i < WARM_UP; i++) {
                bytes = application.http().get(path).text().length();
            }
            var millis = new ArrayList<Double>();
            long until = System.nanoTime() + time.toNanos();
            while (millis.size() < LEAST || System.nanoTime() < until) {
                long started = System.nanoTime();
                if (application.http().get(path).status() != 200) {
                    throw new IllegalStateException(path);
                }
                millis.add((System.nanoTime() - started) / 1e6);
            }
            line(name + " | " + millis.size() + " | " + bytes / 1024, millis);
        });
    }

    private void browser(TestApplication application) {
        table.append(
                """

                ## In a browser (Chromium without a graphics processor): the large region

                Milliseconds from the start of the navigation until the page can be used: its map with all stores, or its
                calendar, is drawn. Frames while the map is moved and zoomed, in milliseconds.

                | page | loads | p50 | p95 | p99 |
                |---|--:|--:|--:|--:|
                """);
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            loads(page, "/optimize", "/optimize", ".map-cluster");
            var optimize = frames(page);
            loads(page, "/stores", "/stores", ".map-cluster");
            var stores = frames(page);
            loads(page, "/plan", "/plan?month=2026-05", ".month .day[data-empty=false]");
            line("frames of the map of /optimize | " + optimize.size(), optimize);
            line("frames of the map of /stores | " + stores.size(), stores);
        }
    }

    private void loads(Page page, String name, String path, String usable) {
        var millis = new ArrayList<Double>();
        for (int i = 0; i <= LOADS; i++) {
            page.navigate(path);
            page.locator(usable).first().waitFor();
            double now = ((Number) page.evaluate("performance.now()")).doubleValue();
            if (i > 0) { // the first fills the caches
                millis.add(now);
            }
        }
        line(name + " | " + LOADS, millis);
    }

    private static List<Double> frames(Page page) {
        page.waitForTimeout(500);
        return ((List<?>) page.evaluate(MOVES))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    private void line(String name, List<Double> measured) {
        double[] millis = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        table.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.1f |%n",
                        name,
                        at(millis, 0.50),
                        at(millis, 0.95),
                        at(millis, 0.99)));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }
}
