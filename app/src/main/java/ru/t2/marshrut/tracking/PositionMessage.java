package ru.t2.marshrut.tracking;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import tools.jackson.databind.JsonNode;

/// A position as trackers send it: OsmAnd's and the Traccar client's query (`id, timestamp, lat,
/// lon, speed, accuracy`), the Traccar client's JSON (`device_id, location.coords`), or Traccar
/// server's forwarding (`position`, `device.uniqueId`).
///
/// @param device identifier of the device
/// @param at empty: the time of its coming
/// @param speedKmh null if it is not told
record PositionMessage(
        String device,
        Optional<Instant> at,
        GeoPoint position,
        @Nullable Double accuracyMetres,
        @Nullable Double speedKmh) {

    private static final double KMH_PER_KNOT = 1.852;
    private static final double KMH_PER_METRE_PER_SECOND = 3.6;
    private static final int MAX_DEVICE = 100;

    /// The parameters of a query or a form; `speed` is in knots there, as Traccar has it.
    static PositionMessage ofQuery(Map<String, String> query) {
        var problems = new ArrayList<FieldProblem>();
        String device = query.getOrDefault("id", query.getOrDefault("deviceid", ""));
        var lat = number(query.get("lat"), "lat", problems);
        var lon = number(query.get("lon"), "lon", problems);
        var at = time(query.get("timestamp"), problems);
        var accuracy = number(query.get("accuracy"));
        var speed = number(query.get("speed"));
        return of(
                device,
                at,
                lat,
                lon,
                accuracy,
                speed == null ? null : speed * KMH_PER_KNOT,
                problems);
    }

    /// A JSON body of either form.
    static PositionMessage ofJson(JsonNode body) {
        var problems = new ArrayList<FieldProblem>();
        var forwarded = body.path("position");
        if (forwarded.isObject()) {
            var speed = number(forwarded.path("speed"));
            return of(
                    text(body.path("device").path("uniqueId")),
                    time(text(forwarded.path("fixTime")), problems),
                    number(forwarded.path("latitude")),
                    number(forwarded.path("longitude")),
                    number(forwarded.path("accuracy")),
                    speed == null ? null : speed * KMH_PER_KNOT,
                    problems);
        }
        var location = body.path("location");
        var coords = location.path("coords");
        var speed = number(coords.path("speed"));
        return of(
                text(body.path("device_id")),
                time(text(location.path("timestamp")), problems),
                number(coords.path("latitude")),
                number(coords.path("longitude")),
                number(coords.path("accuracy")),
                speed == null ? null : speed * KMH_PER_METRE_PER_SECOND,
                problems);
    }

    private static PositionMessage of(
            String device,
            Optional<Instant> at,
            @Nullable Double lat,
            @Nullable Double lon,
            @Nullable Double accuracy,
            @Nullable Double speedKmh,
            List<FieldProblem> problems) {
        if (device.isBlank() || device.length() > MAX_DEVICE) {
            problems.add(FieldProblem.of("id", "tracking.device_needed"));
        }
        if (lat == null || !(Math.abs(lat) <= 90)) {
            problems.add(FieldProblem.of("lat", "tracking.lat"));
        }
        if (lon == null || !(Math.abs(lon) <= 180)) {
            problems.add(FieldProblem.of("lon", "tracking.lon"));
        }
        if (!problems.isEmpty() || lat == null || lon == null) {
            throw ApiException.invalidInput(problems);
        }
        return new PositionMessage(
                device,
                at,
                new GeoPoint(lat, lon),
                accuracy != null && accuracy >= 0 && accuracy < 1e6 ? accuracy : null,
                // Trackers say −1 for "not known".
                speedKmh != null && speedKmh >= 0 && speedKmh < 1_000 ? speedKmh : null);
    }

    private static @Nullable Double number(
            @Nullable String text, String field, List<FieldProblem> problems) {
        var number = number(text);
        if (text != null && number == null) {
            problems.add(FieldProblem.of(field, "tracking." + field));
        }
        return number;
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : null;
    }

    private static String text(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString() : "";
    }

    private static Optional<Instant> time(@Nullable String text, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var epoch = number(text);
        if (epoch != null && epoch > 0 && epoch < 1e14) {
            return Optional.of(Positions.instant(epoch));
        }
        try {
            // Traccar writes offsets without a colon.
            return Optional.of(
                    OffsetDateTime.parse(
                                    text.strip().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                            .toInstant());
        } catch (DateTimeException _) {
            problems.add(FieldProblem.of("timestamp", "tracking.timestamp"));
            return Optional.empty();
        }
    }
}
