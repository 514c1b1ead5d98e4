package ru.t2.marshrut.platform;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Everything that is set from outside, read and checked once at start.
///
/// @param server where the application listens
/// @param externalDatabase the PostgreSQL to use; empty means the embedded one
/// @param dataFolder where the embedded database lives
/// @param models the two models
/// @param integration what other systems get
/// @param zone the region's time zone, in which days and times of day are meant
/// @param roadsFile an OpenStreetMap extract (`.osm.pbf`) of the region's roads; empty: distances
///   are estimated
/// @param demoData whether an empty database is filled with synthetic stores
/// @param debug whether our own code logs at DEBUG
/// @param tileServer address of map tiles with `{z}`, `{x}`, `{y}`; empty: the application's own
///   map
public record AppSettings(
        Server server,
        Optional<ExternalDatabase> externalDatabase,
        Path dataFolder,
        Models models,
        Integration integration,
        ZoneId zone,
        Optional<Path> roadsFile,
        boolean demoData,
        boolean debug,
        LogFormat logFormat,
        Optional<String> tileServer) {

    /// Where the application listens.
    ///
    /// @param address interface to bind; loopback unless told otherwise
    public record Server(String address, int port) {}

    /// A PostgreSQL server that an operator runs, version 15 or newer.
    public record ExternalDatabase(
            String host, int port, String name, String user, String password) {

        String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        /// Keeps the password out of logs.
        @Override
        public String toString() {
            return "%s:%d/%s as %s".formatted(host, port, name, user);
        }
    }

    /// The two models and how they run.
    ///
    /// @param folder where model files are
    /// @param threads of one model's arithmetic
    /// @param queueCapacity calls that may wait for one model
    /// @param timeout of one model's answer, unless a request says otherwise
    /// @param idleUnload memory is freed after this long without a call; zero keeps models loaded
    /// @param mirror address below which `./run models download` finds the files; empty: the public
    ///   repositories
    /// @param preload whether models are loaded at start instead of at their first use
    public record Models(
            ModelSource qwen,
            ModelSource llama,
            Path folder,
            int threads,
            int queueCapacity,
            Duration timeout,
            Duration idleUnload,
            boolean preload,
            String mirror) {}

    /// Where one model is.
    ///
    /// @param endpoint of a server; empty means a file in the models' folder
    /// @param modelId the file's name, or what the server calls the model
    /// @param concurrency requests that a server gets at the same time
    public record ModelSource(
            Optional<URI> endpoint, String modelId, Optional<String> apiKey, int concurrency) {

        /// Keeps the key out of logs.
        @Override
        public String toString() {
            return endpoint.map(address -> modelId + " at " + address).orElse(modelId);
        }
    }

    /// What other systems get.
    ///
    /// @param webhookTargets hosts that webhooks may call; empty: any public one, by https
    /// @param webhookTimeout of one call
    /// @param webhookGiveUp a webhook is switched off when nothing was delivered for this long
    /// @param eventRetention events are forgotten after this
    public record Integration(
            List<Target> webhookTargets,
            Duration webhookTimeout,
            Duration webhookGiveUp,
            Duration eventRetention) {

        public Integration {
            webhookTargets = List.copyOf(webhookTargets);
        }
    }

    /// A host that may be called.
    ///
    /// @param host a name, or an address; IPv6 in brackets
    /// @param port empty: any
    public record Target(String host, OptionalInt port) {}

    /// How log lines look.
    public enum LogFormat {
        /// For a person at a terminal.
        TEXT,
        /// One JSON object a line (Elastic Common Schema), for a log store.
        JSON
    }

    /// Reads the environment and, for what is not there, the file `.env` in the given folder.
    ///
    /// @throws InvalidSettingsException naming all wrong values at once
    public static AppSettings read(Map<String, String> environment, Path folder) {
        var values = new HashMap<>(dotenv(folder));
        values.putAll(environment);
        var reader = new SettingsReader(values);
        var settings =
                new AppSettings(
                        new Server(
                                reader.text("BIND_ADDRESS", "127.0.0.1"),
                                reader.integer("PORT", 8000, 0, 65_535)),
                        database(reader),
                        folder.resolve(reader.path("DATA_DIR", "data")),
                        models(reader, folder),
                        integration(reader),
                        reader.zone("TIME_ZONE", "Europe/Moscow"),
                        reader.text("ROADS_OSM_FILE").map(folder::resolve),
                        reader.flag("DEMO_DATA", true),
                        reader.flag("DEBUG", false),
                        reader.oneOf("LOG_FORMAT", LogFormat.TEXT, LogFormat.class),
                        reader.tiles("TILE_SERVER"));
        reader.throwProblems();
        return settings;
    }

    private static Map<String, String> dotenv(Path folder) {
        try {
            var values = new HashMap<String, String>();
            var file =
                    Dotenv.configure()
                            .directory(folder.toAbsolutePath().toString())
                            .ignoreIfMissing()
                            .load();
            for (DotenvEntry entry : file.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                values.put(entry.getKey(), entry.getValue());
            }
            return values;
        } catch (DotenvException e) {
            throw new InvalidSettingsException(
                    List.of(
                            ".env: can't be read (%s). Allowed: lines of the form NAME=value."
                                    .formatted(e.getMessage())));
        }
    }

    private static Optional<ExternalDatabase> database(SettingsReader reader) {
        int port = reader.integer("DATABASE_PORT", 5432, 1, 65_535);
        var host = reader.text("DATABASE_HOST");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (reader.text("DATABASE_USER").isEmpty()) {
            reader.require("DATABASE_USER", "DATABASE_HOST is set");
        }
        return Optional.of(
                new ExternalDatabase(
                        host.get(),
                        port,
                        reader.text("DATABASE_NAME", "t2"),
                        reader.text("DATABASE_USER", ""),
                        reader.text("DATABASE_PASSWORD", "")));
    }

    private static Integration integration(SettingsReader reader) {
        return new Integration(
                reader.targets("WEBHOOK_TARGETS"),
                Duration.ofMillis(reader.integer("WEBHOOK_TIMEOUT_MS", 10_000, 100, 60_000)),
                Duration.ofHours(reader.integer("WEBHOOK_GIVE_UP_HOURS", 72, 1, 1_000)),
                Duration.ofDays(reader.integer("EVENT_RETENTION_DAYS", 90, 1, 10_000)));
    }

    private static Models models(SettingsReader reader, Path folder) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Models(
                source(reader, "QWEN", "qwen2-0_5b-instruct-q4_k_m.gguf"),
                source(reader, "LLAMA", "Llama-3.2-1B-Instruct-Q4_K_M.gguf"),
                folder.resolve(reader.path("MODELS_DIR", "models")),
                reader.integer("MODEL_THREADS", cores, 1, 256),
                reader.integer("MODEL_QUEUE", 16, 1, 1_000),
                Duration.ofMillis(reader.integer("MODEL_TIMEOUT_MS", 30_000, 100, 600_000)),
                Duration.ofMinutes(reader.integer("MODEL_IDLE_UNLOAD_MINUTES", 0, 0, 10_000)),
                reader.flag("MODEL_PRELOAD", false),
                reader.text("MODELS_MIRROR", ""));
    }

    private static ModelSource source(SettingsReader reader, String prefix, String file) {
        return new ModelSource(
                reader.endpoint(prefix + "_API_ENDPOINT"),
                reader.text(prefix + "_MODEL_ID", file),
                reader.text(prefix + "_API_KEY"),
                reader.integer(prefix + "_CONCURRENCY", 4, 1, 256));
    }
}
