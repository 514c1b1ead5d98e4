package ru.t2.marshrut.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.TestApplication;

/// Map tiles of a server that the operator has set: pages may load them, from there alone.
class TileServerTest {

    /// One transparent point.
    private static final byte[] TILE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Test
    void tilesComeFromTheServerThatWasSet() throws IOException {
        var served = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/tiles/",
                exchange -> {
                    served.incrementAndGet();
                    exchange.getResponseHeaders().add("Content-Type", "image/png");
                    exchange.sendResponseHeaders(200, TILE.length);
                    exchange.getResponseBody().write(TILE);
                    exchange.close();
                });
        server.start();
        String origin = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var application =
                        TestApplication.start(
                                Map.of("TILE_SERVER", origin + "/tiles/{z}/{x}/{y}.png"));
                var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            var answer = page.navigate("/optimize");
            assertThat(answer.headerValue("content-security-policy"))
                    .contains("img-src 'self' data: blob: " + origin + ";")
                    .contains("connect-src 'self';");
            page.locator("#optimize-map .leaflet-tile-loaded").first().waitFor();
            assertThat(page.locator("#optimize-map .leaflet-control-attribution"))
                    .containsText("© участники OpenStreetMap");
            assertThat(served).hasPositiveValue();
            // Nothing but the tiles themselves is strange to the watcher.
            assertThat(browser.complaints())
                    .isNotEmpty()
                    .allMatch(told -> told.startsWith("foreign host: " + origin + "/tiles/"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void severalHostsAreNamedOneByOne() {
        assertThat(SecurityHeadersFilter.origins("https://{s}.tiles.example/{z}/{x}/{y}.png"))
                .isEqualTo(
                        " https://a.tiles.example https://b.tiles.example https://c.tiles.example");
        assertThat(SecurityHeadersFilter.origins("https://tiles.example:8443/{z}/{x}/{y}{r}.png"))
                .isEqualTo(" https://tiles.example:8443");
    }
}
