package ru.t2.marshrut.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import ru.t2.marshrut.kernel.GeoPoint;

/// A town or village on the map.
///
/// @param population 0: not known
record Settlement(String name, String nameEn, GeoPoint position, int population) {

    private static final String FILE = "/map/mordovia-settlements.csv";

    /// Those of Mordovia, the largest first, from the file that names their source.
    static List<Settlement> listMordovia() {
        var file = Objects.requireNonNull(Settlement.class.getResourceAsStream(FILE), FILE);
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(field ->
                            new Settlement(
                                    field[0],
                                    field[1],
                                    new GeoPoint(
                                            Double.parseDouble(field[2]),
                                            Double.parseDouble(field[3])),
                                    field[4].isEmpty() ? 0 : Integer.parseInt(field[4])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
