package ru.t2.marshrut.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.t2.marshrut.kernel.GeoPoint;

/// Ways in a made-up town of right-angled streets, and in a real extract where there is one.
class RoadGraphTest {

    @TempDir private static Path folder;
    private static RoadGraph graph;

    @BeforeAll
    static void theTownIsImported() throws IOException {
        graph = RoadGraphs.open(GridExtract.write(folder.resolve("town.osm")), roads());
    }

    @AfterAll
    static void close() {
        graph.close();
    }

    private static Path roads() {
        return folder.resolve("roads");
    }

    @Test
    void aWayGoesAroundTheBlocks() {
        var from = GridExtract.junction(2, 2);
        var to = GridExtract.junction(10, 14);
        var corner = GridExtract.junction(2, 14);
        double around = from.greatCircleMetres(corner) + corner.greatCircleMetres(to);
        var leg = graph.find(from, to, TransportMode.CAR, true).orElseThrow();
        assertThat(leg.source()).isEqualTo(DistanceSource.ROADS);
        assertThat((double) leg.distanceMetres()).isCloseTo(around, within(around * 0.005));
        assertThat(leg.geometry().size()).isGreaterThan(2);
        assertThat(leg.geometry().getFirst()).isEqualTo(from);
        assertThat(leg.geometry().getLast()).isEqualTo(to);
        // No faster than the limit, no slower than half of it.
        assertThat(leg.travelSeconds())
                .isBetween((int) (around / (60 / 3.6)) - 1, (int) (around / (30 / 3.6)));
    }

    @Test
    void onFootItIsFiveKilometresAnHour() {
        var leg =
                graph.find(
                                GridExtract.junction(0, 0),
                                GridExtract.junction(0, 10),
                                TransportMode.WALK,
                                false)
                        .orElseThrow();
        assertThat((double) leg.travelSeconds())
                .isCloseTo(leg.distanceMetres() / (5 / 3.6), within(5.0));
    }

    @Test
    void aPlaceFarFromAnyRoadHasNoWay() {
        var town = GridExtract.junction(5, 5);
        assertThat(graph.find(town, new GeoPoint(54.6, 45.1), TransportMode.CAR, false)).isEmpty();
        assertThat(graph.find(new GeoPoint(0, 0), town, TransportMode.CAR, true)).isEmpty();
    }

    @Test
    void theStoredGraphIsReusedAndAnotherFileReplacesIt(@TempDir Path other) throws IOException {
        var file = GridExtract.write(other.resolve("town.osm"));
        var roads = other.resolve("roads");
        RoadGraphs.open(file, roads).close();
        var first = onlyFolder(roads);
        var made = Files.getLastModifiedTime(first.resolve("properties"));
        RoadGraphs.open(file, roads).close();
        assertThat(Files.getLastModifiedTime(first.resolve("properties"))).isEqualTo(made);
        Files.writeString(file, Files.readString(file) + "\n");
        RoadGraphs.open(file, roads).close();
        assertThat(onlyFolder(roads)).isNotEqualTo(first);
    }

    @Test
    void whatAnImportLeftHalfIsNeverUsed(@TempDir Path other) throws IOException {
        var file = GridExtract.write(other.resolve("town.osm"));
        var roads = other.resolve("roads");
        var part = Files.createDirectories(roads.resolve("part"));
        Files.writeString(part.resolve("properties"), "half");
        RoadGraphs.open(file, roads).close();
        assertThat(onlyFolder(roads).getFileName().toString()).isNotEqualTo("part");
    }

    @Test
    void aFileThatIsNoExtractIsRefused(@TempDir Path other) throws IOException {
        var file = Files.writeString(other.resolve("region.osm.pbf"), "no extract at all");
        assertThatThrownBy(() -> RoadGraphs.open(file, other.resolve("roads")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRealExtractIsReadAndAnswersOnItsRoads(@TempDir Path other) throws IOException {
        var extract =
                Optional.ofNullable(System.getenv("MARSHRUT_ANDORRA_PBF"))
                        .map(Path::of)
                        .filter(Files::isRegularFile);
        if (extract.isEmpty()) {
            System.err.println(
                    "SKIPPED: set MARSHRUT_ANDORRA_PBF to an andorra.osm.pbf to test a real extract.");
        }
        Assumptions.assumeTrue(extract.isPresent(), "MARSHRUT_ANDORRA_PBF names no file");
        try (var andorra = RoadGraphs.open(extract.orElseThrow(), other.resolve("roads"))) {
            assertThat(andorra.junctions()).isGreaterThan(1_000);
            // Andorra la Vella to Soldeu: 19 km by road, 14 km as the crow flies.
            var leg =
                    andorra.find(
                                    new GeoPoint(42.5063, 1.5218),
                                    new GeoPoint(42.5763, 1.6677),
                                    TransportMode.CAR,
                                    true)
                            .orElseThrow();
            assertThat(leg.distanceMetres()).isBetween(17_000, 24_000);
            assertThat(leg.travelSeconds()).isBetween(12 * 60, 45 * 60);
        }
        var map = RoadMap.read(extract.orElseThrow());
        assertThat(map.lines()).containsKeys("primary", "secondary", "border");
        assertThat(
                        map.lines().getOrDefault("primary", List.of()).stream()
                                .mapToInt(line -> line.size())
                                .sum())
                .isBetween(100, 5_000);
        assertThat(map.places()).anyMatch(place -> place.name().equals("Andorra la Vella"));
    }

    private static Path onlyFolder(Path roads) throws IOException {
        try (var folders = Files.list(roads)) {
            var all = folders.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
