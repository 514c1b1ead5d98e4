package ru.t2.marshrut.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.GeoPoint;

/// A district of a region, as far as demo stores are made from it.
///
/// @param name such as `Рузаевский район`, or `г.о. Саранск` for a city of its own
/// @param centre name of its main town or village
/// @param position of the centre
/// @param stores how many it has
record District(String name, String centre, GeoPoint position, int stores) {

    private static final String FILE = "/demo/mordovia-districts.csv";
    private static final String HEADER = "district,center,lat,lon,stores,precision";

    /// A city without villages.
    boolean isCity() {
        return name.startsWith("г.о. ");
    }

    /// The districts of Mordovia, from the file in the class path that names their source.
    static List<District> listMordovia() {
        var file = Objects.requireNonNull(District.class.getResourceAsStream(FILE), FILE);
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads lines of comma-separated values under a header; lines that begin with `#` are
    /// comments.
    ///
    /// @throws IllegalArgumentException naming the line that is not a district
    static List<District> parse(List<String> lines) {
        var rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
        if (rows.isEmpty() || !rows.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("The first line must be '%s'.".formatted(HEADER));
        }
        return rows.stream().skip(1).map(District::parse).toList();
    }

    private static District parse(String line) {
        String[] fields = line.split(",", -1);
        try {
            if (fields.length == 6) {
                return new District(
                        fields[0],
                        fields[1],
                        new GeoPoint(Double.parseDouble(fields[2]), Double.parseDouble(fields[3])),
                        Integer.parseInt(fields[4]));
            }
        } catch (IllegalArgumentException e) {
            throw notADistrict(line, e);
        }
        throw notADistrict(line, null);
    }

    private static IllegalArgumentException notADistrict(String line, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'%s' must have the fields %s.".formatted(line, HEADER), cause);
    }
}
