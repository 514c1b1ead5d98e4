package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Bodies of requests for tests.
final class RouteRequests {

    private RouteRequests() {}

    /// Locations around Saransk with ordinary windows, the same for the same seed.
    static List<Map<String, Object>> locations(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> {
                    var location = new LinkedHashMap<String, Object>();
                    location.put("ID", "m" + i);
                    location.put("name", "Точка " + i);
                    location.put("lat", 54.18 + random.nextDouble(-0.1, 0.1));
                    location.put("lon", 45.17 + random.nextDouble(-0.15, 0.15));
                    location.put("time_window_start", "09:00");
                    location.put("time_window_end", random.nextInt(4) == 0 ? "12:00" : "18:00");
                    location.put("priority", List.of("A", "B", "C", "D").get(random.nextInt(4)));
                    return location;
                })
                .toList();
    }

    static Map<String, Object> body(int count) {
        return Map.of("locations", locations(count, count), "constraints", Map.of());
    }

    static Map<String, Object> body(int count, Map<String, Object> constraints) {
        return Map.of("locations", locations(count, count), "constraints", constraints);
    }

    /// The request of two plain locations with one field of the second one set.
    static Map<String, Object> withField(String field, Object value) {
        var locations = new ArrayList<>(locations(2, 1));
        var second = new LinkedHashMap<>(locations.get(1));
        second.put(field, value);
        locations.set(1, second);
        return Map.of("locations", locations);
    }
}
