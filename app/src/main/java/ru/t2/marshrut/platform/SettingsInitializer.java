package ru.t2.marshrut.platform;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// Hands our settings to Spring: as a bean, and as the few properties that its own parts read.
public final class SettingsInitializer
        implements ApplicationContextInitializer<GenericApplicationContext> {

    private final AppSettings settings;

    public SettingsInitializer(AppSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean(AppSettings.class, () -> settings);
    }

    /// What Spring's own parts are to know.
    public static Map<String, Object> properties(AppSettings settings) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", settings.server().port());
        properties.put("server.address", settings.server().address());
        properties.put("logging.level.ru.t2.marshrut", settings.debug() ? "debug" : "info");
        properties.put("logging.level.org.marshrut", settings.debug() ? "debug" : "info");
        if (settings.logFormat() == AppSettings.LogFormat.JSON) {
            properties.put("logging.structured.format.console", "ecs");
        }
        return properties;
    }
}
