package ru.t2.marshrut.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Prints the address to open once the application is ready.
@Component
class StartupAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(StartupAnnouncement.class);

    private final AppSettings settings;

    StartupAnnouncement(AppSettings settings) {
        this.settings = settings;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            var taken = Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO);
            log.info(
                    "Marshrut is ready in {} s: open http://{}:{}/",
                    taken.toMillis() / 1000.0,
                    host(settings.server().address()),
                    context.getWebServer().getPort());
        }
    }

    /// An address that binds every interface can't be opened; the machine itself can.
    private static String host(String address) {
        try {
            return InetAddress.getByName(address).isAnyLocalAddress() ? "localhost" : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
