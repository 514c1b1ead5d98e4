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
        for (int line = 0; line < SIDE; line++) {
            street(osm, line, true);
            street(osm, line, false);
        }
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
        osm.append("<tag k='highway' v='tertiary'/>\n<tag k='maxspeed' v='60'/>\n</way>\n");
    }

    private static int id(int row, int column) {
        return 1 + row * SIDE + column;
    }
}
