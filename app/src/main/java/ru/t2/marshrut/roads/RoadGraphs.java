package ru.t2.marshrut.roads;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import ru.t2.marshrut.platform.AppSettings;

/// The road graph, if the operator gave an extract: made in the background after the start, kept in
/// the data folder, reused as long as the file is the same. Until it is there, and without it,
/// distances are estimated. Thread-safe.
@Component
class RoadGraphs {

    private static final Logger log = LoggerFactory.getLogger(RoadGraphs.class);

    private final AppSettings settings;
    private volatile @Nullable RoadGraph graph;
    private volatile @Nullable Path map;
    private volatile boolean closed;
    private volatile @Nullable Thread opening;

    RoadGraphs(AppSettings settings) {
        this.settings = settings;
    }

    /// What there is now.
    Optional<RoadGraph> find() {
        return Optional.ofNullable(graph);
    }

    /// What maps may draw of the extract, as GeoJSON, in the folder that is named for it.
    Optional<Path> findMap() {
        return Optional.ofNullable(map);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        settings.roadsFile()
                .ifPresent(file ->
                        opening =
                                Thread.ofPlatform().name("roads").daemon().start(() -> open(file)));
    }

    private void open(Path file) {
        long started = System.nanoTime();
        if (!Files.isReadable(file)) {
            log.warn(
                    "Roads: {} can't be read, so distances are estimated. Correct ROADS_OSM_FILE and start again.",
                    file);
            return;
        }
        try {
            var opened = open(file, settings.dataFolder().resolve("roads"));
            log.info(
                    "Roads: {} junctions from {} in {} s",
                    opened.junctions(),
                    file.getFileName(),
                    (System.nanoTime() - started) / 1_000_000_000);
            graph = opened;
            if (closed) {
                opened.close();
                return;
            }
            map = RoadMapFile.open(file, folder(file, settings.dataFolder().resolve("roads")));
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "Roads: {} can't be used ({}), so distances are estimated. Maybe it is no .osm.pbf extract or not whole.",
                    file,
                    e.toString());
        }
    }

    /// A graph is made beside its place and moved there when it is whole, so that a start that
    /// broke off leaves nothing half.
    static RoadGraph open(Path file, Path roads) throws IOException {
        var folder = folder(file, roads);
        if (!Files.isDirectory(folder)) {
            FileSystemUtils.deleteRecursively(roads);
            var part = Files.createDirectories(roads).resolve("part");
            RoadGraph.open(file, part).close();
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return RoadGraph.open(file, folder);
    }

    private static Path folder(Path file, Path roads) throws IOException {
        return roads.resolve(
                "%s-%d-%d"
                        .formatted(
                                RoadGraph.VERSION,
                                Files.size(file),
                                Files.getLastModifiedTime(file).toMillis()));
    }

    @PreDestroy
    void close() {
        closed = true;
        var thread = opening;
        if (thread != null && thread.isAlive()) {
            return; // closes what it opens, or dies with the process
        }
        var opened = graph;
        if (opened != null) {
            opened.close();
        }
    }
}
