package ru.t2.marshrut.ui;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;
import ru.t2.marshrut.platform.RequestLanguage;

/// Language and theme, kept in the browser.
@Hidden
@Controller
class PreferencesController {

    private static final String THEME = "theme";
    private static final Set<String> THEMES = Set.of("auto", "light", "dark");
    private static final Duration KEPT = Duration.ofDays(400);

    @PostMapping("/preferences")
    ResponseEntity<Void> set(
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(required = false, defaultValue = "/") String back) {
        var answer =
                ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(ownAddress(back)));
        if (language != null && RequestLanguage.isOffered(language)) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(RequestLanguage.COOKIE, language));
        }
        if (theme != null && THEMES.contains(theme)) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(THEME, theme));
        }
        return answer.build();
    }

    static String theme(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, THEME);
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : "auto";
    }

    /// Only pages of this application: `//host` and `/\host` lead elsewhere.
    private static String ownAddress(String back) {
        boolean own =
                back.startsWith("/")
                        && !back.startsWith("//")
                        && back.chars().noneMatch(c -> c < ' ' || c == '\\');
        try {
            return own ? new URI(back).toString() : "/";
        } catch (java.net.URISyntaxException e) {
            return "/";
        }
    }

    private static String cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(KEPT)
                .sameSite("Lax")
                .build()
                .toString();
    }
}
