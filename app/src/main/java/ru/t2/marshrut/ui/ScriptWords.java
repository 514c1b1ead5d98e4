package ru.t2.marshrut.ui;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Texts that scripts show. Thread-safe.
@Component
public final class ScriptWords {

    private record Key(String feature, Locale locale) {}

    private final Map<Key, Map<String, String>> known = new ConcurrentHashMap<>();

    ScriptWords() {}

    /// Texts of `messages/FEATURE.properties` whose keys begin with `FEATURE.js.`, by what follows.
    Map<String, String> of(String feature, Locale locale) {
        return known.computeIfAbsent(new Key(feature, locale), ScriptWords::read);
    }

    private static Map<String, String> read(Key key) {
        var bundle =
                ResourceBundle.getBundle(
                        "messages/" + key.feature(),
                        // The file without a language is the Russian one.
                        key.locale().getLanguage().equals("ru") ? Locale.ROOT : key.locale(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        String prefix = key.feature() + ".js.";
        var texts = new TreeMap<String, String>();
        for (String name : bundle.keySet()) {
            if (name.startsWith(prefix)) {
                texts.put(name.substring(prefix.length()), bundle.getString(name));
            }
        }
        return texts;
    }
}
