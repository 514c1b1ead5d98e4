package ru.t2.marshrut.roads;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderRelation;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.OSMInputFile;
import com.graphhopper.reader.osm.SkipOptions;
import com.graphhopper.util.PointList;
import com.graphhopper.util.RamerDouglasPeucker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// What maps draw of an OpenStreetMap extract: main roads, borders of regions and districts, and
/// places. The file is read three times, as it has points before the ways that need them and those
/// before the borders that are made of them; only what is drawn is kept in memory, some 100 bytes a
/// point.
///
/// @param lines simplified to [#TOLERANCE_METRES], by kind: `motorway`, `trunk`, `primary`,
///   `secondary`, `border` (of a region), `district_border`
/// @param places towns and villages with names, the largest [#MOST_PLACES] first
record RoadMap(Map<String, List<PointList>> lines, List<Place> places) {

    private static final double TOLERANCE_METRES = 60;
    private static final int MOST_PLACES = 3_000;
    private static final int REGION = 4;
    private static final int DISTRICT = 6;
    private static final Map<String, Integer> PEOPLE =
            Map.of("city", 100_000, "town", 10_000, "village", 500);

    RoadMap {
        lines = Map.copyOf(lines);
        places = List.copyOf(places);
    }

    /// A named place.
    ///
    /// @param population as the extract says, else what is usual for a place of its kind
    record Place(String name, double lat, double lon, int population) {}

    /// @throws IOException if the file can't be read
    static RoadMap read(Path file) throws IOException {
        return new Reading(file).read();
    }

    private static final class Reading {

        private final Path file;
        private final LongObjectHashMap<String> borderWays = new LongObjectHashMap<>();
        private final List<LineJoin.Part> lines = new ArrayList<>();
        private final LongIntHashMap indexes = new LongIntHashMap();
        private final List<Place> places = new ArrayList<>();
        private double[] lats = {};
        private double[] lons = {};

        Reading(Path file) {
            this.file = file;
        }

        RoadMap read() throws IOException {
            pass(new SkipOptions(true, true, false), this::relation);
            pass(new SkipOptions(true, false, true), this::way);
            lats = new double[indexes.size()];
            lons = new double[indexes.size()];
            Arrays.fill(lats, Double.NaN);
            pass(new SkipOptions(false, true, true), this::node);
            return new RoadMap(
                    drawn(),
                    places.stream()
                            .sorted(Comparator.comparingInt(Place::population).reversed())
                            .limit(MOST_PLACES)
                            .toList());
        }

        private void pass(SkipOptions what, Consumer<ReaderElement> take) throws IOException {
            try (var input = new OSMInputFile(file.toFile())) {
                input.setWorkerThreads(1).setSkipOptions(what).open();
                for (var next = input.getNext(); next != null; next = input.getNext()) {
                    take.accept(next);
                }
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        private void relation(ReaderElement element) {
            if (!(element instanceof ReaderRelation relation)
                    || !relation.hasTag("boundary", "administrative")) {
                return;
            }
            String kind =
                    relation.hasTag("admin_level", String.valueOf(REGION))
                            ? "border"
                            : relation.hasTag("admin_level", String.valueOf(DISTRICT))
                                    ? "district_border"
                                    : null;
            if (kind == null) {
                return;
            }
            for (var member : relation.getMembers()) {
                boolean region = "border".equals(borderWays.get(member.getRef()));
                if (member.getType() == ReaderElement.Type.WAY && !region) {
                    borderWays.put(member.getRef(), kind);
                }
            }
        }

        private void way(ReaderElement element) {
            if (!(element instanceof ReaderWay way)) {
                return;
            }
            String kind = borderWays.get(way.getId());
            add(kind == null ? road(way) : kind, way.getNodes());
        }

        private static @Nullable String road(ReaderWay way) {
            return switch (way.getTag("highway", "")) {
                case "motorway" -> "motorway";
                case "trunk" -> "trunk";
                case "primary" -> "primary";
                case "secondary" -> "secondary";
                default -> null;
            };
        }

        private void add(@Nullable String kind, LongArrayList nodes) {
            if (kind == null || nodes.size() < 2) {
                return;
            }
            lines.add(new LineJoin.Part(kind, nodes.toArray()));
            for (var node : nodes) {
                if (!indexes.containsKey(node.value)) {
                    indexes.put(node.value, indexes.size());
                }
            }
        }

        private void node(ReaderElement element) {
            if (!(element instanceof ReaderNode node)) {
                return;
            }
            int index = indexes.getOrDefault(node.getId(), -1);
            if (index >= 0) {
                lats[index] = node.getLat();
                lons[index] = node.getLon();
            }
            Integer usual = PEOPLE.get(node.getTag("place", ""));
            String name = node.getTag("name");
            if (usual != null && name != null) {
                places.add(
                        new Place(
                                name,
                                node.getLat(),
                                node.getLon(),
                                people(node.getTag("population", ""), usual)));
            }
        }

        private static int people(String told, int usual) {
            String digits = told.replaceAll("\\D", "");
            return digits.isEmpty() || digits.length() > 8 ? usual : Integer.parseInt(digits);
        }

        private Map<String, List<PointList>> drawn() {
            var simplify = new RamerDouglasPeucker().setMaxDistance(TOLERANCE_METRES);
            var drawn = new TreeMap<String, List<PointList>>();
            for (var line : LineJoin.join(lines)) {
                var points = new PointList(line.nodes().length, false);
                for (long node : line.nodes()) {
                    int index = indexes.get(node);
                    // an extract is cut somewhere: points beyond are not in it
                    if (!Double.isNaN(lats[index])) {
                        points.add(lats[index], lons[index]);
                    }
                }
                if (points.size() > 1) {
                    simplify.simplify(points);
                    drawn.computeIfAbsent(line.kind(), _ -> new ArrayList<>()).add(points);
                }
            }
            return drawn;
        }
    }
}
