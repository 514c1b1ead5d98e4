package ru.t2.marshrut.ui;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.platform.AppSettings;
import tools.jackson.databind.json.JsonMapper;

/// Makes pages of templates. A controller returns the view: `return pages.page("planning/plan",
/// Map.of("plan", view));`. Thread-safe.
@Component
public class Pages {

    private final TemplateEngine engine;
    private final MessageSource messages;
    private final List<NavigationEntry> navigation;
    private final ScriptWords scriptWords;
    private final JsonMapper json;
    private final AppSettings settings;
    private final Clock clock;

    Pages(
            TemplateEngine engine,
            MessageSource messages,
            List<NavigationEntry> navigation,
            ScriptWords scriptWords,
            JsonMapper json,
            AppSettings settings,
            Clock clock) {
        this.engine = engine;
        this.messages = messages;
        this.navigation =
                navigation.stream()
                        .sorted(Comparator.comparingInt(NavigationEntry::order))
                        .toList();
        this.scriptWords = scriptWords;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /// A page, or a part of one for htmx to put in.
    ///
    /// @param template below `templates/`, without its ending
    /// @param model the template's parameters by name, beside `frame`
    public View page(String template, Map<String, ?> model) {
        return (_, request, response) -> {
            var bytes = render(template, model, request);
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(bytes.getContentLength());
            bytes.writeTo(response.getOutputStream());
        };
    }

    /// The same as text.
    String text(String template, Map<String, ?> model, HttpServletRequest request) {
        var bytes = new java.io.ByteArrayOutputStream();
        try {
            render(template, model, request).writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Texts and numbers in the language of the request, for whoever prepares what a page shows.
    public Words words() {
        return words(LocaleContextHolder.getLocale());
    }

    private Words words(Locale locale) {
        return new Words(locale, messages, clock);
    }

    private Utf8ByteOutput render(
            String template, Map<String, ?> model, HttpServletRequest request) {
        var all = new HashMap<String, Object>(model);
        all.put("frame", frame(request));
        var output = new Utf8ByteOutput();
        engine.render(template + ".jte", all, output);
        return output;
    }

    private Frame frame(HttpServletRequest request) {
        var query = request.getQueryString();
        var path = request.getRequestURI();
        return new Frame(
                words(LocaleContextHolder.getLocale()),
                PreferencesController.theme(request),
                path,
                query == null ? path : path + "?" + query,
                navigation,
                settings.tileServer().orElse(""),
                scriptWords,
                json);
    }
}
