package ru.t2.marshrut.planning;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.YearMonth;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Browser;
import ru.t2.marshrut.testing.Pictures;
import ru.t2.marshrut.testing.TestApplication;

/// A rep's day fits on a sheet of paper, with all its stops and codes for a phone.
class PrintedDayTest {

    private static final Pattern PAGE_OBJECT = Pattern.compile("/Type\\s*/Page[^s]");

    private static TestApplication application;

    @BeforeAll
    static void makeAPlan() {
        application = TestApplication.start(Map.of());
        PlanFixture.publish(application, YearMonth.of(2026, 5));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private record Busy(String rep, String date, int stops) {}

    private static Busy busiest() {
        return application
                .jdbc()
                .sql(
                        """
                        select rep_id, visit_date::text as day, count(*) as stops
                          from visit
                         where visit_date is not null
                         group by rep_id, visit_date
                         order by stops desc, day
                         limit 1
                        """)
                .query((row, _) ->
                        new Busy(
                                row.getString("rep_id"), row.getString("day"), row.getInt("stops")))
                .single();
    }

    @Test
    void theFullestDayIsOneSheet() {
        var busy = busiest();
        try (var browser = Browser.open(application.address());
                var page = browser.page(Browser.DESKTOP)) {
            page.navigate("/plan?month=2026-05&day=%s&rep=%s".formatted(busy.date(), busy.rep()));
            var link = page.locator(".drawer a[href^='/plan/print']");
            assertThat(link).isVisible();
            page.navigate(link.getAttribute("href"));
            assertThat(page.locator("tbody tr")).hasCount(busy.stops());
            assertThat(page.locator(".sketch circle")).hasCount(busy.stops());
            assertThat(page.locator("figure svg path").first()).isVisible();
            assertThat(page.locator("figure a").first())
                    .hasAttribute("href", Pattern.compile("https://yandex.ru/maps/.*"));
            Pictures.take(page, "print");
            assertThat(Browser.findings(page)).isEmpty();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("#print")).isHidden();
            assertThat(sheets(page)).isEqualTo(1);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static long sheets(Page page) {
        var pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        var text = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
        return PAGE_OBJECT.matcher(text).results().count();
    }

    @Test
    void aDayWithoutARouteIsNotFound() {
        var http = application.http();
        assertThat(http.get("/plan/print?date=2026-05-09&rep=rep-1").status()).isEqualTo(404);
        assertThat(http.get("/plan/print?date=2026-05-12&rep=nobody").status()).isEqualTo(404);
        assertThat(http.get("/plan/print?date=12.05&rep=rep-1").status()).isEqualTo(422);
    }
}
