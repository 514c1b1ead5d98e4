package ru.t2.marshrut.ui;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What a page has around its content. Every template takes it as its first parameter, `frame`.
///
/// @param words texts, numbers and dates in the page's language
/// @param theme `auto`, `light` or `dark`
/// @param path of the page without its query
/// @param address of the page with its query: where a switch of language or theme returns to
/// @param tileServer address of map tiles as in `https://tiles.example/{z}/{x}/{y}.png`; empty: the
///   application's own map
public record Frame(
        Words words,
        String theme,
        String path,
        String address,
        List<NavigationEntry> navigation,
        String tileServer,
        ScriptWords scriptWords,
        JsonMapper json) {

    public Frame {
        navigation = List.copyOf(navigation);
    }

    /// One text: shorter than `frame.words().t(…)`, which templates would be full of.
    public String t(String key, Object... arguments) {
        return words.t(key, arguments);
    }

    /// `ru` or `en`.
    public String language() {
        return words.locale().getLanguage();
    }

    public boolean isCurrent(NavigationEntry entry) {
        return entry.isCurrent(path);
    }

    /// Any value as JSON for a `<script type="application/json">`, safe inside HTML.
    public String json(Object value) {
        return json.writeValueAsString(value).replace("<", "\\u003c").replace("\u2028", "\\u2028");
    }

    /// The texts that scripts of this feature need: keys `FEATURE.js.*`, without that prefix.
    public String scriptTexts(String feature) {
        return json(scriptWords.of(feature, words.locale()));
    }
}
