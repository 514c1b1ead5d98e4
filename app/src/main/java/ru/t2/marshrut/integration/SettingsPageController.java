package ru.t2.marshrut.integration;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.platform.AppSettings.Target;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;
import ru.t2.marshrut.ui.Words;

/// The page of settings: state of the models, webhooks, calendars, and what the operator has set.
@Hidden
@Controller
class SettingsPageController {

    private final Pages pages;
    private final AppSettings settings;
    private final Team team;
    private final ObjectProvider<BuildProperties> build;

    SettingsPageController(
            Pages pages, AppSettings settings, Team team, ObjectProvider<BuildProperties> build) {
        this.pages = pages;
        this.settings = settings;
        this.team = team;
        this.build = build;
    }

    @GetMapping("/settings")
    View page() {
        return pages.page(
                "integration/settings",
                Map.of(
                        "page",
                        new SettingsPage(
                                build.stream()
                                        .map(BuildProperties::getVersion)
                                        .findFirst()
                                        .orElse(Words.NOTHING),
                                values(pages.words()),
                                team.listReps().stream()
                                        .map(rep -> new SettingsPage.Person(rep.id(), rep.name()))
                                        .toList(),
                                Arrays.stream(EventKind.values()).map(EventKind::word).toList())));
    }

    /// No secret is among them.
    private List<SettingsPage.Setting> values(Words words) {
        var models = settings.models();
        return List.of(
                setting(words, "zone", settings.zone().getId(), "TIME_ZONE"),
                setting(
                        words,
                        "database",
                        settings.externalDatabase()
                                .map(db -> "%s:%d/%s".formatted(db.host(), db.port(), db.name()))
                                .orElse(words.t("integration.settings.embedded")),
                        "DATABASE_HOST"),
                setting(
                        words,
                        "address",
                        "%s:%d".formatted(settings.server().address(), settings.server().port()),
                        "BIND_ADDRESS, PORT"),
                setting(
                        words,
                        "roads",
                        settings.roadsFile()
                                .map(file -> String.valueOf(file.getFileName()))
                                .orElse(words.t("integration.settings.estimate")),
                        "ROADS_OSM_FILE"),
                setting(
                        words,
                        "tiles",
                        settings.tileServer().orElse(words.t("integration.settings.own_map")),
                        "TILE_SERVER"),
                setting(
                        words,
                        "timeout",
                        words.t("integration.settings.seconds", models.timeout().toSeconds()),
                        "MODEL_TIMEOUT_MS"),
                setting(words, "queue", words.number(models.queueCapacity()), "MODEL_QUEUE"),
                setting(words, "threads", words.number(models.threads()), "MODEL_THREADS"),
                setting(
                        words,
                        "unload",
                        models.idleUnload().isZero()
                                ? words.t("integration.settings.never")
                                : words.t(
                                        "integration.settings.minutes",
                                        models.idleUnload().toMinutes()),
                        "MODEL_IDLE_UNLOAD_MINUTES"),
                setting(words, "targets", targets(words), "WEBHOOK_TARGETS"),
                setting(
                        words,
                        "retention",
                        words.t(
                                "integration.settings.days",
                                settings.integration().eventRetention().toDays()),
                        "EVENT_RETENTION_DAYS"),
                setting(
                        words,
                        "demo",
                        words.t(
                                settings.demoData()
                                        ? "integration.settings.yes"
                                        : "integration.settings.no"),
                        "DEMO_DATA"));
    }

    private String targets(Words words) {
        var targets = settings.integration().webhookTargets();
        return targets.isEmpty()
                ? words.t("integration.settings.any_target")
                : targets.stream().map(Target::host).collect(Collectors.joining(", "));
    }

    private static SettingsPage.Setting setting(
            Words words, String key, String value, String variable) {
        return new SettingsPage.Setting(words.t("integration.settings." + key), value, variable);
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry settingsEntry() {
            return new NavigationEntry(80, "/settings", "integration.settings", "gear", false);
        }
    }
}
