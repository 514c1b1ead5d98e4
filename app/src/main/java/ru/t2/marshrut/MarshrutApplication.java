package ru.t2.marshrut;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.platform.InvalidSettingsException;
import ru.t2.marshrut.platform.SettingsInitializer;

/// The application's entry point.
@SpringBootApplication
public class MarshrutApplication {

    private static final int EXIT_INVALID_SETTINGS = 2;

    public static void main(String[] args) {
        // Our DEBUG is about our own code; in the environment it would switch on Spring's as well.
        System.setProperty("debug", "false");
        try {
            var settings = AppSettings.read(System.getenv(), Path.of(""));
            application(settings).run(args);
        } catch (InvalidSettingsException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_INVALID_SETTINGS);
        }
    }

    /// An application that will start with these settings; tests start it the same way.
    public static SpringApplication application(AppSettings settings) {
        var application = new SpringApplication(MarshrutApplication.class);
        // As defaults they are there before logging starts.
        application.setDefaultProperties(SettingsInitializer.properties(settings));
        application.addInitializers(new SettingsInitializer(settings));
        return application;
    }
}
