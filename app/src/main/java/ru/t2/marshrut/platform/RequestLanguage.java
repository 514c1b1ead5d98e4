package ru.t2.marshrut.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/// The language of an answer: what somebody chose on a page; else Russian for pages, and for the
/// API what the client asks for. A browser asks for the language of its own menus, which says
/// little about who sits before it.
public final class RequestLanguage implements LocaleResolver {

    /// Cookie with the chosen language.
    public static final String COOKIE = "language";

    static final Locale RUSSIAN = Locale.of("ru");

    private static final List<Locale> OFFERED = List.of(RUSSIAN, Locale.ENGLISH);

    private final AcceptHeaderLocaleResolver asked = new AcceptHeaderLocaleResolver();

    RequestLanguage() {
        asked.setSupportedLocales(OFFERED);
        asked.setDefaultLocale(RUSSIAN);
    }

    /// Whether pages speak it.
    public static boolean isOffered(String language) {
        return OFFERED.stream().anyMatch(locale -> locale.getLanguage().equals(language));
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie != null && isOffered(cookie.getValue())) {
            return Locale.of(cookie.getValue());
        }
        return wantsPage(request) ? RUSSIAN : asked.resolveLocale(request);
    }

    /// Whether a browser asks for a page or a part of one, not a client for data.
    static boolean wantsPage(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.startsWith("/api/") || path.equals("/health") || path.equals("/openapi.json")) {
            return false;
        }
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("HX-Request") != null
                || (accept != null && accept.contains("text/html"));
    }

    @Override
    public void setLocale(
            HttpServletRequest request,
            @Nullable HttpServletResponse response,
            @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is chosen by a cookie.");
    }
}
