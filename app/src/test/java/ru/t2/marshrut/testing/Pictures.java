package ru.t2.marshrut.testing;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

/// Pictures of pages as tests leave them, for people to look at: with `-Dpictures=FOLDER` only.
public final class Pictures {

    private static final double SETTLED_MILLIS = 500;
    private static final int DESKTOP_HEIGHT = 1000;
    private static final int PHONE_HEIGHT = 844;

    private Pictures() {}

    /// The page at both widths in both themes; it is left as wide as it was, and light.
    public static void take(Page page, String name) {
        String folder = System.getProperty("pictures");
        if (folder == null) {
            return;
        }
        var before = page.viewportSize();
        page.evaluate("scrollTo(0, 0)");
        for (int width : new int[] {Browser.DESKTOP, Browser.PHONE}) {
            page.setViewportSize(width, width == Browser.PHONE ? PHONE_HEIGHT : DESKTOP_HEIGHT);
            for (var colours : ColorScheme.values()) {
                if (colours == ColorScheme.NO_PREFERENCE) {
                    continue;
                }
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                page.waitForTimeout(SETTLED_MILLIS);
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(
                                        Path.of(
                                                folder,
                                                "%s-%d%s.png"
                                                        .formatted(
                                                                name,
                                                                width,
                                                                colours == ColorScheme.DARK
                                                                        ? "-dark"
                                                                        : ""))));
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(before.width, before.height);
    }
}
