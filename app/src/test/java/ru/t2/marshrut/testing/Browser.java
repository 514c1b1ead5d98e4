package ru.t2.marshrut.testing;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A headless Chromium, the system's own, that watches what pages do: messages on the console,
/// requests to other hosts, findings of axe. Not thread-safe: Playwright belongs to the thread that
/// made it.
public final class Browser implements AutoCloseable {

    /// Widths that pages are made for.
    public static final int DESKTOP = 1440;

    public static final int PHONE = 390;

    private static final double TIMEOUT_MILLIS = 20_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final URI application;
    private final List<String> complaints = new ArrayList<>();

    private Browser(URI application) {
        this.application = application;
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of(executable()))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--lang=ru",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    private static String executable() {
        return System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    }

    /// A browser for the pages at this address.
    public static Browser open(URI application) {
        return new Browser(application);
    }

    /// An empty page of some width, with cookies of its own.
    public Page page(int width) {
        return page(width, ColorScheme.LIGHT);
    }

    public Page page(int width, ColorScheme colours) {
        var context =
                browser.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setBaseURL(application.toString())
                                .setViewportSize(width, width == PHONE ? 844 : 1000)
                                .setHasTouch(width == PHONE)
                                .setColorScheme(colours)
                                .setLocale("ru-RU")
                                .setTimezoneId("Europe/Moscow"));
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        watch(context);
        return context.newPage();
    }

    private void watch(BrowserContext context) {
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add("console: " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("script: " + error.error()));
        context.onRequest(request -> {
            var address = URI.create(request.url().replaceAll("[^!-~]|[\\[\\]{}|\\\\^`\"<>]", "_"));
            boolean own =
                    address.getScheme().equals("data")
                            || address.getScheme().equals("blob")
                            || application.getAuthority().equals(address.getAuthority());
            if (!own) {
                complaints.add("foreign host: " + request.url());
            }
        });
    }

    /// What went wrong on any page since the last question: errors on the console, exceptions,
    /// requests to other hosts.
    public List<String> complaints() {
        var all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /// Serious and critical findings of axe-core on the page as it is.
    ///
    /// No page of ours has frames, so everything is examined where it stands ("legacy") instead of
    /// being carried to a blank page, and what is as it should be is not told: the findings are the
    /// same in a third of the time.
    public static List<String> findings(Page page) {
        if (page.frames().size() > 1) {
            throw new IllegalStateException("Frames are not examined: " + page.url());
        }
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .options(options).setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .flatMap(rule ->
                                rule.getNodes().stream()
                                        .map(node ->
                                                "%s: %s at %s"
                                                        .formatted(
                                                                rule.getId(),
                                                                rule.getHelp(),
                                                                node.getHtml())))
                        .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
