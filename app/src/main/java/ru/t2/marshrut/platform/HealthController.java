package ru.t2.marshrut.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.File;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells whether the application can work, within a second and without secrets.
@RestController
@Tag(name = "health")
class HealthController {

    private static final long DATABASE_LIMIT_MILLIS = 700;

    private final DataSource dataSource;
    private final List<HealthSource> sources;
    private final ObjectProvider<VisitCounter> visits;
    private final ObjectProvider<BuildProperties> build;
    private final AppSettings settings;
    private final Clock clock;
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

    HealthController(
            DataSource dataSource,
            List<HealthSource> sources,
            ObjectProvider<VisitCounter> visits,
            ObjectProvider<BuildProperties> build,
            AppSettings settings,
            Clock clock) {
        this.dataSource = dataSource;
        this.sources = sources;
        this.visits = visits;
        this.build = build;
        this.settings = settings;
        this.clock = clock;
    }

    /// The health report.
    record Health(
            String status,
            String database,
            Map<String, String> services,
            Map<String, Model> models,
            @JsonProperty("disk_free_mb") long diskFreeMegabytes,
            int visitsToday,
            String version) {}

    /// One model in the report.
    record Model(String state, String file, String detail) {}

    @GetMapping({"/health", "/api/v1/health"})
    @Operation(summary = "State of the database and of the models; 503 when the database is gone")
    ResponseEntity<Health> health() {
        boolean connected = databaseAnswers();
        var services = new LinkedHashMap<String, String>();
        services.put("database", connected ? "connected" : "unavailable");
        var models = new LinkedHashMap<String, Model>();
        boolean allUsable = true;
        for (HealthSource source : sources) {
            var condition = source.condition();
            services.put(source.name(), condition.state());
            models.put(
                    source.name(),
                    new Model(condition.state(), condition.file(), condition.detail()));
            allUsable &= condition.usable();
        }
        var body =
                new Health(
                        connected ? allUsable ? "healthy" : "degraded" : "unhealthy",
                        connected ? "connected" : "unavailable",
                        services,
                        models,
                        existing(settings.dataFolder().toFile()).getUsableSpace() >> 20,
                        connected ? visitsToday() : 0,
                        build.stream()
                                .findFirst()
                                .map(BuildProperties::getVersion)
                                .orElse("development"));
        return ResponseEntity.status(connected ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(body);
    }

    private int visitsToday() {
        var today = LocalDate.now(clock);
        return visits.stream().mapToInt(counter -> counter.visitsOn(today)).sum();
    }

    private boolean databaseAnswers() {
        var probe =
                probes.submit(() -> {
                    try (var connection = dataSource.getConnection()) {
                        return connection.isValid(1);
                    }
                });
        try {
            return probe.get(DATABASE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } finally {
            probe.cancel(true);
        }
    }

    private static File existing(File folder) {
        var file = folder.getAbsoluteFile();
        while (!file.exists() && file.getParentFile() != null) {
            file = file.getParentFile();
        }
        return file;
    }
}
