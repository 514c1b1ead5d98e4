package ru.t2.marshrut.roads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import ru.t2.marshrut.kernel.GeoPoint;

/// Makes an OpenStreetMap extract of a made-up town: a square grid of two-way streets, 60 km/h, with
/// a junction each 0.005°; without diagonals, so that ways by road are longer than the crow flies.
///
/// The street in the middle from west to east is a main road, that from south to north a lesser one;
/// the outer streets are the border of a district, and there is a town, named.
///
///     row 20  +--+--+ ...
///     row 0   +--+--+ ...   south-west corner at 54.10, 45.10
final class GridExtract {

    static final int SIDE = 21;
    private static final double STEP = 0.005;

    private GridExtract() {}

    static GeoPoint junction(int row, int column) {
        return new GeoPoint(54.10 + row * STEP, 45.10 + column * STEP);
    }

    static Path write(Path file) {
        var osm =
                new StringBuilder(
                        "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6' generator='test'>\n");
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                var point = junction(row, column);
                osm.append(
                        String.format(
                                Locale.ROOT,
                                "<node id='%d' version='1' lat='%.6f' lon='%.6f'/>\n",
                                id(row, column),
                                point.lat(),
                                point.lon()));
            }
        }
        osm.append(
                """
                <node id='9000' version='1' lat='54.15' lon='45.15'>
                <tag k='place' v='town'/><tag k='name' v='Сеткин'/><tag k='population' v='12 345'/></node>
                """);
        for (int line = 0; line < SIDE; line++) {
            street(osm, line, true);
            street(osm, line, false);
        }
        osm.append(
                """
                <relation id='9001' version='1'>
                """);
        for (int way : new int[] {1000, 1001, 1000 + 2 * SIDE - 2, 1000 + 2 * SIDE - 1}) {
            osm.append("<member type='way' ref='%d' role='outer'/>\n".formatted(way));
        }
        osm.append(
                """
                <tag k='type' v='boundary'/><tag k='boundary' v='administrative'/>
                <tag k='admin_level' v='6'/></relation>
                """);
        try {
            return Files.writeString(file, osm.append("</osm>\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void street(StringBuilder osm, int line, boolean west) {
        osm.append("<way id='%d' version='1'>\n".formatted(1000 + 2 * line + (west ? 1 : 0)));
        for (int i = 0; i < SIDE; i++) {
            osm.append("<nd ref='%d'/>\n".formatted(west ? id(line, i) : id(i, line)));
        }
        String kind = line != SIDE / 2 ? "tertiary" : west ? "primary" : "secondary";
        osm.append(
                "<tag k='highway' v='%s'/>\n<tag k='maxspeed' v='60'/>\n</way>\n".formatted(kind));
    }

    private static int id(int row, int column) {
        return 1 + row * SIDE + column;
    }
}
